// with: poco-activerecord
//
// Ways to write "if it was not asked for before". (e)22 of the README.
#include "../worlds/shop.h"

#include <set>
#include <unordered_map>

using namespace shop;

int slotOk(Context::Ptr context, const Orders &orders) {
  std::map<Id, Item::Ptr> cache;
  int total = 0;
  for (const auto &order : orders) {
    Item::Ptr &item = cache[order->itemID()];
    if (!item)
      item = Item::find(context, order->itemID());
    total += item->price();
  }
  return total;
}

int slotFoundFirstOk(Context::Ptr context, const Orders &orders) {
  std::map<Id, Item::Ptr> cache;
  int total = 0;
  for (const auto &order : orders) {
    auto &item = cache[order->itemID()];
    if (item) {
      total += item->price();
      continue;
    }
    item = Item::find(context, order->itemID());
  }
  return total;
}

// The slot holds what is looked up further: it is no cache of that.
int slotOfKeysBad(Context::Ptr context, std::map<Id, Order::Ptr> &known, const Orders &orders) {
  int total = 0;
  for (const auto &order : orders) {
    auto &other = known[order->number()];
    if (other)
      total += Item::find(context, other->itemID())->price(); // expect: nplus1-query-in-loop itemID [likely]
  }
  return total;
}

int triedOk(Context::Ptr context, const Orders &orders) {
  std::map<Id, int> prices;
  int total = 0;
  for (const auto &order : orders) {
    auto [it, fresh] = prices.try_emplace(order->itemID());
    if (fresh)
      it->second = Item::find(context, order->itemID())->price();
    total += it->second;
  }
  return total;
}

int insertedOk(Context::Ptr context, const Orders &orders) {
  std::set<Id> seen;
  int total = 0;
  for (const auto &order : orders)
    if (seen.insert(order->itemID()).second)
      total += Item::find(context, order->itemID())->price();
  return total;
}

int price(Context::Ptr context, Id id) {
  static std::unordered_map<Id, int> prices;
  auto [it, fresh] = prices.try_emplace(id);
  if (fresh)
    it->second = Item::find(context, id)->price();
  return it->second;
}

int inFunctionOk(Context::Ptr context, const Orders &orders) {
  int total = 0;
  for (const auto &order : orders)
    total += price(context, order->itemID());
  return total;
}
