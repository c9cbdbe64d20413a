// with: poco-activerecord
//
// A throw because of what was loaded is an error exit: in the usual case all rows are
// loaded. A return may be the end of a search.
#include "../worlds/shop.h"

#include <stdexcept>

using namespace shop;

bool exists(Context::Ptr context, Id id) { return !Item::find(context, id).isNull(); }

void throwUnlessThereBad(Context::Ptr context, const std::vector<Id> &ids) {
  for (Id id : ids)
    if (!exists(context, id)) // expect: nplus1-query-in-loop -
      throw std::runtime_error("no such item");
}

void throwIfWrongBad(const Orders &orders) {
  for (const auto &order : orders)
    if (order->item()->price() < order->number()) // expect: nplus1-lazy-relation item
      throw std::runtime_error("too cheap");
}

bool returnOk(const Orders &orders) {
  for (const auto &order : orders)
    if (order->item()->price() < order->number())
      return false;
  return true;
}

// Looks for the gap, and says so by an exception.
void firstFreeOk(Context::Ptr context) {
  for (Id id = 1;; ++id)
    if (!Item::find(context, id))
      throw id;
}
