// error: nplus1: a key of this type cannot be compared
#include "common.h"
void run() {
  auto items = nplus1::batch<Item>(db, rows, [](int) { return Plain(); });
  items.find(1);
}
