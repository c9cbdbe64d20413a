// with: poco-activerecord
// Rows know their session. Those of one query have one; others may have several.
#include "../../rules/worlds/shop.h"

using namespace shop;
using Poco::ActiveRecord::Query;

int ofOneQuery(Context::Ptr context) {
  int total = 0;
  for (const auto &order : Query<Order>(context).execute())
    total += order->item()->price();
  return total;
}

static Orders ordersOf(Context::Ptr context) {
  auto orders = Query<Order>(context).execute();
  return orders;
}

int ofOneQueryElsewhere(Context::Ptr context) {
  int total = 0;
  const Orders orders = ordersOf(context);
  for (const auto &order : orders)
    total += order->item()->price();
  return total;
}

int ofAnybody(const Orders &orders) {
  int total = 0;
  for (const auto &order : orders)
    total += order->item()->price();
  return total;
}

int twoLevels(const Orders &orders) {
  int total = 0;
  for (const auto &order : orders)
    total += order->item()->maker()->name().size();
  return total;
}

int ofSeveralQueries(Context::Ptr one, Context::Ptr other) {
  Orders orders = ordersOf(one);
  for (const auto &order : ordersOf(other))
    orders.push_back(order);
  int total = 0;
  for (const auto &order : orders)
    total += order->item()->price();
  return total;
}
