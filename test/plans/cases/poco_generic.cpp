// with: poco-activerecord
#include "../../rules/worlds/shop.h"

using namespace shop;

namespace {

int priceOf(const Context::Ptr &context, Kind kind, Id id) {
  switch (kind) {
  case Kind::item:
    return Item::find(context, id)->price();
  case Kind::service:
    return Service::find(context, id)->fee();
  }
  return 0;
}

} // namespace

int throughHelper(const Context::Ptr &context, const Orders &orders) {
  int total = 0;
  for (const auto &order : orders)
    total += priceOf(context, order->kind(), order->target());
  return total;
}

int inTheLoop(const Context::Ptr &context, const Orders &orders) {
  int total = 0;
  for (const auto &order : orders) {
    if (order->kind() == Kind::item) {
      auto item = Item::find(context, order->target());
      total += item->price() + item->maker()->name().size();
    } else if (order->kind() == Kind::service) {
      total += Service::find(context, order->target())->fee();
    }
  }
  return total;
}
