// error: nplus1: after the types, by_type needs a callable
#include "common.h"
auto all = nplus1::by_type(db, rows, nplus1::type<Item>(1));
