// error: nplus1: these rows are const, but peers.. changes the references in them
#include "common.h"
struct Order {
  nplus1::lazy<Item, sqlite3 *> item;
};
const std::vector<Order> orders(2);
const auto &peers = nplus1::peers(db, orders, &Order::item);
