// nplus1::batch and by_type for SQLite's C interface.
#include <nplus1/guard/gtest.hpp>
#include <nplus1/guard/sqlite3.hpp>
#include <nplus1/sqlite3.hpp>

#include <gtest/gtest.h>

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

namespace {

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

} // namespace
