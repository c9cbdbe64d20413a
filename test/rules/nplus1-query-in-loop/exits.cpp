// with: poco-activerecord
//
// What a way out of the loop says about how often a query runs.
#include "../worlds/shop.h"

using namespace shop;

int matchOnceOk(const Orders &orders, int wanted) {
  for (const auto &order : orders)
    if (order->number() == wanted)
      return order->item()->price();
  return 0;
}

int matchOnceBreakOk(Context::Ptr context, const Orders &orders, int wanted) {
  int price = 0;
  for (const auto &order : orders) {
    if (order->number() != wanted)
      continue;
    price = Item::find(context, order->itemID())->price();
    break;
  }
  return price;
}

// The way out is in one branch only; the query is in the other.
int otherBranchBad(Context::Ptr context, const Orders &orders) {
  int total = 0;
  for (const auto &order : orders) {
    if (order->open())
      total += Item::find(context, order->itemID())->price(); // expect: nplus1-query-in-loop itemID [likely]
    else
      break;
  }
  return total;
}

int searchOk(Context::Ptr context, const std::vector<Id> &ids) {
  for (Id id : ids) {
    auto item = Item::find(context, id);
    if (item)
      return item->price();
  }
  return 0;
}

int searchByAttributeOk(Context::Ptr context, const std::vector<Id> &ids) {
  for (Id id : ids) {
    auto item = Item::find(context, id);
    if (item->price() > 100)
      return item->price();
  }
  return 0;
}

bool valid(Context::Ptr context, Id id) { return Item::find(context, id)->price() > 0; }

// What decides the way out was computed from the row in a function.
Id searchThroughFunctionOk(Context::Ptr context, const std::vector<Id> &ids) {
  for (Id id : ids)
    if (valid(context, id))
      return id;
  return 0;
}

// Left because a row is missing: as long as the data is whole, every turn runs.
bool errorExitBad(Context::Ptr context, const std::vector<Id> &ids, int &total) {
  for (Id id : ids) {
    auto item = Item::find(context, id); // expect: nplus1-query-in-loop -
    if (!item)
      return false;
    total += item->price();
  }
  return true;
}

int errorThrowBad(Context::Ptr context, const std::vector<Id> &ids) {
  int total = 0;
  for (Id id : ids) {
    auto item = Item::find(context, id); // expect: nplus1-query-in-loop -
    if (item == nullptr)
      throw id;
    total += item->price();
  }
  return total;
}

int rowsMissingBad(Context::Ptr context, const std::vector<Id> &ids) {
  int total = 0;
  for (Id id : ids) {
    auto items = Poco::ActiveRecord::Query<Item>(context).where("id = ?").bind(id).execute(); // expect: nplus1-query-in-loop -
    if (items.size() != 1)
      return -1;
    total += items[0]->price();
  }
  return total;
}

// Code behind an error exit runs in every turn: certain, not likely.
int behindErrorExitBad(Context::Ptr context, const Orders &orders) {
  int total = 0;
  for (const auto &order : orders) {
    if (order->number() < 0)
      return -1;
    total += Item::find(context, order->itemID())->price(); // expect: nplus1-query-in-loop itemID
  }
  return total;
}

int behindContinueBad(Context::Ptr context, const Orders &orders) {
  int total = 0;
  for (const auto &order : orders) {
    if (order->number() < 0)
      continue;
    total += Item::find(context, order->itemID())->price(); // expect: nplus1-query-in-loop itemID [likely]
  }
  return total;
}

// Looks for the first number that is free: it ends when nothing is found.
Id firstFreeOk(Context::Ptr context) {
  for (Id id = 1;; ++id) {
    auto item = Item::find(context, id);
    if (!item)
      return id;
  }
}

Id firstFreeInHeadOk(Context::Ptr context) {
  Id id = 1;
  while (Item::find(context, id))
    ++id;
  return id;
}
