// error: nplus1: name the entity class itself
#include "common.h"
auto items = nplus1::batch<Item *>(db, rows, same);
