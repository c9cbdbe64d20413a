#include "acme/db.h"

struct Customer : acme::Record {
  int discount;
};
struct Order : acme::Record {
  acme::Ref<Customer> customer;
};

void example(acme::Database &db) {
  for (Order &order : db.all<Order>()) { // expect: rows
    order.customer->discount;            // expect: lazy
    order.customer.id();                 // expect: free
    db.find<Customer>(7);                // expect: finder
  }
}
