// with: poco-activerecord
//
// The search loops of the standard library. (e)9 of the README.
#include "../worlds/shop.h"

#include <algorithm>

using namespace shop;

bool anyOfOk(const Orders &orders) {
  return std::any_of(orders.begin(), orders.end(),
                     [](const Order::Ptr &order) { return order->item()->price() > 9; });
}

bool noneOfOk(const Orders &orders) {
  return std::none_of(orders.begin(), orders.end(),
                      [](const Order::Ptr &order) { return order->item()->price() > 9; });
}

bool rangesOk(const Orders &orders) {
  return std::ranges::any_of(orders, [](const Order::Ptr &order) { return order->item()->price() > 9; });
}

Order::Ptr findIfOk(const Orders &orders) {
  auto it = std::find_if(orders.begin(), orders.end(),
                         [](const Order::Ptr &order) { return order->item()->price() > 9; });
  return it == orders.end() ? Order::Ptr() : *it;
}

// It counts all of them.
long countIfBad(const Orders &orders) {
  return std::count_if(orders.begin(), orders.end(), [](const Order::Ptr &order) {
    return order->item()->price() > 9; // expect: nplus1-lazy-relation item
  });
}
