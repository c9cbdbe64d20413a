// error: nplus1: a key of this type cannot be compared with the target.s key type
#include "common.h"
void use() {
  auto items = nplus1::batch<Item>(db, rows, [](int) { return L"7"; });
  items.find(1);
}
