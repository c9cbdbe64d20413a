// with: poco-activerecord
#include "../worlds/shop.h"

#include <ranges>

using namespace shop;
using Poco::ActiveRecord::Query;

int pipelineBad(Context::Ptr context) {
  auto orders = Query<Order>(context).execute();
  int total = 0;
  for (const auto &order : orders | std::views::drop(1) | std::views::reverse)
    total += order->item()->price(); // expect: nplus1-lazy-relation item
  return total;
}

int filterBad(Context::Ptr context) {
  auto orders = Query<Order>(context).execute();
  int total = 0;
  for (const auto &order : orders | std::views::filter([](const Order::Ptr &order) {
                             return order->item()->price() > 3; // expect: nplus1-lazy-relation item
                           }))
    total += order->number();
  return total;
}

int filterCallBad(Context::Ptr context) {
  auto orders = Query<Order>(context).execute();
  int total = 0;
  for (const auto &order : std::views::filter(orders, [](const Order::Ptr &order) {
         return order->item()->price() > 3; // expect: nplus1-lazy-relation item
       }))
    total += order->number();
  return total;
}

int transformBad(Context::Ptr context) {
  auto orders = Query<Order>(context).execute();
  int total = 0;
  for (int price : orders | std::views::transform([](const Order::Ptr &order) {
                     return order->item()->price(); // expect: nplus1-lazy-relation item
                   }))
    total += price;
  return total;
}

int afterFilterBad(Context::Ptr context) {
  auto orders = Query<Order>(context).execute();
  int total = 0;
  for (const auto &order :
       orders | std::views::filter([](const Order::Ptr &order) { return order->open(); }))
    total += order->item()->price(); // expect: nplus1-lazy-relation item
  return total;
}

int columnsOk(Context::Ptr context) {
  auto orders = Query<Order>(context).execute();
  int total = 0;
  for (int number : orders | std::views::filter([](const Order::Ptr &order) { return order->open(); }) |
                        std::views::transform([](const Order::Ptr &order) { return order->number(); }))
    total += number;
  return total;
}

// -- A view of the project's own, with the number of each row --------------------------

template <class Rows> class Enumerated {
public:
  using Inner = typename Rows::const_iterator;
  struct Numbered {
    std::size_t number;
    const typename Rows::value_type &row;
  };
  class iterator {
  public:
    iterator(std::size_t number, Inner inner) : number_(number), inner_(inner) {}
    Numbered operator*() const { return {number_, *inner_}; }
    iterator &operator++() {
      ++number_;
      ++inner_;
      return *this;
    }
    bool operator!=(const iterator &other) const { return inner_ != other.inner_; }

  private:
    std::size_t number_;
    Inner inner_;
  };
  explicit Enumerated(const Rows &rows) : rows_(rows) {}
  iterator begin() const { return iterator(0, rows_.begin()); }
  iterator end() const { return iterator(rows_.size(), rows_.end()); }

private:
  const Rows &rows_;
};
template <class Rows> Enumerated<Rows> enumerate(const Rows &rows) { return Enumerated<Rows>(rows); }

int enumerateBad(Context::Ptr context) {
  auto orders = Query<Order>(context).execute();
  int total = 0;
  for (auto [number, order] : enumerate(orders))
    total += number * order->item()->price(); // expect: nplus1-lazy-relation item
  return total;
}

int iotaBad(Context::Ptr context) {
  auto orders = Query<Order>(context).execute();
  int total = 0;
  for (std::size_t i : std::views::iota(std::size_t(0), orders.size()))
    total += orders[i]->item()->price(); // expect: nplus1-lazy-relation item
  return total;
}

// -- Known wrong answers -------------------------------------------------------------------

// What a transforming view hands on is taken for the row: the path should be
// item.maker, and one finding.
int fpTransformedPathBad(Context::Ptr context) {
  auto orders = Query<Order>(context).execute();
  int total = 0;
  for (const auto &item : orders | std::views::transform([](const Order::Ptr &order) {
                            return order->item(); // expect: nplus1-lazy-relation item
                          }))
    total += item->maker()->name().size(); // expect: nplus1-lazy-relation maker
  return total;
}
