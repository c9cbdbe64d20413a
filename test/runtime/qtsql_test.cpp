// nplus1::batch for QtSql, on SQLite.
#include <nplus1/guard/gtest.hpp>
#include <nplus1/guard/qtsql.hpp>
#include <nplus1/qtsql.hpp>

#include <QCoreApplication>
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <numeric>

struct Item {
  qlonglong id;
  QString name;
};
template <> struct nplus1::table<Item> {
  using key_type = qlonglong;
  static constexpr const char *columns = "id, name", *from = "items", *key = "id";
  static key_type key_of(const Item &item) { return item.id; }
  static Item read(const QSqlQuery &row) {
    return {row.value(0).toLongLong(), row.value(1).toString()};
  }
};

namespace {

class QtSql : public testing::Test {
protected:
  void SetUp() override {
    static int argc = 1;
    static char name[] = "test";
    static char *argv[] = {name, nullptr};
    static QCoreApplication application(argc, argv);
    static int number = 0;
    db = QSqlDatabase::addDatabase("QSQLITE", QString::number(++number));
    db.setDatabaseName(":memory:");
    ASSERT_TRUE(db.open());
    QSqlQuery query(db);
    ASSERT_TRUE(query.exec("CREATE TABLE items (id INTEGER PRIMARY KEY, name TEXT)"));
    ASSERT_TRUE(query.exec("INSERT INTO items VALUES (1, 'pen'), (2, 'ink'), (3, 'book')"));
  }

  QSqlDatabase db;
};

TEST_F(QtSql, LoadsAllRowsOfALoopInOneQuery) {
  const std::vector<QVariant> orders = {2, "1", QVariant(), 9};
  nplus1::query_log log(db);
  auto items = nplus1::batch<Item>(db, orders, [](const QVariant &item) { return item; });
  QString names;
  for (const QVariant &order : orders) {
    const auto item = items.find(order);
    names += (item ? item->name : QString("none")) + " ";
  }
  EXPECT_EQ(names, "ink pen none none ");
  EXPECT_EQ(log.count(), 1u);
}

TEST_F(QtSql, FollowsTheConnectionsOwnBindLimit) {
  sqlite3_limit(nplus1::detail::qt_sqlite_connection(db), SQLITE_LIMIT_VARIABLE_NUMBER, 2);
  const std::vector<int> orders = {1, 2, 3};
  nplus1::query_log log(db);
  auto items = nplus1::batch<Item>(db, orders, [](int item) { return item; });
  for (int order : orders)
    EXPECT_TRUE(items.find(order));
  EXPECT_EQ(log.count(), 2u);
}

TEST_F(QtSql, CrossesTheBindLimit) {
  QSqlQuery(db).exec("WITH RECURSIVE n(i) AS (SELECT 4 UNION ALL SELECT i + 1 FROM n WHERE i < "
                     "40000) INSERT INTO items SELECT i, 'item' FROM n");
  std::vector<int> orders(40000);
  std::iota(orders.begin(), orders.end(), 1);
  nplus1::query_log log(db);
  auto items = nplus1::batch<Item>(db, orders, [](int item) { return item; });
  for (int order : orders)
    ASSERT_TRUE(items.find(order)) << order;
  EXPECT_EQ(log.count(), 40u) << "1,000 per query, because QSQLITE's time is quadratic";
}

TEST_F(QtSql, AFailedQueryIsNotRemembered) {
  QSqlQuery(db).exec("ALTER TABLE items RENAME TO gone");
  const std::vector<int> orders = {1, 2};
  auto items = nplus1::batch<Item>(db, orders, [](int item) { return item; });
  EXPECT_FALSE(items.find(1));
  QSqlQuery(db).exec("ALTER TABLE gone RENAME TO items");
  EXPECT_EQ(items.find(1)->name, "pen");
}

TEST_F(QtSql, FindsWhatTheLazyQueryFindsForEveryKindOfKey) {
  const QVariantList keys = {3, "3", " 3", "3.0", "+3", "3e0", 3.0, 2.6, 3.5, "2.6", "", "x"};
  auto items = nplus1::batch<Item>(db, keys, [](const QVariant &key) { return key; });
  for (const QVariant &key : keys) {
    QSqlQuery lazy(db);
    lazy.prepare("SELECT name FROM items WHERE id = ?");
    lazy.addBindValue(key);
    ASSERT_TRUE(lazy.exec());
    const QString expected = lazy.next() ? lazy.value(0).toString() : QString("none");
    const auto item = items.find(key);
    EXPECT_EQ(item ? item->name : QString("none"), expected) << key.toString().toStdString();
  }
}

TEST_F(QtSql, ReferencesLoadTogether) {
  struct Order {
    nplus1::lazy<Item> item;
    nplus1::generic<Item> target;
  };
  std::vector<Order> orders(2);
  orders[0].item = 1;
  orders[1].target.refer<Item>(2);
  nplus1::peers(db, orders, &Order::item, &Order::target);
  nplus1::query_log log(db);
  EXPECT_EQ(orders[0].item->name, "pen");
  EXPECT_EQ(orders[1].target.as<Item>()->name, "ink");
  EXPECT_EQ(log.count(), 1u);
}

} // namespace
