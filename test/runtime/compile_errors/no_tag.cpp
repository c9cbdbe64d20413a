// error: nplus1: a type needs the tag that stands for it
#include "common.h"
auto entry = nplus1::type<Item>();
