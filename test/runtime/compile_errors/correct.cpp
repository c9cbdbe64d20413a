// no error: the control, which shows that the others fail for their own reason
#include "common.h"
void run() {
  auto items = nplus1::batch<Item>(db, rows, same);
  items.find(1);
}
