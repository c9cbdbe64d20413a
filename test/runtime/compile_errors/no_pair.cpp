// error: nplus1: the key callables of by_type and refers_to return std::pair.tag, key.
#include "common.h"
void use() {
  auto targets = nplus1::by_type(db, rows, nplus1::type<Item>(1),
                                 [](int row) { return std::tuple(row, row); });
  targets.find<Item>(1);
}
