// Runs the generated programs on several databases. For each database and program
// it prints one line: "<database> <program> <queries> <what the program printed>".
#pragma once

#include "toy/shop.h"

#include <exception>
#include <iostream>
#include <sstream>

using Run = void (*)(toy::Session &, std::ostream &);

inline void fill(unsigned database) {
  auto add = [](auto row, long id) {
    row.id = id;
    toy::table<decltype(row)>()[id] = row;
  };
  toy::table<Order>().clear();
  for (long id = 1; id <= 12; ++id) {
    Maker maker;
    maker.name_ = "maker" + std::to_string(id);
    add(maker, id);
    Item item;
    item.price_ = int(10 * id);
    item.maker_ = id % 4 + 1;
    add(item, id);
    Service service;
    service.fee_ = int(id);
    add(service, id);
    Buyer buyer;
    buyer.name_ = "buyer" + std::to_string(id);
    if (id % 5 != 0) // some orders' buyers are gone
      add(buyer, id);
  }
  const int counts[] = {0, 1, 12, 12, 2};
  for (long id = 1; id <= counts[database]; ++id) {
    Order order;
    order.number_ = int(id);
    order.item_ = database == 3 ? 5 : id * 7 % 9 + 1;
    order.buyer_ = id % 4 == 0 ? 0 : id % 7;
    order.kind_ = id % 3 == 0 ? Kind::none : (id % 3 == 1 ? Kind::item : Kind::service);
    order.target_ = id * 5 % 11 + 1;
    add(order, id);
  }
}

inline void runAll(const std::vector<Run> &programs) {
  for (unsigned database = 0; database < 5; ++database)
    for (std::size_t i = 0; i < programs.size(); ++i) {
      fill(database);
      toy::Session session;
      std::ostringstream out;
      try {
        programs[i](session, out);
      } catch (const std::exception &error) {
        out << "threw " << error.what();
      }
      std::cout << database << ' ' << i << ' ' << session.queries << ' ' << out.str() << '\n';
    }
}
