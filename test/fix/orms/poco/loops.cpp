#include "shared.h"

#include <Poco/ActiveRecord/Query.h>

using namespace shop;
using Poco::Data::Keywords::now;

namespace {

void nullAndDanglingKeys(Context::Ptr context, std::ostream &out) {
  auto actions = Poco::ActiveRecord::Query<Action>(context).orderBy("id").execute();
  for (const auto &action : actions) {
    auto actor = User::find(context, action->actorID());
    out << (actor ? actor->name() : "nobody") << '\n';
  }
}

void repeatedKeys(Context::Ptr context, std::ostream &out) {
  auto orders = Poco::ActiveRecord::Query<Order>(context).where("item = 1").execute();
  for (const auto &order : orders)
    out << order->item()->name() << '\n';
}

void noRows(Context::Ptr context, std::ostream &out) {
  auto orders = Poco::ActiveRecord::Query<Order>(context).where("id < 0").execute();
  for (const auto &order : orders)
    out << order->item()->name() << '\n';
  out << "none\n";
}

void forSomeRows(Context::Ptr context, std::ostream &out) {
  Orders orders = allOrders(context);
  for (const auto &order : orders) {
    if (order->id() % 2 == 0)
      continue;
    if (auto item = order->item())
      out << item->name() << '\n';
  }
}

void forNoRow(Context::Ptr context, std::ostream &out) {
  Orders orders = allOrders(context);
  for (const auto &order : orders)
    if (order->id() < 0)
      out << order->item()->name() << '\n';
}

void leftEarly(Context::Ptr context, std::ostream &out) {
  Orders orders = allOrders(context);
  int count = 0;
  for (const auto &order : orders) {
    if (++count > 3)
      break;
    if (auto item = order->item())
      out << item->name() << '\n';
  }
}

void nestedLoops(Context::Ptr context, std::ostream &out) {
  Orders orders = allOrders(context);
  auto actions = Poco::ActiveRecord::Query<Action>(context).orderBy("id").execute();
  for (const auto &action : actions)
    for (const auto &order : orders)
      if (auto item = order->item())
        out << action->id() << ' ' << item->name() << '\n';
}

void pendingWrites(Context::Ptr context, std::ostream &out) {
  context->session().begin();
  context->session() << "UPDATE items SET name = 'renamed' WHERE id = 2", now;
  Orders orders = allOrders(context);
  for (const auto &order : orders)
    if (auto item = order->item())
      out << item->name() << '\n';
  context->session().rollback();
}

void writesInTheLoop(Context::Ptr context, std::ostream &out) {
  context->session().begin();
  Orders orders = allOrders(context);
  for (const auto &order : orders) {
    if (auto item = order->item())
      out << item->name() << '\n';
    context->session() << "UPDATE items SET name = 'seen' WHERE id = 2", now;
  }
  context->session().rollback();
}

void twoLoopsOverOneSource(Context::Ptr context, std::ostream &out) {
  Orders orders = allOrders(context);
  for (const auto &order : orders)
    if (auto item = order->item())
      out << item->name() << '\n';
  for (const auto &order : orders)
    if (auto country = order->country())
      out << country->name() << '\n';
}

void sourceElsewhere(Context::Ptr context, std::ostream &out) {
  for (const auto &order : allOrders(context))
    if (auto item = order->item())
      out << item->name() << '\n';
}

void helperElsewhere(Context::Ptr context, std::ostream &out) {
  Orders orders = allOrders(context);
  for (const auto &order : orders)
    out << nameOfItem(*order) << '\n';
}

void print(std::ostream &out, const Order &order) {
  if (auto item = order.item())
    out << item->name() << '\n';
}
void helperHere(Context::Ptr context, std::ostream &out) {
  Orders orders = allOrders(context);
  for (const auto &order : orders)
    print(out, *order);
}

template <class Rows> void printAll(const Rows &orders, std::ostream &out) {
  for (const auto &order : orders)
    if (auto item = order->item())
      out << item->name() << '\n';
}
void inATemplate(Context::Ptr context, std::ostream &out) { printAll(allOrders(context), out); }

#define PRINT_ALL(orders, out)                                                                     \
  for (const auto &order : orders)                                                                 \
    if (auto item = order->item())                                                                 \
      out << item->name() << '\n';
void inAMacro(Context::Ptr context, std::ostream &out) {
  Orders orders = allOrders(context);
  PRINT_ALL(orders, out)
}

void byType(Context::Ptr context, std::ostream &out) {
  auto actions = Poco::ActiveRecord::Query<Action>(context).orderBy("id").execute();
  for (const auto &action : actions) {
    switch (action->actorKind()) {
    case Kind::user: {
      auto user = User::find(context, action->actorID());
      out << (user ? user->name() : "nobody") << '\n';
      break;
    }
    case Kind::book: {
      auto book = Book::find(context, action->actorID());
      out << (book ? book->title() : "nothing") << '\n';
      break;
    }
    default:
      out << "none\n";
    }
  }
}

void counted(Context::Ptr context, std::ostream &out) {
  Orders orders = allOrders(context);
  for (std::size_t i = 0; i < orders.size(); ++i)
    if (auto item = Item::find(context, orders[i]->itemID()))
      out << item->price() << '\n';
}

void withIterators(Context::Ptr context, std::ostream &out) {
  Orders orders = allOrders(context);
  for (auto it = orders.rbegin(); it != orders.rend(); ++it)
    if (auto item = Item::find(context, (*it)->itemID()))
      out << item->price() << '\n';
}

} // namespace

#define CASE(name) {#name, &name}
const std::vector<Case> &loopCases() {
  static const std::vector<Case> all = {CASE(nullAndDanglingKeys),
                                        CASE(repeatedKeys),
                                        CASE(noRows),
                                        CASE(forSomeRows),
                                        CASE(forNoRow),
                                        CASE(leftEarly),
                                        CASE(nestedLoops),
                                        CASE(pendingWrites),
                                        CASE(writesInTheLoop),
                                        CASE(twoLoopsOverOneSource),
                                        CASE(sourceElsewhere),
                                        CASE(helperElsewhere),
                                        CASE(helperHere),
                                        CASE(inATemplate),
                                        CASE(inAMacro),
                                        CASE(byType),
                                        CASE(counted),
                                        CASE(withIterators),
                                        CASE(inAHeader)};
  return all;
}
