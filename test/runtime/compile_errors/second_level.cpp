// error: no member named 'author'
#include "common.h"
void run() {
  auto all =
      nplus1::by_type(db, rows, nplus1::type<Item>(1), [](int row) { return std::pair(1, row); });
  auto next = nplus1::batch<Item>(db, all.of<Item>(), [](const Item &item) { return item.author; });
}
