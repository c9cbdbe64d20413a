// error: nplus1: the query must take .context, keys.
#include "common.h"
auto items = nplus1::batch<Item>(db, rows, same, nplus1::queried_by([](auto, auto) { return 1; }));
