// error: nplus1: a type has one query of its own at most
#include "common.h"
const auto query = [](auto, auto) { return std::optional<std::vector<Item>>(); };
auto entry = nplus1::type<Item>(1).queried_by(query).queried_by(query);
