// with: poco-activerecord
//
// Two programs in one database: functions of one name are two functions.
#include "../../worlds/shop.h"

using namespace shop;

static Context::Ptr opened();

int sum(const Orders &orders) {
  int total = 0;
  for (const auto &order : orders)
    total += order->item()->price(); // expect: nplus1-lazy-relation item
  return total;
}

int main() { return sum(openOrders(opened())); }
