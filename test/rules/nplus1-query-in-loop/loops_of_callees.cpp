// with: poco-activerecord
//
// A query for each element of a callee's loop is that loop's, however often the
// callee is called.
#include "../worlds/shop.h"

using namespace shop;
using Poco::ActiveRecord::Query;

int prices(Context::Ptr context, Id maker) {
  int total = 0;
  auto items = Query<Item>(context).where("maker = ?").bind(maker).execute();
  for (const auto &item : items)
    total += Maker::find(context, item->makerID())->name().size(); // expect: nplus1-query-in-loop makerID
  return total;
}

int allPricesBad(Context::Ptr context, const std::vector<Id> &makers) {
  int total = 0;
  for (Id maker : makers)
    total += prices(context, maker); // expect: nplus1-query-in-loop -
  return total;
}
