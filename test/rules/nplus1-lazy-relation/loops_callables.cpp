// with: poco-activerecord
#include "../worlds/shop.h"

#include <functional>

using namespace shop;
using Poco::ActiveRecord::Query;

class Basket : public Poco::ActiveRecord::ActiveRecord<Id> {
public:
  using Ptr = Poco::AutoPtr<Basket>;
  Item::Ptr item() const;
  Id itemID() const;
  int cost() const { return item()->price(); }
  int count() const { return count_; }

private:
  int count_ = 0;
};

int priceOf(const Order::Ptr &order) { return order->item()->price(); }
int numberOf(const Order::Ptr &order) { return order->number(); }

// -- What an algorithm is given ---------------------------------------------------

void memberPointerBad(Context::Ptr context) {
  auto baskets = Query<Basket>(context).execute();
  std::for_each(baskets.begin(), baskets.end(),
                std::mem_fn(&Basket::cost)); // expect: nplus1-lazy-relation item
}

void rangesMemberPointerBad(Context::Ptr context, std::vector<int> &costs) {
  auto baskets = Query<Basket>(context).execute();
  std::ranges::transform(baskets, costs.begin(),
                         &Basket::cost); // expect: nplus1-lazy-relation item
}

void functionBad(Context::Ptr context) {
  auto orders = Query<Order>(context).execute();
  std::for_each(orders.begin(), orders.end(), priceOf); // expect: nplus1-lazy-relation item
}

class Sum {
public:
  void operator()(const Order::Ptr &order) { total_ += order->item()->price(); }

private:
  int total_ = 0;
};

void functionObjectBad(Context::Ptr context) {
  auto orders = Query<Order>(context).execute();
  std::for_each(orders.begin(), orders.end(), Sum()); // expect: nplus1-lazy-relation item
}

struct Price {
  template <class Row> int operator()(const Row &row) const { return row->item()->price(); }
};

void genericFunctionObjectBad(Context::Ptr context, std::vector<int> &prices) {
  auto orders = Query<Order>(context).execute();
  std::transform(orders.begin(), orders.end(), prices.begin(),
                 Price{}); // expect: nplus1-lazy-relation item
}

void columnsOk(Context::Ptr context) {
  auto baskets = Query<Basket>(context).execute();
  std::for_each(baskets.begin(), baskets.end(), std::mem_fn(&Basket::count));
  auto orders = Query<Order>(context).execute();
  std::for_each(orders.begin(), orders.end(), numberOf);
}

// -- What the loop's body calls -----------------------------------------------------

int invokeBad(Context::Ptr context) {
  int total = 0;
  for (const auto &basket : Query<Basket>(context).execute())
    total += std::invoke(&Basket::cost, *basket); // expect: nplus1-lazy-relation item
  return total;
}

int pointerToMemberBad(Context::Ptr context) {
  int (Basket::*cost)() const = &Basket::cost;
  int total = 0;
  for (const auto &basket : Query<Basket>(context).execute())
    total += ((*basket).*cost)(); // expect: nplus1-lazy-relation item
  return total;
}

static int sumOf(const std::vector<Basket::Ptr> &baskets, int (Basket::*value)() const) {
  int total = 0;
  for (const auto &basket : baskets)
    total += (basket.get()->*value)();
  return total;
}

int pointerToMemberParameterBad(Context::Ptr context) {
  return sumOf(Query<Basket>(context).execute(), &Basket::cost); // expect: nplus1-lazy-relation item
}
int pointerToMemberParameterOk(Context::Ptr context) {
  return sumOf(Query<Basket>(context).execute(), &Basket::count);
}

int functionPointerBad(Context::Ptr context) {
  int (*value)(const Order::Ptr &) = priceOf;
  int total = 0;
  for (const auto &order : Query<Order>(context).execute())
    total += value(order); // expect: nplus1-lazy-relation item
  return total;
}

// -- A callable that changes is any callable -------------------------------------------

int changesInLoopOk(Context::Ptr context) {
  int (*value)(const Order::Ptr &) = priceOf;
  int total = 0;
  for (const auto &order : Query<Order>(context).execute()) {
    total += value(order);
    value = numberOf;
  }
  return total;
}

int changedBeforeOk(Context::Ptr context) {
  int (*value)(const Order::Ptr &) = priceOf;
  value = numberOf;
  int total = 0;
  for (const auto &order : Query<Order>(context).execute())
    total += value(order);
  return total;
}

void choose(int (*&value)(const Order::Ptr &));
void chooseThere(int (**value)(const Order::Ptr &));

int changedByReferenceOk(Context::Ptr context) {
  int (*value)(const Order::Ptr &) = priceOf;
  choose(value);
  int total = 0;
  for (const auto &order : Query<Order>(context).execute())
    total += value(order);
  return total;
}

int changedByPointerOk(Context::Ptr context) {
  std::function<int(const Order::Ptr &)> unused;
  int (*value)(const Order::Ptr &) = priceOf;
  chooseThere(&value);
  int total = 0;
  for (const auto &order : Query<Order>(context).execute())
    total += value(order);
  return total;
}

int changedAfterCaptureOk(Context::Ptr context) {
  std::function<int(const Order::Ptr &)> value = priceOf;
  auto sum = [&](const std::vector<Order::Ptr> &orders) {
    int total = 0;
    for (const auto &order : orders)
      total += value(order);
    return total;
  };
  value = numberOf;
  return sum(Query<Order>(context).execute());
}

class Totals {
public:
  Totals() : value_(priceOf) {}
  void plain() { value_ = numberOf; }
  int of(const Order::Ptr &order) const { return value_(order); }

private:
  int (*value_)(const Order::Ptr &);
};

int changedMemberOk(Context::Ptr context) {
  Totals totals;
  totals.plain();
  int total = 0;
  for (const auto &order : Query<Order>(context).execute())
    total += totals.of(order);
  return total;
}

static int (*global)(const Order::Ptr &) = priceOf;
int globalOk(Context::Ptr context) {
  int total = 0;
  for (const auto &order : Query<Order>(context).execute())
    total += global(order);
  return total;
}

// -- Known misses ----------------------------------------------------------------------

// Which argument becomes which parameter is not followed.
void fnBindBad(Context::Ptr context) {
  auto orders = Query<Order>(context).execute();
  std::for_each(orders.begin(), orders.end(), std::bind(priceOf, std::placeholders::_1));
}
