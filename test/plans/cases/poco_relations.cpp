// with: poco-activerecord
#include "../../rules/worlds/shop.h"

using namespace shop;
using Poco::ActiveRecord::Query;

int oneRelation(const Orders &orders) {
  int total = 0;
  for (const auto &order : orders)
    total += order->item()->price();
  return total;
}

int nestedRelations(const Orders &orders) {
  int total = 0;
  for (const auto &order : orders)
    total += order->item()->maker()->country()->name().size();
  return total;
}

// The rows have no name yet.
int temporaryRows(Context::Ptr context) {
  int total = 0;
  for (const auto &order : Query<Order>(context).execute())
    total += order->item()->price();
  return total;
}

int indexedRows(const Orders &orders) {
  int total = 0;
  for (std::size_t i = 0; i < orders.size(); ++i)
    total += orders[i]->item()->price();
  return total;
}

int algorithm(const Orders &orders) {
  int total = 0;
  std::for_each(orders.begin(), orders.end(),
                [&](const Order::Ptr &order) { total += order->item()->price(); });
  return total;
}

// Both loops get a batch of their own, under different names.
int twoLoops(const Orders &orders) {
  int total = 0;
  for (const auto &order : orders)
    total += order->item()->price();
  for (const auto &order : orders)
    total -= order->item()->price();
  return total;
}

int takenName(const Orders &orders, int items) {
  for (const auto &order : orders)
    items += order->item()->price();
  return items;
}

int keys(Context::Ptr context, const std::vector<Id> &ids) {
  int total = 0;
  for (Id id : ids)
    total += Item::find(context, id)->price();
  return total;
}

int withoutBraces(const Orders &orders, bool wanted) {
  int total = 0;
  if (wanted)
    for (const auto &order : orders)
      total += order->item()->price();
  return total;
}
