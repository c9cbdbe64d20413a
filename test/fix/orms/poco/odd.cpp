// Loops as nobody plans them, each correct and each slow.
#include "cases.h"

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <memory>
#include <numeric>
#include <optional>
#include <ranges>

using namespace shop;

namespace {

const char *nameOf(const Item::Ptr &item) { return item ? item->name().c_str() : "gone"; }

void underACase(Context::Ptr context, std::ostream &out) {
  Orders orders = allOrders(context);
  switch (orders.size()) {
  case 0:
    out << "none\n";
    break;
  case 6:
    for (const auto &order : orders)
      if (auto item = order->item())
        out << item->name() << '\n';
    break;
  default:
    break;
  }
}

void declaredInTheHeader(Context::Ptr context, std::ostream &out) {
  for (const Orders orders = allOrders(context); const auto &order : orders)
    if (auto item = order->item())
      out << item->name() << '\n';
}

void declaredTwice(Context::Ptr context, std::ostream &out) {
  for (const Orders orders = allOrders(context); const auto &order : orders)
    if (auto item = order->item())
      out << item->name() << '\n';
  int orders = 7;
  out << orders << '\n';
}

void ifWithoutBraces(Context::Ptr context, std::ostream &out) {
  if (context)
    for (const auto &order : allOrders(context))
      if (auto item = order->item())
        out << item->name() << '\n';
}

void forEachGeneric(Context::Ptr context, std::ostream &out) {
  Orders orders = allOrders(context);
  std::for_each(orders.begin(), orders.end(), [&](const auto &order) {
    if (auto item = order->item())
      out << item->name() << '\n';
  });
}

void overAMap(Context::Ptr context, std::ostream &out) {
  std::map<int, Order::Ptr> numbered;
  for (const auto &order : allOrders(context))
    numbered[-order->id()] = order;
  for (const auto &[number, order] : numbered)
    if (auto item = order->item())
      out << number << ' ' << item->name() << '\n';
}

void overMapEntries(Context::Ptr context, std::ostream &out) {
  std::map<int, Order::Ptr> numbered{{0, nullptr}};
  for (const auto &order : allOrders(context))
    numbered[order->id()] = order;
  for (const auto &entry : numbered) {
    if (!entry.second)
      continue;
    if (auto item = entry.second->item())
      out << entry.first << ' ' << item->name() << '\n';
  }
}

struct Wish {
  std::optional<int> item;
  const Order *order;
};

void optionalKeys(Context::Ptr context, std::ostream &out) {
  const std::vector<Wish> wishes = {
      {1, nullptr}, {std::nullopt, nullptr}, {2, nullptr}, {3, nullptr}};
  for (const auto &wish : wishes)
    if (wish.item)
      out << nameOf(Item::find(context, *wish.item)) << '\n';
}

void keysThatMayCrash(Context::Ptr context, std::ostream &out) {
  Orders orders = allOrders(context);
  const std::vector<Wish> wishes = {{1, orders[0].get()}, {2, nullptr}, {3, orders[1].get()}};
  for (const auto &wish : wishes)
    if (wish.order)
      out << nameOf(Item::find(context, wish.order->itemID())) << '\n';
}

void whileAndIterator(Context::Ptr context, std::ostream &out) {
  Orders orders = allOrders(context);
  auto it = orders.begin();
  while (it != orders.end()) {
    out << nameOf((*it)->item()) << '\n';
    ++it;
  }
}

void backwards(Context::Ptr context, std::ostream &out) {
  Orders orders = allOrders(context);
  for (std::size_t i = orders.size(); i-- > 0;)
    out << nameOf(orders[i]->item()) << '\n';
}

void everySecond(Context::Ptr context, std::ostream &out) {
  Orders orders = allOrders(context);
  for (std::size_t i = 0; i < orders.size(); i += 2)
    out << nameOf(orders[i]->item()) << '\n';
}

void doWhile(Context::Ptr context, std::ostream &out) {
  Orders orders = allOrders(context);
  std::size_t i = 0;
  do {
    out << nameOf(orders[i]->item()) << '\n';
  } while (++i < orders.size());
}

void byPointers(Context::Ptr context, std::ostream &out) {
  Orders orders = allOrders(context);
  for (const Order::Ptr *order = orders.data(), *end = order + orders.size(); order != end; ++order)
    out << nameOf((*order)->item()) << '\n';
}

void twiceInALine(Context::Ptr context, std::ostream &out) {
  Orders orders = allOrders(context);
  for (const auto &order : orders) {
    out << nameOf(order->item()) << nameOf(order->item()) << '\n';
  }
}

void inALambdaOfTheLoop(Context::Ptr context, std::ostream &out) {
  Orders orders = allOrders(context);
  for (const auto &order : orders) {
    auto print = [&out, order] { out << nameOf(order->item()) << '\n'; };
    print();
  }
}

void caught(Context::Ptr context, std::ostream &out) {
  Orders orders = allOrders(context);
  for (const auto &order : orders)
    try {
      auto item = order->item();
      if (!item)
        throw std::string("gone");
      out << item->name() << '\n';
    } catch (const std::string &why) {
      out << why << '\n';
    }
}

void takenNames(Context::Ptr context, std::ostream &out) {
  Orders orders = allOrders(context);
  int items = 0;
  for (const auto &order : orders) {
    const auto item = order->item();
    if (item)
      items += item->price();
  }
  out << items << '\n';
}

void again(Context::Ptr context, std::ostream &out) {
  Orders orders = allOrders(context);
  int rounds = 0;
again:
  for (const auto &order : orders)
    out << nameOf(order->item()) << '\n';
  if (++rounds < 2)
    goto again;
}

void ifWithInit(Context::Ptr context, std::ostream &out) {
  Orders orders = allOrders(context);
  for (const auto &order : orders)
    if (auto item = order->item(); item && item->price() > 2)
      out << item->name() << '\n';
}

struct Page {
  Orders rows;
  void print(std::ostream &out) const {
    for (const auto &order : rows)
      out << nameOf(order->item()) << '\n';
  }
};

void inAMember(Context::Ptr context, std::ostream &out) { Page{allOrders(context)}.print(out); }

void ofAPointer(Context::Ptr context, std::ostream &out) {
  auto page = std::make_unique<Page>(Page{allOrders(context)});
  for (const auto &order : page->rows)
    out << nameOf(order->item()) << '\n';
}

void pages(Context::Ptr context, std::ostream &out) {
  Orders orders = allOrders(context);
  std::vector<Orders> all = {{orders.begin(), orders.begin() + 3},
                             {orders.begin() + 3, orders.end()}};
  for (const auto &page : all)
    for (const auto &order : page)
      out << nameOf(order->item()) << '\n';
}

void ofAnArray(Context::Ptr context, std::ostream &out) {
  Orders orders = allOrders(context);
  std::map<std::string, std::array<Order::Ptr, 2>> pairs{{"first", {orders[0], orders[1]}},
                                                         {"last", {orders[4], orders[5]}}};
  for (const auto &[name, pair] : pairs)
    out << name << nameOf(pair[0]->item()) << nameOf(pair[1]->item()) << '\n';
}

void accumulated(Context::Ptr context, std::ostream &out) {
  Orders orders = allOrders(context);
  out << std::accumulate(orders.begin(), orders.end(), 0, [](int sum, const Order::Ptr &order) {
    auto item = order->item();
    return sum + (item ? item->price() : 0);
  }) << '\n';
}

void filtered(Context::Ptr context, std::ostream &out) {
  Orders orders = allOrders(context);
  auto isOdd = [](const Order::Ptr &order) { return order->id() % 2 == 1; };
  for (const auto &order : orders | std::views::filter(isOdd))
    out << nameOf(order->item()) << '\n';
}

void commented(Context::Ptr context, std::ostream &out) {
  Orders orders = allOrders(context);
  // What was ordered, for each order.
  for (/* each */ const auto &order : orders) // in order
  {                                           // a line each
    /* the item */ out << nameOf(/* of */ order->item()) /* its name */ << '\n';
  }
}

std::string firstExpensive(const Orders &orders) {
  for (const auto &order : orders)
    if (auto item = order->item(); item && item->price() > 4)
      return item->name();
  return "none";
}

void leftByReturn(Context::Ptr context, std::ostream &out) {
  out << firstExpensive(allOrders(context)) << '\n';
}

void calledAtOnce(Context::Ptr context, std::ostream &out) {
  Orders orders = allOrders(context);
  int sum = [&] {
    int total = 0;
    for (const auto &order : orders)
      if (auto item = order->item())
        total += item->price();
    return total;
  }();
  out << sum << '\n';
}

void throughACopy(Context::Ptr context, std::ostream &out) {
  Orders orders = allOrders(context);
  for (auto order : orders) {
    const Order::Ptr &same = order;
    const Order &object = *same;
    out << nameOf(object.item()) << '\n';
  }
}

void swappedRows(Context::Ptr context, std::ostream &out) {
  Orders orders = allOrders(context), others(orders.rbegin(), orders.rend());
  for (std::size_t i = 0; i < orders.size(); ++i) {
    out << nameOf(orders[i]->item()) << '\n';
    std::swap(orders[i], others[i]);
    out << nameOf(orders[i]->item()) << '\n';
  }
}

} // namespace

#define CASE(name) {#name, &name}
const std::vector<Case> &oddCases() {
  static const std::vector<Case> all = {CASE(underACase),
                                        CASE(declaredInTheHeader),
                                        CASE(declaredTwice),
                                        CASE(ifWithoutBraces),
                                        CASE(forEachGeneric),
                                        CASE(overAMap),
                                        CASE(overMapEntries),
                                        CASE(optionalKeys),
                                        CASE(keysThatMayCrash),
                                        CASE(whileAndIterator),
                                        CASE(backwards),
                                        CASE(everySecond),
                                        CASE(doWhile),
                                        CASE(byPointers),
                                        CASE(twiceInALine),
                                        CASE(inALambdaOfTheLoop),
                                        CASE(caught),
                                        CASE(takenNames),
                                        CASE(again),
                                        CASE(ifWithInit),
                                        CASE(inAMember),
                                        CASE(ofAPointer),
                                        CASE(pages),
                                        CASE(ofAnArray),
                                        CASE(accumulated),
                                        CASE(filtered),
                                        CASE(commented),
                                        CASE(leftByReturn),
                                        CASE(calledAtOnce),
                                        CASE(throughACopy),
                                        CASE(swappedRows)};
  return all;
}
