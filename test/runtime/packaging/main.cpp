// A program that uses the runtime, built by the tests in each of the ways in which one can get it.
#include <nplus1/sqlite3.hpp>

#include <cstdio>

struct Item {
  long long id;
  long long price;
};
template <> struct nplus1::table<Item> {
  using key_type = sqlite3_int64;
  static constexpr const char *columns = "id, price", *from = "items", *key = "id";
  static key_type key_of(const Item &item) { return item.id; }
  static Item read(sqlite3_stmt *row) {
    return {sqlite3_column_int64(row, 0), sqlite3_column_int64(row, 1)};
  }
};

int main() {
  sqlite3 *db = nullptr;
  sqlite3_open(":memory:", &db);
  sqlite3_exec(db, "CREATE TABLE items (id INTEGER PRIMARY KEY, price INTEGER)", nullptr, nullptr,
               nullptr);
  sqlite3_exec(db, "INSERT INTO items VALUES (1, 3), (2, 5)", nullptr, nullptr, nullptr);
  const std::vector<int> orders = {1, 2, 2, 9};
  long long total = 0;
  {
    auto items = nplus1::batch<Item>(db, orders, [](int item) { return item; });
    for (int order : orders)
      if (const auto item = items.find(order))
        total += item->price;
  }
  {
    auto items =
        nplus1::by_type(db, orders, nplus1::type<Item>('i').refers_to([](const Item &item) {
          return std::pair('i', item.id + 1);
        }),
                        [](int item) { return std::pair('i', item); });
    for (int order : orders)
      if (const auto item = items.find<Item>(order))
        total += item->price;
  }
  sqlite3_close(db);
  std::printf("total %lld\n", total);
  return total == 26 ? 0 : 1;
}
