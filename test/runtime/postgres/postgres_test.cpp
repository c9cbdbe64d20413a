// The runtime on a real PostgreSQL, through POCO Data and through QtSql. Run by with_server;
// queries are counted in the server's log.
#include "../poco_models.h"

#include <nplus1/poco.hpp>
#include <nplus1/qtsql.hpp>

#include <Poco/Data/PostgreSQL/Connector.h>

#include <QCoreApplication>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

using namespace shop;

struct PlainItem {
  qlonglong id;
  QString name;
};
template <> struct nplus1::table<PlainItem> {
  using key_type = qlonglong;
  static constexpr const char *columns = "id, name", *from = "items", *key = "id";
  static key_type key_of(const PlainItem &item) { return item.id; }
  static PlainItem read(const QSqlQuery &row) {
    return {row.value(0).toLongLong(), row.value(1).toString()};
  }
};

namespace {

std::string variable(const char *name) {
  const char *value = std::getenv(name);
  return value ? value : "";
}

/// How many statements that read from `table` the server has logged.
int queriesOf(const std::string &table) {
  std::ifstream log(variable("NPLUS1_POSTGRES_LOG"));
  int count = 0;
  for (std::string line; std::getline(log, line);)
    if (line.find("FROM " + table) != std::string::npos &&
        (line.find("execute ") != std::string::npos ||
         line.find("statement: ") != std::string::npos) &&
        line.find("PREPARE ") == std::string::npos)
      ++count;
  return count;
}

class Postgres : public testing::Test {
protected:
  void SetUp() override {
    ASSERT_FALSE(variable("PGPORT").empty()) << "run this test with postgres/with_server";
    Poco::Data::PostgreSQL::Connector::registerConnector();
    context = new Context("PostgreSQL", "host=127.0.0.1 port=" + variable("PGPORT") +
                                            " user=" + variable("PGUSER") +
                                            " dbname=" + variable("PGDATABASE"));
    run("DROP TABLE IF EXISTS items, movies, countries");
    run("CREATE TABLE items (id BIGINT PRIMARY KEY, name TEXT, price INTEGER)");
    run("CREATE TABLE movies (id UUID PRIMARY KEY, title TEXT, director BIGINT)");
    run("CREATE TABLE countries (code TEXT PRIMARY KEY, name TEXT)");
    run("INSERT INTO items SELECT i, 'item ' || i, i FROM generate_series(1, 70000) AS i");
  }
  void run(const std::string &sql) { context->session() << sql, Poco::Data::Keywords::now; }

  Context::Ptr context;
};

TEST_F(Postgres, PocoLoadsAllRowsOfALoopInOneQuery) {
  const std::vector<Int64> orders = {3, 1, 3, 99999};
  const int before = queriesOf("items");
  auto items = nplus1::batch<Item>(context, orders, [](Int64 item) { return item; });
  EXPECT_EQ(items.find(3)->name(), "item 3");
  EXPECT_EQ(items.find(1)->price(), 1);
  EXPECT_TRUE(items.find(99999).isNull());
  EXPECT_EQ(queriesOf("items") - before, 1);
}

TEST_F(Postgres, PocoCrossesTheBindLimit) {
  std::vector<Int64> orders(70000);
  for (std::size_t i = 0; i < orders.size(); ++i)
    orders[i] = static_cast<Int64>(i + 1);
  const int before = queriesOf("items");
  auto items = nplus1::batch<Item>(context, orders, [](Int64 item) { return item; });
  for (Int64 order : orders)
    ASSERT_EQ(items.find(order)->price(), order);
  EXPECT_EQ(queriesOf("items") - before, 10) << "7000 per query: what POCO and libpq can do";
}

TEST_F(Postgres, PocoGroupsGenericKeysByType) {
  run("INSERT INTO countries VALUES ('de', 'Germany')");
  const std::vector<std::pair<Kind, std::string>> rows = {
      {Kind::country, "de"}, {Kind::none, "2"}, {Kind::country, "xx"}, {Kind::none, "5"}};
  auto all = nplus1::by_type(context, rows, nplus1::type<Country>(Kind::country),
                             nplus1::type<Item>(Kind::none), [](const auto &row) { return row; });
  EXPECT_EQ(all.find<Country>("de")->name(), "Germany");
  EXPECT_TRUE(all.find<Country>("xx").isNull());
  EXPECT_EQ(all.find<Item>("5")->name(), "item 5");
}

class PostgresQt : public Postgres {
protected:
  void SetUp() override {
    Postgres::SetUp();
    static int argc = 1;
    static char name[] = "test";
    static char *argv[] = {name, nullptr};
    static QCoreApplication application(argc, argv);
    static int number = 0;
    db = QSqlDatabase::addDatabase("QPSQL", QString::number(++number));
    db.setHostName("127.0.0.1");
    db.setPort(std::atoi(variable("PGPORT").c_str()));
    db.setUserName(QString::fromStdString(variable("PGUSER")));
    db.setDatabaseName(QString::fromStdString(variable("PGDATABASE")));
    ASSERT_TRUE(db.open());
  }
  QSqlDatabase db;
};

TEST_F(PostgresQt, LoadsAllRowsOfALoopInOneQuery) {
  const std::vector<QVariant> orders = {3, "1", QVariant(), 99999};
  auto items = nplus1::batch<PlainItem>(db, orders, [](const QVariant &item) { return item; });
  EXPECT_EQ(items.find(3)->name, "item 3");
  EXPECT_EQ(items.find("1")->name, "item 1");
  EXPECT_FALSE(items.find(QVariant()));
  EXPECT_FALSE(items.find(99999));
}

TEST_F(PostgresQt, CrossesTheBindLimit) {
  std::vector<int> orders(70000);
  for (std::size_t i = 0; i < orders.size(); ++i)
    orders[i] = static_cast<int>(i + 1);
  auto items = nplus1::batch<PlainItem>(db, orders, [](int item) { return item; });
  for (int order : orders)
    ASSERT_TRUE(items.find(order)) << order;
}

} // namespace
