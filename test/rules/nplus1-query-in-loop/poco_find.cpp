// with: poco-activerecord
#include "../worlds/shop.h"

using namespace shop;
using Poco::ActiveRecord::Query;

int keysOfRowsBad(Context::Ptr context) {
  int total = 0;
  for (const auto &order : Query<Order>(context).execute())
    total += Item::find(context, order->itemID())->price(); // expect: nplus1-query-in-loop itemID
  return total;
}

int keysBad(Context::Ptr context, const std::vector<Id> &ids) {
  int total = 0;
  for (Id id : ids)
    total += Item::find(context, id)->price(); // expect: nplus1-query-in-loop -
  return total;
}

class Store {
public:
  explicit Store(Context::Ptr context) : context_(context) {}
  Item::Ptr item(Id id) const { return Item::find(context_, id); }

private:
  Context::Ptr context_;
};

int ownFinderBad(const Store &store, const Orders &orders) {
  int total = 0;
  for (const auto &order : orders)
    total += store.item(order->itemID())->price(); // expect: nplus1-query-in-loop itemID
  return total;
}

int filteredQueryBad(Context::Ptr context, const Orders &orders) {
  int total = 0;
  for (const auto &order : orders) {
    auto items = Query<Item>(context).where("id = ?").bind(order->itemID()).execute(); // expect: nplus1-query-in-loop itemID[]
    total += items.size();
  }
  return total;
}

Item::Ptr remembered(Context::Ptr context, std::map<Id, Item::Ptr> &cache, Id id) {
  auto it = cache.find(id);
  if (it != cache.end())
    return it->second;
  auto item = Item::find(context, id);
  cache[id] = item;
  return item;
}

int memoOk(Context::Ptr context, const Orders &orders) {
  std::map<Id, Item::Ptr> cache;
  int total = 0;
  for (const auto &order : orders)
    total += remembered(context, cache, order->itemID())->price();
  return total;
}

int countedTurnsOk(Context::Ptr context) {
  int total = 0;
  for (Id id = 1; id < 5; ++id)
    total += Item::find(context, id)->price();
  return total;
}

int writesOk(Orders orders) {
  for (auto &order : orders)
    order->update();
  return 0;
}
