// error: nplus1: prefetched takes one callable per type
#include "common.h"
auto range = nplus1::prefetched<Item>(db, rows);
