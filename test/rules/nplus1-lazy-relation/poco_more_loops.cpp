// with: poco-activerecord
#include "../worlds/shop.h"

#include <functional>
#include <numeric>
#include <optional>
#include <ranges>
#include <utility>

using namespace shop;
using Poco::ActiveRecord::Query;

int initStatementBad(Context::Ptr context) {
  int total = 0;
  for (auto orders = Query<Order>(context).execute(); const auto &order : orders)
    total += order->item()->price(); // expect: nplus1-lazy-relation item
  return total;
}

int structuredBindingBad(const std::map<Id, Order::Ptr> &orders) {
  int total = 0;
  for (const auto &[id, order] : orders)
    total += order->item()->price(); // expect: nplus1-lazy-relation item
  return total;
}

int doWhileBad(Context::Ptr context) {
  int total = 0;
  auto orders = Query<Order>(context).execute();
  std::size_t i = 0;
  do {
    total += orders[i]->item()->price(); // expect: nplus1-lazy-relation item
  } while (++i < orders.size());
  return total;
}

void transformBad(Context::Ptr context, std::vector<int> &prices) {
  auto orders = Query<Order>(context).execute();
  std::transform(orders.begin(), orders.end(), std::back_inserter(prices),
                 [](const auto &order) { return order->item()->price(); }); // expect: nplus1-lazy-relation item
}

int accumulateBad(Context::Ptr context) {
  auto orders = Query<Order>(context).execute();
  return std::accumulate(orders.begin(), orders.end(), 0, [](int sum, const Order::Ptr &order) {
    return sum + order->item()->price(); // expect: nplus1-lazy-relation item
  });
}

void rangesBad(Context::Ptr context, std::vector<int> &prices) {
  auto orders = Query<Order>(context).execute();
  std::ranges::for_each(orders, [&](const Order::Ptr &order) {
    prices.push_back(order->item()->price()); // expect: nplus1-lazy-relation item
  });
}

int lambdaVariableBad(Context::Ptr context) {
  auto price = [](const Order::Ptr &order) { return order->item()->price(); };
  int total = 0;
  for (const auto &order : Query<Order>(context).execute())
    total += price(order); // expect: nplus1-lazy-relation item
  return total;
}

int functionObjectBad(Context::Ptr context) {
  std::function<int(const Order::Ptr &)> price = [](const Order::Ptr &order) {
    return order->item()->price();
  };
  int total = 0;
  for (const auto &order : Query<Order>(context).execute())
    total += price(order); // expect: nplus1-lazy-relation item
  return total;
}

template <class Rows, class Each> void forEachRow(const Rows &rows, Each each) {
  for (const auto &row : rows)
    each(row);
}

int callbackBad(Context::Ptr context) {
  int total = 0;
  auto orders = Query<Order>(context).execute();
  forEachRow(orders, [&](const Order::Ptr &order) {
    total += order->item()->price(); // expect: nplus1-lazy-relation item
  });
  return total;
}

int movedBad(Context::Ptr context) {
  int total = 0;
  for (auto order : Query<Order>(context).execute()) {
    auto mine = std::move(order);
    const Order &row = *mine;
    total += row.item()->price(); // expect: nplus1-lazy-relation item
  }
  return total;
}

int ternaryBad(Context::Ptr context) {
  int total = 0;
  for (const auto &order : Query<Order>(context).execute())
    total += order->open() ? order->item()->price() : 0; // expect: nplus1-lazy-relation item [likely]
  return total;
}

int collectedBad(Context::Ptr context) {
  std::vector<Item::Ptr> items;
  for (const auto &order : Query<Order>(context).execute())
    items.push_back(order->item()); // expect: nplus1-lazy-relation item
  int total = 0;
  for (const auto &item : items)
    total += item->maker()->name().size(); // expect: nplus1-lazy-relation maker
  return total;
}

class View {
public:
  explicit View(Order::Ptr order) : order_(order) {}
  int price() const { return order_->item()->price(); }

private:
  Order::Ptr order_;
};

int memberBad(Context::Ptr context) {
  int total = 0;
  for (const auto &order : Query<Order>(context).execute()) {
    View view(order);
    total += view.price(); // expect: nplus1-lazy-relation item
  }
  return total;
}

template <class Row> int priceOf(const Row &row) { return row->item()->price(); }

// Several instances, one finding.
int templateBad(Context::Ptr context) {
  int total = 0;
  for (const auto &order : Query<Order>(context).execute())
    total += priceOf(order); // expect: nplus1-lazy-relation item
  return total;
}

// The rest of the body runs for some rows only.
int continueBad(Context::Ptr context) {
  int total = 0;
  for (const auto &order : Query<Order>(context).execute()) {
    if (!order->open())
      continue;
    total += order->item()->price(); // expect: nplus1-lazy-relation item [likely]
  }
  return total;
}

// Two accesses to one relation are one finding.
int twiceBad(Context::Ptr context) {
  int total = 0;
  for (const auto &order : Query<Order>(context).execute()) {
    total += order->item()->price(); // expect: nplus1-lazy-relation item
    total += order->item()->price();
  }
  return total;
}

int keyOnlyOk(Context::Ptr context) {
  int total = 0;
  for (const auto &order : Query<Order>(context).execute())
    if (order->itemID() != 0)
      total += order->number();
  return total;
}

int outsideOk(Context::Ptr context) {
  auto orders = Query<Order>(context).execute();
  for (const auto &order : orders)
    (void)order->number();
  return orders.front()->item()->price();
}

// The object is made by a library function, and loads in its constructor.
class Card {
public:
  explicit Card(Order::Ptr order) : order_(order) { render(); }

private:
  void render() { price_ = order_->item()->price(); }
  Order::Ptr order_;
  int price_ = 0;
};

void madeByLibraryBad(Context::Ptr context, std::vector<std::unique_ptr<Card>> &cards) {
  for (const auto &order : Query<Order>(context).execute())
    cards.push_back(std::make_unique<Card>(order)); // expect: nplus1-lazy-relation item
}
