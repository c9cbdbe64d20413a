// with: poco-activerecord
// why not: 'wish.order->itemID()' would be read of every row, also of those that the loop does not look up
#include "../../rules/worlds/shop.h"

#include <algorithm>
#include <optional>
#include <vector>

using namespace shop;

Orders allOrders();

int underLabel(const Orders &orders, int which) {
  int total = 0;
  switch (which) {
  case 1:
    for (const auto &order : orders)
      total += order->item()->price();
    break;
  default:
    total = 1;
    for (const auto &order : orders) {
      total += order->item()->price();
    }
  }
  return total;
}

int declaredInTheHeader() {
  int total = 0;
  for (const auto orders = allOrders(); const auto &order : orders)
    total += order->item()->price();
  return total;
}

int declaredTwice() {
  int total = 0;
  for (const auto orders = allOrders(); const auto &order : orders)
    total += order->item()->price();
  const auto orders = allOrders();
  return total + orders.size();
}

int withoutBraces(bool all) {
  int total = 0;
  if (all)
    for (const auto &order : allOrders())
      total += order->item()->price();
  return total;
}

int inAGenericLambda(const Orders &orders) {
  int total = 0;
  std::for_each(orders.begin(), orders.end(), [&](const auto &order) { total += order->item()->price(); });
  return total;
}

int ofAnAliasInALambda(const Orders &orders) {
  int total = 0;
  std::for_each(orders.begin(), orders.end(), [&](const auto &order) {
    const Order &row = *order;
    total += row.item()->price();
  });
  return total;
}

int ofRowsOfRows(const std::vector<Orders> &pages) {
  int total = 0;
  for (const auto &page : pages)
    for (const auto &order : page)
      total += order->item()->price();
  return total;
}

struct Wish {
  std::optional<int> itemId;
  const Order *order;
};

int optionalKeys(Context::Ptr context, const std::vector<Wish> &wishes) {
  int total = 0;
  for (const auto &wish : wishes)
    if (wish.itemId)
      total += Item::find(context, *wish.itemId)->price();
  return total;
}

int guardedOptional(const Context::Ptr &context, const std::vector<std::optional<Id>> &ids) {
  int total = 0;
  for (const auto &id : ids)
    if (id)
      total += Item::find(context, *id)->price();
  return total;
}

int keysThatMayCrash(Context::Ptr context, const std::vector<Wish> &wishes) {
  int total = 0;
  for (const auto &wish : wishes)
    if (wish.order)
      total += Item::find(context, wish.order->itemID())->price();
  return total;
}

int keysOfLoadedRows(Context::Ptr context, const Orders &orders) {
  int total = 0;
  for (auto it = orders.begin(); it != orders.end(); ++it)
    total += Maker::find(context, (*it)->item()->makerID())->name().size();
  return total;
}
