// with: poco-activerecord
#include "store.h"

namespace shop {

Item::Ptr Store::byId(Id id) { return Item::find(context_, id); }

Orders allOrders(Context::Ptr context) {
  return Poco::ActiveRecord::Query<Order>(context).execute();
}

int priceOf(ItemService &service, const Order &order) {
  return service.byId(order.itemID())->price();
}

} // namespace shop
