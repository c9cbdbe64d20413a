// with: poco-activerecord
// apply: unsafe
// why not: where the loop has no rows, the query runs all the same
// why not: where the loop has no rows, the query runs all the same
// why not: the loop may give away or destroy what the query returned
// why not: the loop may keep or change what the query returned, and every turn would share one object
// why not: the loop may keep or change what the query returned, and every turn would share one object
// why not: the loop may keep or change what the query returned, and every turn would share one object
#include "../../rules/worlds/shop.h"

using namespace shop;

int insideAnExpression(const Context::Ptr &context, const Orders &orders) {
  int total = 0;
  for (const auto &order : orders)
    total += order->number() * Item::find(context, 1)->price();
  return total;
}

int inAVariable(const Context::Ptr &context, const Orders &orders) {
  int total = 0;
  for (const auto &order : orders) {
    // The price of shipping.
    auto shipping = Item::find(context, 1);
    total += order->number() * shipping->price();
  }
  return total;
}

int withRowsForSure(const Context::Ptr &context, const Orders &orders) {
  if (orders.empty())
    return 0;
  int total = 0;
  for (const auto &order : orders)
    total += order->number() * Item::find(context, 1)->price();
  return total;
}

int inATest(const Context::Ptr &context, const Orders &orders) {
  int total = 0;
  if (!orders.empty()) {
    for (const auto &order : orders)
      total += order->number() * Item::find(context, 1)->price();
  }
  return total;
}

static void save(Order::Ptr order) { order->update(); }
int writing(const Context::Ptr &context, const Orders &orders) {
  int total = 0;
  for (const auto &order : orders) {
    total += order->number() * Item::find(context, 1)->price();
    save(order);
  }
  return total;
}

void keep(Item::Ptr item);
void givingAway(const Context::Ptr &context, const Orders &orders) {
  for (const auto &order : orders) {
    auto item = Item::find(context, 1);
    if (order->number() > 1)
      keep(std::move(item));
  }
}

// Every turn had an object of its own.
void keeping(const Context::Ptr &context, const Orders &orders, std::vector<Item::Ptr> &kept) {
  if (orders.empty())
    return;
  for (const auto &order : orders) {
    auto item = Item::find(context, 1);
    if (order->number() > 1)
      kept.push_back(item);
  }
}
void changing(const Context::Ptr &context, const Orders &orders) {
  if (orders.empty())
    return;
  for (const auto &order : orders)
    Item::find(context, 1)->price(order->number());
}
void passingOn(const Context::Ptr &context, const Orders &orders) {
  if (orders.empty())
    return;
  for (const auto &order : orders) {
    order->number();
    keep(Item::find(context, 1));
  }
}

int tested(const Context::Ptr &context, const Orders &orders) {
  if (orders.empty())
    return 0;
  int total = 0;
  for (const auto &order : orders) {
    auto item = Item::find(context, 1);
    if (item)
      total += order->number() * item->price();
  }
  return total;
}
