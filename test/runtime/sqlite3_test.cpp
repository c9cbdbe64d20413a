// nplus1::batch and by_type for SQLite's C interface.
#include <nplus1/grouped.hpp>
#include <nplus1/guard/gtest.hpp>
#include <nplus1/guard/sqlite3.hpp>
#include <nplus1/sqlite3.hpp>

#include <gtest/gtest.h>

#include <iterator>
#include <map>
#include <numeric>

namespace {

struct Item {
  sqlite3_int64 id;
  std::string name;
};
struct Country {
  std::string code;
  int size;
};
/// Prices of items; several per item.
struct Price {
  sqlite3_int64 item;
  int amount;
};

} // namespace

template <> struct nplus1::table<Item> {
  using key_type = sqlite3_int64;
  static constexpr const char *columns = "id, name", *from = "items", *key = "id";
  static key_type key_of(const Item &item) { return item.id; }
  static Item read(sqlite3_stmt *row) {
    return {sqlite3_column_int64(row, 0),
            reinterpret_cast<const char *>(sqlite3_column_text(row, 1))};
  }
};
template <> struct nplus1::table<Country> {
  using key_type = std::string;
  static constexpr const char *columns = "code, size", *from = "countries", *key = "code";
  static key_type key_of(const Country &country) { return country.code; }
  static Country read(sqlite3_stmt *row) {
    return {reinterpret_cast<const char *>(sqlite3_column_text(row, 0)),
            sqlite3_column_int(row, 1)};
  }
};

template <> struct nplus1::table<Price> {
  using key_type = sqlite3_int64;
  static constexpr const char *columns = "item, amount", *from = "prices", *key = "item";
  static key_type key_of(const Price &price) { return price.item; }
  static Price read(sqlite3_stmt *row) {
    return {sqlite3_column_int64(row, 0), sqlite3_column_int(row, 1)};
  }
};

namespace {

/// Whose item has a reference itself.
struct Shipment {
  nplus1::lazy<Item> item;
  nplus1::generic<Item, Country> target;
};

class Sqlite : public testing::Test {
protected:
  void SetUp() override {
    ASSERT_EQ(sqlite3_open(":memory:", &db), SQLITE_OK);
    run("CREATE TABLE items (id INTEGER PRIMARY KEY, name TEXT)");
    run("CREATE TABLE countries (code TEXT PRIMARY KEY, size INTEGER)");
    run("INSERT INTO items VALUES (1, 'pen'), (2, 'ink'), (3, 'book')");
    run("INSERT INTO countries VALUES ('de', 80), ('fr', 68)");
  }
  void TearDown() override { sqlite3_close(db); }
  void run(const char *sql) {
    ASSERT_EQ(sqlite3_exec(db, sql, nullptr, nullptr, nullptr), SQLITE_OK);
  }

  sqlite3 *db = nullptr;
};

TEST_F(Sqlite, LoadsAllRowsOfALoopInOneQuery) {
  const std::vector<int> orders = {2, 1, 2, 9};
  nplus1::query_log log(db);
  auto items = nplus1::batch<Item>(db, orders, [](int item) { return item; });
  std::string names;
  for (int order : orders) {
    const auto item = items.find(order);
    names += (item ? item->name : "none") + " ";
  }
  EXPECT_EQ(names, "ink pen ink none ");
  EXPECT_EQ(log.count(), 1u);
}

TEST_F(Sqlite, GroupsGenericKeysByType) {
  const std::vector<std::pair<char, std::string>> rows = {
      {'i', "1"}, {'c', "fr"}, {'i', "3"}, {'c', "de"}};
  nplus1::query_log log(db);
  auto all = nplus1::by_type(db, rows, nplus1::type<Item>('i'), nplus1::type<Country>('c'),
                             [](const auto &row) { return row; });
  EXPECT_EQ(all.find<Item>(3)->name, "book");
  EXPECT_EQ(all.find<Country>("fr")->size, 68);
  EXPECT_EQ(all.find<Item>("1")->name, "pen");
  EXPECT_EQ(log.count(), 2u);
}

TEST_F(Sqlite, FollowsTheConnectionsOwnBindLimit) {
  sqlite3_limit(db, SQLITE_LIMIT_VARIABLE_NUMBER, 2);
  const std::vector<int> orders = {1, 2, 3};
  nplus1::query_log log(db);
  auto items = nplus1::batch<Item>(db, orders, [](int item) { return item; });
  for (int order : orders)
    EXPECT_TRUE(items.find(order));
  EXPECT_EQ(log.count(), 2u);
}

TEST_F(Sqlite, CrossesTheBindLimits) {
  run("WITH RECURSIVE n(i) AS (SELECT 4 UNION ALL SELECT i + 1 FROM n WHERE i < 260000) "
      "INSERT INTO items SELECT i, 'item' FROM n");
  const auto queriesOfLoop = [this](int count) {
    std::vector<int> orders(static_cast<std::size_t>(count));
    std::iota(orders.begin(), orders.end(), 1);
    nplus1::query_log log(db);
    auto items = nplus1::batch<Item>(db, orders, [](int item) { return item; });
    for (int order : orders)
      if (const auto item = items.find(order); !item || item->id != order)
        ADD_FAILURE() << order;
    return log.count();
  };
  const int own = sqlite3_limit(db, SQLITE_LIMIT_VARIABLE_NUMBER, -1); // Debian's is 250,000
  EXPECT_EQ(queriesOfLoop(260000), (260000u + own - 1) / own);
  sqlite3_limit(db, SQLITE_LIMIT_VARIABLE_NUMBER, 32766); // what SQLite has by default
  EXPECT_EQ(queriesOfLoop(32766), 1u);
  EXPECT_EQ(queriesOfLoop(32767), 2u);
}

TEST_F(Sqlite, AFailureThrowsWithTheTypeInItsMessage) {
  run("DROP TABLE items");
  const std::vector<int> orders = {1, 2};
  auto items = nplus1::batch<Item>(db, orders, [](int item) { return item; });
  try {
    items.find(1);
    FAIL() << "a failing query must throw";
  } catch (const std::runtime_error &failure) {
    const std::string message = failure.what();
    EXPECT_NE(message.find("2 keys of"), std::string::npos) << message;
    EXPECT_NE(message.find("Item"), std::string::npos) << message;
    EXPECT_NE(message.find("no such table"), std::string::npos) << message;
  }
}

TEST_F(Sqlite, NullTextIsNoKeyAndNoTag) {
  struct Row {
    const char *tag, *key;
  };
  const std::vector<Row> rows = {{"item", "1"}, {nullptr, "2"}, {"item", nullptr}};
  auto all =
      nplus1::by_type(db, rows, nplus1::type<Item>("item", static_cast<const char *>(nullptr)),
                      [](const Row &row) { return std::pair(row.tag, row.key); });
  EXPECT_EQ(all.find<Item>(rows[0].key)->name, "pen");
  EXPECT_FALSE(all.find<Item>(rows[2].key));
  auto items = nplus1::batch<Item>(db, rows, &Row::key);
  EXPECT_EQ(items.find("2")->name, "ink");
  EXPECT_FALSE(items.find(static_cast<const char *>(nullptr)));
}

TEST_F(Sqlite, WhatSqliteGivesAsTextIsText) {
  const auto *three = reinterpret_cast<const unsigned char *>("3");
  const std::vector<const unsigned char *> rows = {three, nullptr};
  auto items = nplus1::batch<Item>(db, rows, [](const unsigned char *key) { return key; });
  EXPECT_EQ(items.find(three)->name, "book") << "not the row with the number of the character";
  EXPECT_FALSE(items.find(rows[1]));
  nplus1::lazy<Item> item(three);
  EXPECT_EQ(item.key(), 3);
}

TEST_F(Sqlite, TextFindsTheNumberThatTheDatabaseTakesItFor) {
  const std::vector<std::string> rows = {"3",   "03",    " 3 ",  "3.0", "+3", "30e-1", "0.3E+1",
                                         "3 4", "3.5",   "3abc", "",    "-",  ".",     "e1",
                                         "-3",  "3e400", "0x3",  "3.",  ".3", "1e0",   "-0"};
  auto items = nplus1::batch<Item>(db, rows, [](const auto &key) { return key; });
  for (const std::string &key : rows) {
    sqlite3_stmt *lazy = nullptr;
    sqlite3_prepare_v2(db, "SELECT name FROM items WHERE id = ?", -1, &lazy, nullptr);
    sqlite3_bind_text(lazy, 1, key.c_str(), -1, SQLITE_TRANSIENT);
    const bool found = sqlite3_step(lazy) == SQLITE_ROW;
    const auto item = items.find(key);
    EXPECT_EQ(item.has_value(), found) << key;
    if (item && found) {
      EXPECT_EQ(item->name, reinterpret_cast<const char *>(sqlite3_column_text(lazy, 0))) << key;
    }
    sqlite3_finalize(lazy);
  }
}

TEST_F(Sqlite, NoRowIsEqualToAFraction) {
  const std::vector<double> rows = {2.6, 3};
  auto items = nplus1::batch<Item>(db, rows, [](double key) { return key; });
  EXPECT_FALSE(items.find(2.6));
  EXPECT_EQ(items.find(3.0)->name, "book");
}

TEST_F(Sqlite, OfSeveralRowsWithAKeyTheFirstCounts) {
  run("CREATE TABLE prices (item INTEGER, amount INTEGER)");
  run("INSERT INTO prices VALUES (1, 10), (1, 11), (2, 20), (2, 21)");
  const auto same = [](int key) { return key; };
  const std::vector<int> one = {1}, two = {1, 2};
  auto single = nplus1::batch<Price>(db, one, same), several = nplus1::batch<Price>(db, two, same);
  EXPECT_EQ(single.find(1)->amount, 10);
  EXPECT_EQ(several.find(1)->amount, 10) << "as many keys as there are, the same row";
  EXPECT_EQ(std::distance(several.begin(), several.end()), 2);
}

TEST_F(Sqlite, ReferencesNeedNoContextInTheirType) {
  std::vector<Shipment> rows(3);
  rows[0].item = 1;
  rows[1].item = 2;
  rows[0].target.refer<Item>(3);
  rows[1].target.refer<Country>("de");
  nplus1::peers(db, rows, &Shipment::item, &Shipment::target);
  nplus1::query_log log(db);
  EXPECT_EQ(rows[0].item->name + rows[1].item->name, "penink");
  EXPECT_EQ(rows[0].target.as<Item>()->name, "book");
  EXPECT_EQ(rows[1].target.as<Country>()->size, 80);
  EXPECT_FALSE(rows[2].item.get());
  EXPECT_EQ(log.count(), 2u) << "items, countries";
}

TEST_F(Sqlite, ReferencesThatAreSetAfterPeersLoadWithTheOthers) {
  std::vector<Shipment> rows(3);
  rows[0].target.refer<Item>(1);
  nplus1::peers(db, rows, &Shipment::item, &Shipment::target);
  nplus1::query_log log(db);
  rows[0].item = 1;
  rows[1].item = 2;
  rows[2].target.refer('c', "fr", nplus1::type<Item>('i'), nplus1::type<Country>('c'));
  EXPECT_EQ(rows[0].item->name + rows[1].item->name, "penink");
  EXPECT_EQ(log.count(), 1u);
  EXPECT_EQ(rows[2].target.as<Country>()->size, 68);
  rows[0].item = nplus1::lazy<Item>();
  EXPECT_FALSE(rows[0].item);
  rows[0].item = 3;
  EXPECT_EQ(rows[0].item->name, "book") << "set to nothing and to something again";
}

TEST_F(Sqlite, PeersTakeAMapAndEveryChunkOnce) {
  run("WITH RECURSIVE n(i) AS (SELECT 4 UNION ALL SELECT i + 1 FROM n WHERE i < 1000) "
      "INSERT INTO items SELECT i, 'item' FROM n");
  sqlite3_limit(db, SQLITE_LIMIT_VARIABLE_NUMBER, 100);
  std::map<int, Shipment> rows;
  for (int i = 0; i < 3000; ++i)
    rows[i].item = i % 1000 + 1;
  nplus1::peers(db, rows, &Shipment::item);
  nplus1::query_log log(db);
  for (int i : {2999, 1500, 3})
    EXPECT_EQ(rows[i].item->id, i % 1000 + 1);
  EXPECT_EQ(log.count(), 3u) << "each with the keys around it";
  for (const auto &[number, row] : rows)
    ASSERT_EQ(row.item->id, number % 1000 + 1);
  EXPECT_EQ(log.count(), 10u) << "1,000 keys, 100 per query, in any order";
}

TEST_F(Sqlite, GroupedOverABatchLoadsNoMoreThanTheLoopReaches) {
  run("CREATE TABLE prices (item INTEGER, amount INTEGER)");
  run("INSERT INTO prices VALUES (1, 10), (2, 20), (2, 21), (3, 30)");
  sqlite3_limit(db, SQLITE_LIMIT_VARIABLE_NUMBER, 2);
  const std::vector<int> orders = {1, 2, 3};
  nplus1::query_log log(db);
  auto items = nplus1::batch<Item>(db, orders, [](int item) { return item; });
  auto prices = nplus1::grouped(
      items, &Item::id,
      [this](auto keys) {
        std::vector<Price> all;
        nplus1::detail::sqlite_select<Price>(db, keys, [&](Price row) { all.push_back(row); });
        return all;
      },
      &Price::item);
  EXPECT_EQ(prices.find(items.find(1)->id).size(), 1u);
  EXPECT_EQ(log.count(), 2u) << "as the lazy program";
  EXPECT_EQ(prices.find(items.find(2)->id).size(), 2u);
  EXPECT_EQ(log.count(), 2u);
  EXPECT_EQ(prices.find(items.find(3)->id).size(), 1u);
  EXPECT_EQ(log.count(), 4u);
}

} // namespace
