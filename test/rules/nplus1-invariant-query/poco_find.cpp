// with: poco-activerecord
#include "../worlds/shop.h"

using namespace shop;
using Poco::ActiveRecord::Query;

int settingBad(Context::Ptr context, const Orders &orders, Id standard) {
  int total = 0;
  for (const auto &order : orders)
    total += order->number() * Item::find(context, standard)->price(); // expect: nplus1-invariant-query -
  return total;
}

int hoistedOk(Context::Ptr context, const Orders &orders, Id standard) {
  int total = 0;
  const int price = Item::find(context, standard)->price();
  for (const auto &order : orders)
    total += order->number() * price;
  return total;
}

// It waits for something: the same query again is the point.
void pollOk(Context::Ptr context, Id id) {
  while (Item::find(context, id)->price() == 0) {
  }
}

// What the loop writes may change what the query finds.
int writesOk(Context::Ptr context, Orders orders, Id standard) {
  int total = 0;
  for (auto &order : orders) {
    order->update();
    total += Item::find(context, standard)->price();
  }
  return total;
}

int sometimesOk(Context::Ptr context, const Orders &orders, Id standard) {
  int total = 0;
  for (const auto &order : orders)
    if (order->open())
      total += Item::find(context, standard)->price();
  return total;
}
