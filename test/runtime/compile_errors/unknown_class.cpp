// error: nplus1: no header of an ORM that knows this class is included
#include "common.h"
struct Order {
  nplus1::lazy<Plain> item;
};
