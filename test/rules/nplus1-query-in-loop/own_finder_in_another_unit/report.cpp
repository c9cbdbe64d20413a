// with: poco-activerecord
#include "store.h"

namespace shop {

int throughInterfaceBad(ItemService &service, Context::Ptr context) {
  int total = 0;
  for (const auto &order : allOrders(context))
    total += service.byId(order->itemID())->price(); // expect: nplus1-query-in-loop itemID
  return total;
}

int twoLevelsBad(ItemService &service, Context::Ptr context) {
  int total = 0;
  for (const auto &order : allOrders(context))
    total += priceOf(service, *order); // expect: nplus1-query-in-loop itemID
  return total;
}

int onceOk(ItemService &service, Id id) { return service.byId(id)->price(); }

} // namespace shop
