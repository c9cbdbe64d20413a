#include "cases.h"

Orders allOrders(Context::Ptr context) {
  return Poco::ActiveRecord::Query<shop::Order>(context).orderBy("id").execute();
}

std::string nameOfItem(const shop::Order &order) {
  auto item = order.item();
  return item ? item->name() : "gone";
}
