// with: poco-activerecord
// why not: the loop is in a template
// why not: the query is in 'shared', which other code may call
// why not: the query is in 'twice', which is called from elsewhere, too
// why not: nothing that the loop uses can be declared before it
// why not: 'std::stol(cell)' would be read of every row, also of those that the loop does not look up
// why not: 'cell.front()' would be read of every row, also of those that the loop does not look up
// why not: the query is written in a macro
// why not: the loop changes the rows that it runs over
// why not: the loop writes to the database, and what was loaded before a write is not loaded again after it
// why not: the session of one lookup changes in the loop
// why not: the query is in 'lambda', whose parameters cannot be changed
#include "../../rules/worlds/shop.h"

#include <algorithm>
#include <execution>
#include <string>

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

// Its threads would share the batch.
void inThreads(const Orders &orders) {
  std::for_each(std::execution::par, orders.begin(), orders.end(),
                [](const Order::Ptr &order) { order->item()->price(); });
}

// What the loop does not look up may have no key.
int guardedConversion(const Context::Ptr &context, const std::vector<std::string> &cells) {
  int total = 0;
  for (const auto &cell : cells) {
    if (cell.empty())
      continue;
    total += Item::find(context, std::stol(cell))->price();
  }
  return total;
}
int guardedFirst(const Context::Ptr &context, const std::vector<std::vector<Id>> &cells) {
  int total = 0;
  for (const auto &cell : cells)
    if (!cell.empty())
      total += Item::find(context, cell.front())->price();
  return total;
}

static int inALambda(const Order &order) {
  auto price = [&] { return order.item()->price(); };
  return price();
}
int lambdaInAHelper(const Orders &orders) {
  int total = 0;
  for (const auto &order : orders)
    total += inALambda(*order);
  return total;
}
