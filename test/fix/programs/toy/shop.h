// The tables that generated programs read.
#pragma once

#include "toy/orm.h"

#include <ostream>

class Maker : public toy::Entity {
public:
  using Ptr = std::shared_ptr<const Maker>;
  const std::string &name() const { return name_; }
  static Ptr find(toy::Session &session, long id) { return toy::find<Maker>(session, id); }
  std::string name_;
};

class Item : public toy::Entity {
public:
  using Ptr = std::shared_ptr<const Item>;
  int price() const { return price_; }
  long makerId() const { return maker_; }
  Maker::Ptr maker() const { return Maker::find(*session, maker_); }
  static Ptr find(toy::Session &session, long id) { return toy::find<Item>(session, id); }
  int price_ = 0;
  long maker_ = 0;
};

class Buyer : public toy::Entity {
public:
  using Ptr = std::shared_ptr<const Buyer>;
  const std::string &name() const { return name_; }
  static Ptr find(toy::Session &session, long id) { return toy::find<Buyer>(session, id); }
  std::string name_;
};

class Service : public toy::Entity {
public:
  using Ptr = std::shared_ptr<const Service>;
  int fee() const { return fee_; }
  static Ptr find(toy::Session &session, long id) { return toy::find<Service>(session, id); }
  int fee_ = 0;
};

enum class Kind { item, service, none };

class Order : public toy::Entity {
public:
  using Ptr = std::shared_ptr<const Order>;
  int number() const { return number_; }
  bool open() const { return number_ % 2 == 0; }
  long itemId() const { return item_; }
  /// Never null.
  Item::Ptr item() const { return Item::find(*session, item_); }
  long buyerId() const { return buyer_; }
  /// Null for no buyer, and for one that is gone.
  Buyer::Ptr buyer() const { return buyer_ ? Buyer::find(*session, buyer_) : nullptr; }
  Kind kind() const { return kind_; }
  long target() const { return target_; }
  static Ptr find(toy::Session &session, long id) { return toy::find<Order>(session, id); }
  int number_ = 0;
  long item_ = 0, buyer_ = 0, target_ = 0;
  Kind kind_ = Kind::none;
};

using Orders = std::vector<Order::Ptr>;
