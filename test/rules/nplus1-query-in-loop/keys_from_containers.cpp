// with: poco-activerecord
//
// A container that yields the key is no cache; one that keeps the rows is.
#include "../worlds/shop.h"

using namespace shop;

int keyOutOfMapBad(Context::Ptr context, const Orders &orders, const std::map<int, Id> &ids) {
  int total = 0;
  for (const auto &order : orders) {
    auto known = ids.find(order->number());
    if (known != ids.end())
      total += Item::find(context, known->second)->price(); // expect: nplus1-query-in-loop number [likely]
  }
  return total;
}

class Index {
public:
  Id idOf(int number) const { return numbers_.at(number); }

private:
  std::map<int, Id> numbers_;
};

int keyOutOfMemberBad(Context::Ptr context, const Orders &orders, const Index &index) {
  int total = 0;
  for (const auto &order : orders)
    total += Item::find(context, index.idOf(order->number()))->price(); // expect: nplus1-query-in-loop number
  return total;
}

int rowsKeptInMapOk(Context::Ptr context, const Orders &orders) {
  std::map<Id, Item::Ptr> kept;
  int total = 0;
  for (const auto &order : orders) {
    if (kept.find(order->itemID()) == kept.end())
      kept[order->itemID()] = Item::find(context, order->itemID());
    total += kept[order->itemID()]->price();
  }
  return total;
}

// Rows that are kept in a map may have come with anything: which of them it is
// does not make their relations this loop's.
int relationOfKeptRowOk(const Orders &orders, std::map<Id, Item::Ptr> &items) {
  int total = 0;
  for (const auto &order : orders)
    total += items[order->itemID()]->maker()->name().size();
  return total;
}
