// error: nplus1: rows of this ORM do not know their context; call find.key.
#include "common.h"
void use() {
  auto items = nplus1::batch<Item>(db, rows, same);
  items.find(1, rows[0]);
}
