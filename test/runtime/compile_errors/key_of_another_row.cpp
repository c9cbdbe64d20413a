// error: nplus1: the key callable cannot be called with one of the rows
#include "common.h"
auto items = nplus1::batch<Item>(db, rows, &Item::id);
