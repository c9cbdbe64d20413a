// The runtime on a real PostgreSQL, through POCO Data, QtSql and QDjango. Run by with_server.
// Queries are counted in the server's log, and by query logs, which must agree with it.
#include "../poco_models.h"

#include <nplus1/guard/gtest.hpp>
#include <nplus1/guard/libpq.hpp>
#include <nplus1/guard/poco.hpp>
#include <nplus1/guard/qtsql.hpp>
#include <nplus1/poco.hpp>
#include <nplus1/qdjango.hpp>
#include <nplus1/qtsql.hpp>

#include <Poco/Data/PostgreSQL/Connector.h>

#include <QCoreApplication>
#include <gtest/gtest-spi.h>
#include <gtest/gtest.h>
#include <libpq-fe.h>

#include <cstdlib>
#include <fstream>
#include <numeric>

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

class Planet : public QDjangoModel {
  Q_OBJECT
  Q_PROPERTY(QString name READ name WRITE setName)

public:
  QString name() const { return name_; }
  void setName(const QString &name) { name_ = name; }

private:
  QString name_;
};

namespace {

std::string variable(const char *name) {
  const char *value = std::getenv(name);
  return value ? value : "";
}

/// How many statements that read from `table` the server has logged; those of QtSql are EXECUTEs.
int queriesOf(const std::string &table) {
  std::ifstream log(variable("NPLUS1_POSTGRES_LOG"));
  int count = 0;
  for (std::string line; std::getline(log, line);)
    if (line.find("statement: EXECUTE ") != std::string::npos ||
        (line.find("FROM " + table) != std::string::npos &&
         (line.find("execute ") != std::string::npos ||
          line.find("statement: ") != std::string::npos) &&
         line.find("PREPARE ") == std::string::npos))
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

TEST_F(Postgres, PocosQueriesAreThoseInTheServersLog) {
  nplus1::query_log log(context);
  const int before = queriesOf("items");
  for (Int64 id = 1; id <= 5; ++id)
    Item::find(context, id);
  Poco::ActiveRecord::Query<Item>(context).where("id < ? AND name LIKE '%\n\"%'").bind(9).execute();
  run("UPDATE items SET price = 2 WHERE id = 3");
  EXPECT_EQ(log.count(), 6u);
  EXPECT_EQ(queriesOf("items") - before, 6);
  EXPECT_NE(log.queries()[5].find("LIKE '%\n\"%'"), std::string::npos) << log.queries()[5];
}

TEST_F(Postgres, ABudgetFailsAndListsPocosQueries) {
  const auto overspend = [this] {
    NPLUS1_QUERY_BUDGET(context, 1);
    Item::find(context, 1);
    Item::find(context, 2);
  };
  testing::TestPartResultArray results;
  {
    testing::ScopedFakeTestPartResultReporter intercept(
        testing::ScopedFakeTestPartResultReporter::INTERCEPT_ONLY_CURRENT_THREAD, &results);
    overspend();
  }
  ASSERT_EQ(results.size(), 1);
  EXPECT_STREQ(results.GetTestPartResult(0).message(),
               "Failed\n2 queries, but the budget is 1:\n  2 times: SELECT id, name, price FROM "
               "items WHERE id = $1");
}

TEST_F(Postgres, AFailureNamesTheTypeAndLeavesTheOthers) {
  const std::vector<std::pair<Kind, std::string>> rows = {
      {Kind::book, "1"}, {Kind::book, "2"}, {Kind::none, "2"}, {Kind::none, "5"}};
  auto all = nplus1::by_type(context, rows, nplus1::type<Book>(Kind::book),
                             nplus1::type<Item>(Kind::none), [](const auto &row) { return row; });
  try {
    all.find<Book>("1");
    FAIL() << "there is no table of books";
  } catch (const Poco::Exception &failure) {
    EXPECT_NE(failure.message().find("2 keys of shop::Book"), std::string::npos)
        << failure.message();
  }
  EXPECT_EQ(all.find<Item>("5")->name(), "item 5");
}

TEST_F(Postgres, ALogOfALibpqConnectionKnowsWhatWasPreparedBefore) {
  PGconn *connection = PQconnectdb("");
  ASSERT_EQ(PQstatus(connection), CONNECTION_OK) << PQerrorMessage(connection);
  const auto run = [&](const char *sql) { PQclear(PQexec(connection, sql)); };
  const auto execute = [&] {
    PQclear(PQexecPrepared(connection, "mine", 0, nullptr, nullptr, nullptr, 0));
  };
  PQclear(PQprepare(connection, "mine", "SELECT 'prepared'", 0, nullptr));
  run("PREPARE yours AS UPDATE items SET price = 1 WHERE id = 1");
  {
    nplus1::query_log log(connection);
    execute();
    run("EXECUTE yours");
    {
      nplus1::query_log inner(connection);
      execute();
      EXPECT_EQ(inner.count(), 1u);
    }
    run("SELECT 2");
    EXPECT_EQ(log.queries(),
              (std::vector<std::string>{"SELECT 'prepared'", "SELECT 'prepared'", "SELECT 2"}));
  }
  execute(); // no log, no trace
  PQfinish(connection);
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
  nplus1::query_log log(db);
  const int before = queriesOf("items");
  auto items = nplus1::batch<PlainItem>(db, orders, [](const QVariant &item) { return item; });
  EXPECT_EQ(items.find(3)->name, "item 3");
  EXPECT_EQ(items.find("1")->name, "item 1");
  EXPECT_FALSE(items.find(QVariant()));
  EXPECT_FALSE(items.find(99999));
  EXPECT_EQ(log.count(), 1u);
  EXPECT_EQ(queriesOf("items") - before, 1);
}

TEST_F(PostgresQt, QueriesOfALogAreThoseInTheServersLog) {
  nplus1::query_log log(db);
  const int before = queriesOf("items");
  QSqlQuery prepared(db);
  prepared.prepare("SELECT name FROM items WHERE id = ?");
  for (int id = 1; id <= 5; ++id) {
    prepared.bindValue(0, id);
    ASSERT_TRUE(prepared.exec());
  }
  ASSERT_TRUE(QSqlQuery(db).exec("SELECT id FROM items\nWHERE name = '\"'"));
  EXPECT_EQ(log.count(), 6u);
  EXPECT_EQ(log.queries()[4], "SELECT name FROM items WHERE id = $1");
  EXPECT_EQ(queriesOf("items") - before, 6);
}

TEST_F(PostgresQt, CrossesTheBindLimit) {
  std::vector<int> orders(70000);
  std::iota(orders.begin(), orders.end(), 1);
  nplus1::query_log log(db);
  auto items = nplus1::batch<PlainItem>(db, orders, [](int item) { return item; });
  for (int order : orders)
    ASSERT_TRUE(items.find(order)) << order;
  EXPECT_EQ(log.count(), 2u) << "65,535 per query";
}

TEST_F(PostgresQt, QDjangoLoadsAllRowsAndCrossesTheBindLimit) {
  QDjango::registerModel<Planet>();
  QDjango::setDatabase(db);
  ASSERT_TRUE(QDjango::createTables());
  run("INSERT INTO planet SELECT i, 'planet ' || i FROM generate_series(1, 70000) AS i");
  std::vector<int> rows = {3, 1, 3, 99999};
  const auto name = [](Planet *found) {
    const std::unique_ptr<Planet> owned(found);
    return owned ? owned->name() : QString("none");
  };
  {
    nplus1::query_log log(db);
    auto planets = nplus1::batch<Planet>(rows, [](int key) { return key; });
    EXPECT_EQ(name(planets.find(3)), "planet 3");
    EXPECT_EQ(name(planets.find(1)), "planet 1");
    EXPECT_EQ(name(planets.find(99999)), "none");
    EXPECT_EQ(log.count(), 1u) << testing::PrintToString(log.queries());
  }
  rows.resize(70000);
  std::iota(rows.begin(), rows.end(), 1);
  nplus1::query_log log(db);
  auto planets = nplus1::batch<Planet>(rows, [](int key) { return key; });
  for (int row : rows)
    ASSERT_NE(name(planets.find(row)), "none") << row;
  EXPECT_EQ(log.count(), 2u) << "65,535 per query";
}

} // namespace

#include "postgres_test.moc"
