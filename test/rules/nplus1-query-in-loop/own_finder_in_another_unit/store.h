#pragma once
#include "../../worlds/shop.h"

namespace shop {

class ItemService {
public:
  virtual ~ItemService() = default;
  virtual Item::Ptr byId(Id id) = 0;
};

class Store : public ItemService {
public:
  explicit Store(Context::Ptr context) : context_(context) {}
  Item::Ptr byId(Id id) override;

private:
  Context::Ptr context_;
};

Orders allOrders(Context::Ptr context);
int priceOf(ItemService &service, const Order &order);

} // namespace shop
