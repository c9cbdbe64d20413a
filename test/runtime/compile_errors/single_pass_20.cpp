// error: nplus1: these rows can be read only once
#include "common.h"
#include <ranges>
#include <sstream>
std::istringstream text;
auto stream = std::views::istream<int>(text);
auto items = nplus1::batch<Item>(db, stream, same);
