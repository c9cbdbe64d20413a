// with: poco-activerecord
#include "../../worlds/shop.h"

using namespace shop;

static Context::Ptr opened();

int sum(const Orders &orders) {
  int total = 0;
  for (const auto &order : orders)
    total += order->number();
  return total;
}

int main() {
  int total = sum(openOrders(opened()));
  for (const auto &order : openOrders(opened()))
    total += order->item()->price(); // expect: nplus1-lazy-relation item
  for (const auto &order : openOrders(opened()))
    total += sum({order}); // this program's own sum() asks nothing
  return total;
}
