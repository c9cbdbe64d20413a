// nplus1::batch on POCO ActiveRecord and a real SQLite database.
#include "poco_database.h"

#include <sqlite3.h>

using namespace shop;

namespace {

class PocoBatch : public testing::Test {
protected:
  void SetUp() override {
    db.run("INSERT INTO items VALUES (1, 'pen', 3), (2, 'ink', 5), (3, 'book', 20)");
    db.run("INSERT INTO orders VALUES (1, 2, 'de'), (2, 1, 'fr'), (3, 2, 'DE'), (4, 99, 'xx')");
    db.run("INSERT INTO countries VALUES ('DE', 'Germany'), ('fr', 'France')");
    orders = db.all<Order>();
  }

  Database db;
  Context::Ptr &context = db.context;
  std::vector<Order::Ptr> orders;
};

const auto itemOf = [](const auto &order) { return order->itemID(); };

TEST_F(PocoBatch, LoadsAllRowsOfALoopInOneQuery) {
  nplus1::query_log log(context);
  auto items = nplus1::batch<Item>(context, orders, itemOf);
  int total = 0;
  for (const auto &order : orders)
    if (auto item = items.find(order->itemID()))
      total += item->price();
  EXPECT_EQ(total, 5 + 3 + 5);
  EXPECT_EQ(log.count(), 1u);
}

TEST_F(PocoBatch, QueriesNothingBeforeFirstUse) {
  NPLUS1_QUERY_BUDGET(context, 0);
  auto items = nplus1::batch<Item>(context, orders, itemOf);
}

TEST_F(PocoBatch, TakesTheContextFromTheRows) {
  nplus1::query_log log(context);
  auto items = nplus1::batch<Item>(orders, itemOf);
  EXPECT_EQ(items.find(orders[0]->itemID())->name(), "ink");
  EXPECT_EQ(items.find(orders[1]->itemID())->name(), "pen");
  EXPECT_EQ(items.find(2)->context(), context);
  EXPECT_EQ(log.count(), 1u);
}

TEST_F(PocoBatch, TakesTheContextFromWhatAMapHolds) {
  std::map<int, Order::Ptr> numbered = {{1, orders[0]}, {2, orders[1]}, {3, nullptr}};
  nplus1::query_log log(context);
  auto items = nplus1::batch<Item>(numbered, [](const auto &entry) { return itemOf(entry.second); });
  EXPECT_EQ(items.find(orders[0]->itemID())->name(), "ink");
  EXPECT_EQ(items.find(orders[1]->itemID())->name(), "pen");
  EXPECT_EQ(log.count(), 1u);
}

TEST_F(PocoBatch, RemembersAMissingRow) {
  nplus1::query_log log(context);
  auto items = nplus1::batch<Item>(context, orders, itemOf);
  EXPECT_TRUE(items.find(99).isNull());
  EXPECT_TRUE(items.find(99).isNull());
  EXPECT_EQ(log.count(), 1u);
}

TEST_F(PocoBatch, FindsAKeyThatNoRowHad) {
  nplus1::query_log log(context);
  auto items = nplus1::batch<Item>(context, orders, itemOf);
  EXPECT_EQ(items.find(1)->name(), "pen");
  EXPECT_EQ(items.find(3)->name(), "book");
  EXPECT_EQ(items.find(3)->name(), "book");
  EXPECT_TRUE(items.find(77).isNull());
  EXPECT_TRUE(items.find(77).isNull());
  EXPECT_EQ(log.count(), 3u);
}

TEST_F(PocoBatch, GivesAFreshAttachedObjectPerCall) {
  auto items = nplus1::batch<Item>(context, orders, itemOf);
  auto first = items.find(2);
  auto second = items.find(2);
  first->name("changed");
  EXPECT_EQ(second->name(), "ink");
  EXPECT_EQ(items.find(2)->name(), "ink");
  EXPECT_EQ(first->context(), context);
}

TEST_F(PocoBatch, AsksForNoInvalidKey) {
  db.run("DELETE FROM orders");
  db.run("INSERT INTO orders VALUES (1, " + std::to_string(Item::INVALID_ID) + ", '')");
  orders = db.all<Order>();
  nplus1::query_log log(context);
  auto items = nplus1::batch<Item>(context, orders, itemOf);
  EXPECT_TRUE(items.find(orders[0]->itemID()).isNull());
  auto countries =
      nplus1::batch<Country>(context, orders, [](const auto &o) { return o->countryID(); });
  EXPECT_TRUE(countries.find(orders[0]->countryID()).isNull());
  EXPECT_EQ(log.count(), 0u);
}

TEST_F(PocoBatch, TakesNullableKeysAsTheAccessorDoes) {
  const std::vector<Poco::Nullable<Poco::Int64>> keys = {Poco::Nullable<Poco::Int64>(),
                                                         Poco::Int64(1)};
  nplus1::query_log log(context);
  auto items = nplus1::batch<Item>(context, keys, [](const auto &key) { return key; });
  EXPECT_TRUE(items.find(keys[0]).isNull());
  EXPECT_EQ(log.count(), 0u);
  EXPECT_EQ(items.find(keys[1])->name(), "pen");
}

TEST_F(PocoBatch, ComparesTextKeysAsTheDatabaseDoes) {
  nplus1::query_log log(context);
  auto countries =
      nplus1::batch<Country>(context, orders, [](const auto &o) { return o->countryID(); });
  for (const auto &order : orders) {
    const auto lazy = order->country();
    const auto batched = countries.find(order->countryID());
    ASSERT_EQ(lazy.isNull(), batched.isNull()) << order->countryID();
    if (lazy) {
      EXPECT_EQ(lazy->name(), batched->name());
    }
  }
  EXPECT_LE(log.count(), orders.size() * 2) << "lazy and batched";
}

TEST_F(PocoBatch, AcceptsValuesRawPointersAndArrays) {
  const int plain[] = {1, 2, 1};
  auto byValue = nplus1::batch<Item>(context, plain, [](int id) { return id; });
  EXPECT_EQ(byValue.find(2)->name(), "ink");
  std::vector<const Order *> pointers = {orders[0].get(), nullptr, orders[1].get()};
  auto byPointer = nplus1::batch<Item>(context, pointers, itemOf);
  nplus1::query_log log(context);
  EXPECT_EQ(byPointer.find(2)->name(), "ink");
  EXPECT_EQ(byPointer.find(1)->name(), "pen");
  EXPECT_EQ(log.count(), 1u);
}

TEST_F(PocoBatch, IsARangeOfItsObjects) {
  auto items = nplus1::batch<Item>(context, orders, itemOf);
  std::string names;
  for (const auto &item : items)
    names += item->name() + " ";
  EXPECT_EQ(names, "ink pen ");
}

TEST_F(PocoBatch, FollowsTheConnectionsOwnBindLimit) {
  db.run("DELETE FROM items");
  db.run("DELETE FROM orders");
  db.fillOrders(25);
  orders = db.all<Order>();
  auto *connection = Poco::AnyCast<sqlite3 *>(context->session().getProperty("handle"));
  sqlite3_limit(connection, SQLITE_LIMIT_VARIABLE_NUMBER, 10);
  nplus1::query_log log(context);
  auto items = nplus1::batch<Item>(context, orders, itemOf);
  EXPECT_EQ(items.find(orders[0]->itemID())->price(), 1);
  EXPECT_EQ(log.count(), 1u) << "a chunk is loaded when a key of it is asked for";
  for (const auto &order : orders)
    EXPECT_EQ(items.find(order->itemID())->price(), order->itemID());
  EXPECT_EQ(log.count(), 3u);
}

TEST_F(PocoBatch, CrossesTheDefaultBindLimit) {
  db.run("DELETE FROM items");
  db.run("DELETE FROM orders");
  db.fillOrders(40000);
  const auto orders = db.all<Order>();
  sqlite3_limit(Poco::AnyCast<sqlite3 *>(context->session().getProperty("handle")),
                SQLITE_LIMIT_VARIABLE_NUMBER, 32766);
  nplus1::query_log log(context);
  auto items =
      nplus1::batch<Item>(context, orders, [](const auto &order) { return order->itemID(); });
  for (const auto &order : orders)
    ASSERT_EQ(items.find(order->itemID())->price(), order->itemID());
  EXPECT_EQ(log.count(), 2u);
}

TEST_F(PocoBatch, SplitsRowsOfTwoDatabases) {
  Database other;
  other.run("INSERT INTO items VALUES (2, 'other ink', 50), (7, 'only there', 1)");
  other.run("INSERT INTO orders VALUES (1, 2, ''), (2, 7, '')");
  auto rows = orders;
  for (const auto &order : other.all<Order>())
    rows.push_back(order);
  nplus1::query_log here(context), there(other.context);
  auto items = nplus1::batch<Item>(rows, itemOf);
  EXPECT_EQ(items.find(2, rows.front())->name(), "ink");
  EXPECT_EQ(items.find(2, rows[4])->name(), "other ink");
  EXPECT_EQ(items.find(7)->name(), "only there");
  EXPECT_EQ(items.find(1)->name(), "pen");
  EXPECT_THROW(items.find(2), nplus1::error);
  EXPECT_EQ(here.count(), 1u);
  EXPECT_EQ(there.count(), 1u);
}

TEST_F(PocoBatch, NamesTheTypeWhoseQueryFails) {
  db.run("ALTER TABLE items RENAME TO gone");
  auto items = nplus1::batch<Item>(context, orders, itemOf);
  try {
    items.find(1);
    FAIL() << "a failing query must throw";
  } catch (const Poco::Data::DataException &failure) {
    EXPECT_NE(failure.message().find("loading 3 keys of shop::Item"), std::string::npos)
        << failure.message();
  }
  db.run("ALTER TABLE gone RENAME TO items");
  EXPECT_EQ(items.find(1)->name(), "pen") << "the next use tries again";
}

} // namespace
