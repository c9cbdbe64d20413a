// error: nplus1: the tag in a row and the tag given
#include "common.h"
void run() {
  auto all = nplus1::by_type(db, rows, nplus1::type<Item>("item"),
                             [](int row) { return std::pair(1, row); });
  all.find<Item>(1);
}
