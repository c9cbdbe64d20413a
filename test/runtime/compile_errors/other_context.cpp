// error: nplus1: these references load from another kind of context
#include "common.h"
struct Order {
  nplus1::lazy<Item> item;
};
std::vector<Order> orders(2);
const auto &peers = nplus1::peers(rows, orders, &Order::item);
