// error: nplus1: by_type takes the context, the rows, then the types
#include "common.h"
void use() {
  nplus1::by_type(db, rows, [](int row) { return std::pair(row, row); }, nplus1::type<Item>(1));
}
