// with: poco-activerecord
// Library functions that call what they are given, once.
#include "../worlds/shop.h"

#include <functional>
#include <mutex>
#include <variant>

using namespace shop;

void invokedBad(const Orders &orders, int &total) {
  for (const auto &order : orders)
    std::invoke([&] { total += order->item()->price(); }); // expect: nplus1-lazy-relation item
}

void invokedWithArgumentBad(const Orders &orders, int &total) {
  auto add = [&](const Order::Ptr &given) { total += given->item()->price(); };
  for (const auto &order : orders)
    std::invoke(add, order); // expect: nplus1-lazy-relation item
}

struct Line {
  std::variant<Order::Ptr, int> what;
};

void visitedBad(const std::vector<Line> &lines, int &total) {
  for (const Line &line : lines)
    std::visit(
        [&](const auto &what) {
          if constexpr (!std::is_same_v<decltype(what), const int &>)
            total += what->item()->price(); // expect: nplus1-lazy-relation item [likely]
        },
        line.what);
}

// Runs once for all rows, whatever the loop does.
void onceOk(const Orders &orders, std::once_flag &flag) {
  for (const auto &order : orders)
    std::call_once(flag, [] {});
}

void invokedOk(const Orders &orders, int &total) {
  for (const auto &order : orders)
    std::invoke([&] { total += order->number(); });
}
