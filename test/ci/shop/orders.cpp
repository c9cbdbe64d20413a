// One N+1 query, on POCO ActiveRecord's API as test/orm-headers has it.
#include "Poco/ActiveRecord/ActiveRecord.h"
#include "Poco/ActiveRecord/Query.h"

using Poco::ActiveRecord::Context;
using Poco::ActiveRecord::Query;

class Item : public Poco::ActiveRecord::ActiveRecord<int> {
public:
  using Ptr = Poco::AutoPtr<Item>;
  double price() const;
  static Ptr find(Context::Ptr context, const ID &id);
  void insert() override;
  void update() override;
  void remove() override;
  static const std::vector<std::string> &columns();
  static const std::string &table();
};

class Order : public Poco::ActiveRecord::ActiveRecord<int> {
public:
  using Ptr = Poco::AutoPtr<Order>;
  Item::Ptr item() const;
  int itemID() const;
  static Ptr find(Context::Ptr context, const ID &id);
  void insert() override;
  void update() override;
  void remove() override;
  static const std::vector<std::string> &columns();
  static const std::string &table();
};

double total(Context::Ptr context) {
  double sum = 0;
  auto orders = Query<Order>(context).execute();
  for (const auto &order : orders)
    sum += order->item()->price();
  return sum;
}
