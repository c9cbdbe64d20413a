// error: nplus1: no key callable returns keys that could be those of one of the types
#include "common.h"
void run() {
  auto all =
      nplus1::by_type(db, rows, nplus1::type<Item>(1), [](int) { return std::pair(1, Plain()); });
  all.find<Item>(1);
}
