// with: poco-activerecord
#include "../worlds/shop.h"

#include <coroutine>

using namespace shop;
using Poco::ActiveRecord::Query;

template <class T> struct Task {
  struct promise_type {
    T value;
    Task get_return_object();
    std::suspend_never initial_suspend();
    std::suspend_always final_suspend() noexcept;
    void return_value(T result);
    void unhandled_exception();
  };
  bool await_ready();
  void await_suspend(std::coroutine_handle<> handle);
  T await_resume();
};

Task<Item::Ptr> itemOf(Context::Ptr context, Id id) { co_return Item::find(context, id); }
Task<Orders> ordersOf(Context::Ptr context) { co_return Query<Order>(context).execute(); }

Task<int> bodyBad(Context::Ptr context) {
  int total = 0;
  for (const auto &order : Query<Order>(context).execute())
    total += order->item()->price(); // expect: nplus1-lazy-relation item
  co_return total;
}

Task<int> awaitedQueryBad(Context::Ptr context) {
  int total = 0;
  for (const auto &order : Query<Order>(context).execute()) {
    auto item = co_await itemOf(context, order->itemID()); // expect: nplus1-query-in-loop itemID
    total += item->price();
  }
  co_return total;
}

Task<int> awaitedRowsBad(Context::Ptr context) {
  int total = 0;
  for (const auto &order : co_await ordersOf(context))
    total += order->item()->price(); // expect: nplus1-lazy-relation item
  co_return total;
}

Task<int> columnsOk(Context::Ptr context) {
  int total = 0;
  for (const auto &order : co_await ordersOf(context))
    total += order->number();
  co_return total;
}
