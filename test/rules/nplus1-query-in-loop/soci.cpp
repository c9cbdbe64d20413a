// with: soci
#include <soci/soci.h>

#include <string>
#include <vector>

struct Item {
  int id;
  std::string name;
};

std::string nameBad(soci::session &sql, const std::vector<int> &ids) {
  std::string all, name;
  for (int id : ids) {
    sql << "select name from item where id = :id", soci::use(id), soci::into(name); // expect: nplus1-query-in-loop -
    all += name;
  }
  return all;
}

// Two values, one statement.
int twoValuesBad(soci::session &sql, const std::vector<Item> &items) {
  int all = 0;
  for (const Item &item : items) {
    int price = 0;
    sql << "select price from item where id = :i and name = :n", soci::use(item.id), soci::use(item.name), soci::into(price); // expect: nplus1-query-in-loop id
    all += price;
  }
  return all;
}

void insertOk(soci::session &sql, const std::vector<int> &ids) {
  for (int id : ids)
    sql << "insert into seen(id) values(:id)", soci::use(id);
}

void updateOk(soci::session &sql, const std::vector<Item> &items) {
  for (const Item &item : items)
    sql << "UPDATE item SET name = :n WHERE id = :i", soci::use(item.name), soci::use(item.id);
}
