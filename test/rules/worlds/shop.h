//===- shop.h - A small shop on POCO ActiveRecord, for the rule tests -----===//
#pragma once

#include "Poco/ActiveRecord/ActiveRecord.h"
#include "Poco/ActiveRecord/Query.h"

#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace shop {

using Context = Poco::ActiveRecord::Context;
using Id = long;

class Country : public Poco::ActiveRecord::ActiveRecord<Id> {
public:
  using Ptr = Poco::AutoPtr<Country>;
  const std::string &name() const;
  static Ptr find(Context::Ptr context, const Id &id);
};

class Maker : public Poco::ActiveRecord::ActiveRecord<Id> {
public:
  using Ptr = Poco::AutoPtr<Maker>;
  const std::string &name() const;
  Country::Ptr country() const;
  Id countryID() const;
  static Ptr find(Context::Ptr context, const Id &id);
};

class Item : public Poco::ActiveRecord::ActiveRecord<Id> {
public:
  using Ptr = Poco::AutoPtr<Item>;
  int price() const;
  Item &price(int value);
  Maker::Ptr maker() const;
  Id makerID() const;
  static Ptr find(Context::Ptr context, const Id &id);
};

class Service : public Poco::ActiveRecord::ActiveRecord<Id> {
public:
  using Ptr = Poco::AutoPtr<Service>;
  int fee() const;
  static Ptr find(Context::Ptr context, const Id &id);
};

enum class Kind { item, service };

class Order : public Poco::ActiveRecord::ActiveRecord<Id> {
public:
  using Ptr = Poco::AutoPtr<Order>;
  int number() const;
  bool open() const;
  Item::Ptr item() const;
  Id itemID() const;
  Kind kind() const;
  Id target() const;
  static Ptr find(Context::Ptr context, const Id &id);
  void update();
};

using Orders = std::vector<Order::Ptr>;
Orders openOrders(Context::Ptr context);

} // namespace shop
