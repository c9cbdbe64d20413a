// with: poco-activerecord
// why not: the loop is in a template
// why not: the query is in 'shared', which other code may call
// why not: the query is in 'twice', which is called from elsewhere, too
// why not: there is no place for a declaration before the loop
// why not: the query is written in a macro
// why not: the loop changes the rows that it runs over
// why not: the loop writes to the database, and what was loaded before a write is not loaded again after it
// why not: the session of one lookup changes in the loop
#include "../../rules/worlds/shop.h"

using namespace shop;

template <class Rows> int inTemplate(const Rows &orders) {
  int total = 0;
  for (const auto &order : orders)
    total += order->item()->price();
  return total;
}
template int inTemplate(const Orders &);

int shared(const Order &order) { return order.item()->price(); }
int sharedHelper(const Orders &orders) {
  int total = 0;
  for (const auto &order : orders)
    total += shared(*order);
  return total;
}

static int twice(const Order &order) { return order.item()->price(); }
int calledTwice(const Orders &orders) {
  int total = twice(*orders.front());
  for (const auto &order : orders)
    total += twice(*order);
  return total;
}

int underLabel(const Orders &orders, int which) {
  int total = 0;
  switch (which) {
  case 1:
    for (const auto &order : orders)
      total += order->item()->price();
    break;
  }
  return total;
}

#define PRICE(order) (order)->item()->price()
int inMacro(const Orders &orders) {
  int total = 0;
  for (const auto &order : orders)
    total += PRICE(order);
  return total;
}

int growingRows(Orders orders) {
  int total = 0;
  for (std::size_t i = 0; i < orders.size(); ++i) {
    total += orders[i]->item()->price();
    if (total < 10)
      orders.push_back(orders[i]);
  }
  return total;
}

int writing(Orders orders) {
  int total = 0;
  for (auto &order : orders) {
    total += order->item()->price();
    order->update();
  }
  return total;
}

int changingSession(Context::Ptr context, const Orders &orders) {
  int total = 0;
  Context::Ptr other = context;
  for (const auto &order : orders) {
    other = order->context();
    total += Item::find(other, order->itemID())->price();
  }
  return total;
}
