// error: nplus1: this ORM has no identity map
#include "common.h"
auto range = nplus1::prefetched<Item>(db, rows, same);
