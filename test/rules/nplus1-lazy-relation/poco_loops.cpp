// with: poco-activerecord
#include "../worlds/shop.h"

using namespace shop;
using Poco::ActiveRecord::Query;

int rangeForBad(Context::Ptr context) {
  int total = 0;
  const auto orders = Query<Order>(context).execute();
  for (const auto &order : orders)
    total += order->item()->price(); // expect: nplus1-lazy-relation item
  return total;
}

int indexBad(Context::Ptr context) {
  int total = 0;
  auto orders = Query<Order>(context).execute();
  for (std::size_t i = 0; i < orders.size(); ++i)
    total += orders[i]->item()->price(); // expect: nplus1-lazy-relation item
  return total;
}

int atBad(Context::Ptr context) {
  int total = 0;
  auto orders = Query<Order>(context).execute();
  for (std::size_t i = 0; i < orders.size(); ++i)
    total += orders.at(i)->item()->price(); // expect: nplus1-lazy-relation item
  return total;
}

int iteratorBad(Context::Ptr context) {
  int total = 0;
  auto orders = Query<Order>(context).execute();
  for (auto it = orders.begin(); it != orders.end(); ++it)
    total += (*it)->item()->price(); // expect: nplus1-lazy-relation item
  return total;
}

int whileIteratorBad(Context::Ptr context) {
  int total = 0;
  auto orders = Query<Order>(context).execute();
  auto it = orders.begin();
  while (it != orders.end()) {
    total += (*it)->item()->price(); // expect: nplus1-lazy-relation item
    ++it;
  }
  return total;
}

int algorithmBad(Context::Ptr context) {
  int total = 0;
  auto orders = Query<Order>(context).execute();
  std::for_each(orders.begin(), orders.end(), [&](const Order::Ptr &order) {
    total += order->item()->price(); // expect: nplus1-lazy-relation item
  });
  return total;
}

// The longest path is reported once.
int nestedPathBad(Context::Ptr context) {
  int total = 0;
  for (const auto &order : Query<Order>(context).execute()) {
    auto item = order->item();
    auto maker = item->maker();
    total += maker->country()->name().size(); // expect: nplus1-lazy-relation item.maker.country
  }
  return total;
}

int conditionalBad(Context::Ptr context) {
  int total = 0;
  for (const auto &order : Query<Order>(context).execute())
    if (order->open())
      total += order->item()->price(); // expect: nplus1-lazy-relation item [likely]
  return total;
}

struct Report {
  static Item::Ptr itemOf(const Order::Ptr &order) { return order->item(); }
  static int priceOf(const Order &order) { return order.item()->price(); }
};

int helperBad(Context::Ptr context) {
  int total = 0;
  for (const auto &order : Query<Order>(context).execute())
    total += Report::priceOf(*order); // expect: nplus1-lazy-relation item
  return total;
}

int getterBad(Context::Ptr context) {
  int total = 0;
  for (const auto &order : Query<Order>(context).execute()) {
    auto item = Report::itemOf(order);
    total += item->maker()->name().size(); // expect: nplus1-lazy-relation item.maker
  }
  return total;
}

int parameterBad(const Orders &orders) {
  int total = 0;
  for (const auto &order : orders)
    total += order->item()->price(); // expect: nplus1-lazy-relation item
  return total;
}

int reassignedOk(Context::Ptr context, Order::Ptr other) {
  int total = 0;
  for (auto order : Query<Order>(context).execute()) {
    order = other;
    total += order->number();
  }
  return total;
}

int ownColumnsOk(Context::Ptr context) {
  int total = 0;
  for (const auto &order : Query<Order>(context).execute())
    total += order->number() + order->itemID() + order->id();
  return total;
}

int searchOk(Context::Ptr context) {
  for (const auto &order : Query<Order>(context).execute())
    if (order->item()->price() > 10)
      return order->number();
  return 0;
}

int searchBreakOk(Context::Ptr context) {
  int found = 0;
  for (const auto &order : Query<Order>(context).execute()) {
    auto item = order->item();
    if (item->price() > 10) {
      found = order->number();
      break;
    }
  }
  return found;
}

int firstOnlyOk(Context::Ptr context) {
  for (const auto &order : Query<Order>(context).execute())
    return order->item()->price();
  return 0;
}

int limitOneOk(Context::Ptr context) {
  int total = 0;
  for (const auto &order : Query<Order>(context).limit(1).execute())
    total += order->item()->price();
  return total;
}

int constantOk(Order::Ptr a, Order::Ptr b) {
  int total = 0;
  for (const auto &order : {a, b})
    total += order->item()->price();
  return total;
}

int cachedOk(Context::Ptr context) {
  std::map<Id, Item::Ptr> items;
  int total = 0;
  for (const auto &order : Query<Order>(context).execute()) {
    auto it = items.find(order->itemID());
    if (it == items.end())
      it = items.emplace(order->itemID(), order->item()).first;
    total += it->second->price();
  }
  return total;
}

int firstTurnOk(Context::Ptr context) {
  bool first = true;
  int total = 0;
  for (const auto &order : Query<Order>(context).execute()) {
    if (first) {
      first = false;
      total += order->item()->price();
    }
  }
  return total;
}

int notTheElementOk(Context::Ptr context, const Order &config) {
  int total = 0;
  for (const auto &order : Query<Order>(context).execute())
    total += order->number() + config.number();
  return total + config.item()->price();
}
