// with: poco-activerecord
#include "../worlds/shop.h"

using namespace shop;
using Poco::ActiveRecord::Query;

int switchBad(Context::Ptr context) {
  int total = 0;
  for (const auto &order : Query<Order>(context).execute()) {
    switch (order->kind()) {
    case Kind::item:
      total += Item::find(context, order->target())->price(); // expect: nplus1-generic-key target {Item,Service}
      break;
    case Kind::service:
      total += Service::find(context, order->target())->fee();
      break;
    }
  }
  return total;
}

int ifChainBad(Context::Ptr context) {
  int total = 0;
  for (const auto &order : Query<Order>(context).execute()) {
    if (order->kind() == Kind::item)
      total += Item::find(context, order->target())->price(); // expect: nplus1-generic-key target {Item,Service}
    else
      total += Service::find(context, order->target())->fee();
  }
  return total;
}

static int priceOf(Context::Ptr context, Kind kind, Id id) {
  switch (kind) {
  case Kind::item:
    return Item::find(context, id)->price();
  case Kind::service:
    return Service::find(context, id)->fee();
  }
  return 0;
}

int helperBad(Context::Ptr context) {
  int total = 0;
  for (const auto &order : Query<Order>(context).execute())
    total += priceOf(context, order->kind(), order->target()); // expect: nplus1-generic-key target {Item,Service}
  return total;
}

int secondLevelBad(Context::Ptr context) {
  int total = 0;
  for (const auto &order : Query<Order>(context).execute()) {
    switch (order->kind()) {
    case Kind::item: {
      auto item = Item::find(context, order->target()); // expect: nplus1-generic-key target {Item,Service}
      total += item->maker()->name().size();
      break;
    }
    case Kind::service:
      total += Service::find(context, order->target())->fee();
      break;
    }
  }
  return total;
}

int oneTypeBad(Context::Ptr context) {
  int total = 0;
  for (const auto &order : Query<Order>(context).execute())
    if (order->kind() == Kind::item)
      total += Item::find(context, order->target())->price(); // expect: nplus1-query-in-loop target [likely]
  return total;
}
