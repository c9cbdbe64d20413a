// error: nplus1: rows of this ORM do not know their context
#include "common.h"
auto items = nplus1::batch<Item>(rows, same);
