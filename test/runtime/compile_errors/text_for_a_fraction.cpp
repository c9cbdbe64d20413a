// error: nplus1: a key of this type cannot be compared with the target.s key type
#include "common.h"
auto key = nplus1::canonical_key<double>("2.5");
