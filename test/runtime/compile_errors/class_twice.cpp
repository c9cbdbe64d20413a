// error: nplus1: a class is given to by_type twice
#include "common.h"
auto targets = nplus1::by_type(db, rows, nplus1::type<Item>(1), nplus1::type<Item>(2),
                               [](int row) { return std::pair(row, row); });
