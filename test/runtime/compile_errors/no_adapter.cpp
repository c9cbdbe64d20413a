// error: nplus1: no adapter for this entity class and context
#include "common.h"
auto items = nplus1::batch<Plain>(db, rows, same);
