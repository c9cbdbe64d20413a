// with: poco-activerecord
//
// One walk is one finding, at what it goes on with.
#include "../worlds/shop.h"

using namespace shop;
using Poco::ActiveRecord::Query;

void walkBad(Context::Ptr context, const Order &order) {
  for (const auto &other : Query<Order>(context).where("kind = ?").bind(order.number()).execute())
    for (const auto &item : Query<Item>(context).where("id = ?").bind(other->itemID()).execute()) // expect: nplus1-query-in-loop itemID[]
      if (item->price() > 0)
        walkBad(context, *Order::find(context, other->target())); // expect: nplus1-recursive-load - [likely]
}
