// error: nplus1: the rows are a temporary
#include "common.h"
std::vector<int> load();
auto items =
    nplus1::by_type(db, load(), nplus1::type<Item>(1), [](int row) { return std::pair(1, row); });
