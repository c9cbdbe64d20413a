// error: nplus1: this by_type batch was not given
#include "common.h"
void run() {
  auto all =
      nplus1::by_type(db, rows, nplus1::type<Item>(1), [](int row) { return std::pair(1, row); });
  all.find<Plain>(1);
}
