// with: poco-activerecord
// apply: unsafe
// why not: the key of one lookup cannot be written before the loop
#include "../../rules/worlds/shop.h"

#include <deque>
#include <list>
#include <optional>
#include <set>
#include <span>
#include <unordered_map>

using namespace shop;
using Poco::ActiveRecord::Query;

// Every way to write a loop, a row and a key: what is planned compiles and answers.

int pointers(const std::vector<Order *> &orders) {
  int total = 0;
  for (const Order *order : orders)
    total += order->item()->price();
  return total;
}

int uniquePointers(const std::vector<std::unique_ptr<Order>> &orders) {
  int total = 0;
  for (const auto &order : orders)
    total += order->item()->price();
  return total;
}

int byValue(const Orders &orders) {
  int total = 0;
  for (auto order : orders)
    total += order->item()->price();
  return total;
}

int forwarded(Orders orders) {
  int total = 0;
  for (auto &&order : orders)
    total += order->item()->price();
  return total;
}

int typed(const Orders &orders) {
  int total = 0;
  for (const Order::Ptr &order : orders)
    total += order->item()->price();
  return total;
}

int deque(const std::deque<Order::Ptr> &orders) {
  int total = 0;
  for (const auto &order : orders)
    total += order->item()->price();
  return total;
}

int ofASpan(std::span<const Order::Ptr> orders) {
  int total = 0;
  for (const auto &order : orders)
    total += order->item()->price();
  return total;
}

int ofAnArray(const std::array<Order::Ptr, 1000> &orders) {
  int total = 0;
  for (const auto &order : orders)
    total += order->item()->price();
  return total;
}

int valuesOfAMap(const std::map<int, Order::Ptr> &orders) {
  int total = 0;
  for (const auto &[number, order] : orders)
    total += order->item()->price() * number;
  return total;
}

int entriesOfAMap(const std::unordered_map<int, Order::Ptr> &orders) {
  int total = 0;
  for (const auto &entry : orders)
    total += entry.second->item()->price();
  return total;
}

int keysOfASet(Context::Ptr context, const std::set<Id> &ids) {
  int total = 0;
  for (Id id : ids)
    total += Item::find(context, id)->price();
  return total;
}

int reversed(const Orders &orders) {
  int total = 0;
  for (auto it = orders.rbegin(); it != orders.rend(); ++it)
    total += (*it)->item()->price();
  return total;
}

int iterator(const std::list<Order::Ptr> &orders) {
  int total = 0;
  for (auto it = orders.begin(); it != orders.end(); ++it)
    total += (*it)->item()->price();
  return total;
}

int atIndex(const Orders &orders) {
  int total = 0;
  for (std::size_t i = 0; i < orders.size(); i++)
    total += orders.at(i)->item()->price();
  return total;
}

int backwards(const Orders &orders) {
  int total = 0;
  for (std::size_t i = orders.size(); i-- > 0;)
    total += orders[i]->item()->price();
  return total;
}

struct Shop {
  Orders orders;
  Context::Ptr context;
  const Orders &all() const { return orders; }
  int ofAMember() const {
    int total = 0;
    for (const auto &order : orders)
      total += order->item()->price();
    return total;
  }
  int throughThis() const {
    int total = 0;
    for (const auto &order : this->orders)
      total += Item::find(this->context, order->itemID())->price();
    return total;
  }
  int ofACall() const {
    int total = 0;
    for (const auto &order : all())
      total += order->item()->price();
    return total;
  }
};

int ofAnotherObject(const Shop &shop, Shop *other) {
  int total = 0;
  for (const auto &order : shop.orders)
    total += order->item()->price();
  for (const auto &order : other->orders)
    total += order->item()->price();
  return total;
}

int behindAPointer(const Orders *orders, const std::shared_ptr<Orders> &shared) {
  int total = 0;
  for (const auto &order : *orders)
    total += order->item()->price();
  for (const auto &order : *shared)
    total += order->item()->price();
  return total;
}

int nestedRows(const std::vector<Orders> &days) {
  int total = 0;
  for (const auto &orders : days)
    for (const auto &order : orders)
      total += order->item()->price();
  return total;
}

int ofQuery(Context::Ptr context) {
  int total = 0;
  Query<Order> query(context);
  for (auto &order : query.where("open = 1").orderBy("id").execute())
    total += order->item()->price();
  return total;
}

int twice(const Orders &orders) {
  int total = 0;
  for (const auto &order : orders)
    total += order->item()->price() + order->item()->maker()->name().size();
  return total;
}

int held(const Orders &orders) {
  int total = 0;
  for (const auto &order : orders) {
    Item::Ptr item = order->item();
    if (item.isNull())
      continue;
    total += item->price();
  }
  return total;
}

int keyHeld(Context::Ptr context, const Orders &orders) {
  int total = 0;
  for (const auto &order : orders) {
    const Id id = order->itemID();
    if (auto item = Item::find(context, id))
      total += item->price();
  }
  return total;
}

int inACondition(const Orders &orders) {
  int total = 0;
  for (const auto &order : orders)
    if (order->item()->price() > 3)
      ++total;
  return total;
}

int inATernary(const Orders &orders) {
  int total = 0;
  for (const auto &order : orders)
    total += order->open() ? order->item()->price() : 0;
  return total;
}

int inANestedLoop(const Orders &orders) {
  int total = 0;
  for (const auto &order : orders)
    for (int i = 0; i < 2; ++i)
      total += order->item()->price();
  return total;
}

int inACall(const Orders &orders) {
  int total = 0;
  for (const auto &order : orders)
    total = std::max(total, order->item()->price());
  return total;
}

int inALambda(const Orders &orders) {
  int total = 0;
  for (const auto &order : orders) {
    auto add = [&] { total += order->item()->price(); };
    add();
  }
  return total;
}

int transformed(const Orders &orders) {
  std::vector<int> prices(orders.size());
  std::transform(orders.begin(), orders.end(), prices.begin(),
                 [](const Order::Ptr &order) { return order->item()->price(); });
  return prices.size();
}

int counted(const Orders &orders) {
  return std::count_if(orders.begin(), orders.end(),
                       [](const auto &order) { return order->item()->price() > 3; });
}

static int priceOf(const Order &order) { return order.item()->price(); }
int inAHelperOfAReference(const Orders &orders) {
  int total = 0;
  for (const auto &order : orders)
    total += priceOf(*order);
  return total;
}

static int makerOf(Context::Ptr context, Id item) {
  return Item::find(context, item)->maker()->name().size();
}
int inAHelperOfAKey(Context::Ptr context, const Orders &orders) {
  int total = 0;
  for (const auto &order : orders)
    total += makerOf(context, order->itemID());
  return total;
}

int casted(Context::Ptr context, const Orders &orders) {
  int total = 0;
  for (const auto &order : orders)
    total += Item::find(context, static_cast<Id>(order->number()))->price();
  return total;
}

int computed(Context::Ptr context, const Orders &orders) {
  int total = 0;
  for (const auto &order : orders)
    total += Item::find(context, order->itemID() + 1)->price();
  return total;
}

int fromATextMap(Context::Ptr context, const std::map<std::string, Id> &ids) {
  int total = 0;
  for (const auto &[name, id] : ids)
    total += Item::find(context, id)->price() + name.size();
  return total;
}

int whileTrue(Context::Ptr context, std::deque<Id> ids) {
  int total = 0;
  while (!ids.empty()) {
    total += Item::find(context, ids.front())->price();
    ids.pop_front();
  }
  return total;
}

int twoRelations(const Orders &orders, Context::Ptr context) {
  int total = 0;
  for (const auto &order : orders)
    total += order->item()->price() * Service::find(context, order->target())->fee();
  return total;
}
