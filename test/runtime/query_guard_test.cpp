// Query budgets fail a test when, and only when, the scope runs more queries.
#include <nplus1/detail/postgres_messages.hpp>
#include <nplus1/guard/gtest.hpp>
#include <nplus1/guard/sqlite3.hpp>

#include <gtest/gtest-spi.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <memory>
#include <thread>

namespace {

class QueryGuard : public testing::Test {
protected:
  void SetUp() override { ASSERT_EQ(sqlite3_open(":memory:", &db), SQLITE_OK); }
  void TearDown() override { sqlite3_close(db); }
  void run(const char *sql) {
    ASSERT_EQ(sqlite3_exec(db, sql, nullptr, nullptr, nullptr), SQLITE_OK);
  }

  sqlite3 *db = nullptr;
};

TEST_F(QueryGuard, PassesWithinTheBudget) {
  NPLUS1_QUERY_BUDGET(db, 2);
  run("SELECT 1");
  run("SELECT 2");
}

TEST_F(QueryGuard, FailsBeyondTheBudgetAndListsTheQueries) {
  const auto overspend = [this] {
    NPLUS1_QUERY_BUDGET(db, 1);
    for (int i = 0; i < 3; ++i)
      run("SELECT 1");
    run("SELECT 2");
  };
  testing::TestPartResultArray results;
  {
    testing::ScopedFakeTestPartResultReporter intercept(
        testing::ScopedFakeTestPartResultReporter::INTERCEPT_ONLY_CURRENT_THREAD, &results);
    overspend();
  }
  ASSERT_EQ(results.size(), 1);
  EXPECT_STREQ(results.GetTestPartResult(0).message(),
               "Failed\n4 queries, but the budget is 1:\n  3 times: SELECT 1\n  SELECT 2");
  EXPECT_NE(std::string(results.GetTestPartResult(0).file_name()).find("query_guard_test.cpp"),
            std::string::npos);
}

TEST_F(QueryGuard, CountsReadsOnly) {
  nplus1::query_log log(db);
  run("CREATE TABLE t (a)");
  run("BEGIN; INSERT INTO t VALUES (1); COMMIT");
  run("-- a comment\n /* and another */ WITH x AS (SELECT 1) SELECT * FROM x");
  run("VALUES (1)");
  EXPECT_EQ(log.count(), 2u);
}

TEST_F(QueryGuard, GuardsNest) {
  nplus1::query_log outer(db);
  run("SELECT 1");
  {
    nplus1::query_log inner(db);
    run("SELECT 2");
    EXPECT_EQ(inner.count(), 1u);
  }
  run("SELECT 3");
  EXPECT_EQ(outer.count(), 3u);
}

TEST_F(QueryGuard, TakesAConnectionThatIsATemporary) {
  const auto connection = [this] { return db; };
  NPLUS1_QUERY_BUDGET(connection(), 1);
  nplus1::query_log log(connection());
  run("SELECT 1");
  EXPECT_EQ(log.count(), 1u);
}

TEST_F(QueryGuard, AWriteIsNoReadHoweverItBegins) {
  run("CREATE TABLE t (a)");
  nplus1::query_log log(db);
  run("WITH x(i) AS (SELECT 1 UNION VALUES (2)), \"select\" AS (SELECT 3) INSERT INTO t SELECT i "
      "FROM x");
  run("WITH x AS (SELECT ')' /* ) SELECT */) DELETE FROM t WHERE a IN x");
  EXPECT_EQ(log.count(), 0u);
  run("WITH RECURSIVE x(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM x WHERE i < 3) SELECT i FROM "
      "x");
  EXPECT_EQ(log.count(), 1u);
  EXPECT_TRUE(
      nplus1::detail::reads_rows("((WITH x AS (DELETE FROM t RETURNING a) SELECT a FROM x))"));
  EXPECT_FALSE(nplus1::detail::reads_rows("WITH x AS (SELECT 1"));
}

std::atomic<bool> statementEnded{false};
std::thread statement;

/// Switches the trace off while another thread runs a statement, which reports to the logs: SQLite
/// waits for the statement.
int switchTrace(sqlite3 *db, unsigned mask, int (*report)(unsigned, void *, void *, void *),
                void *context) {
  if (mask == 0) {
    statement = std::thread([db] {
      sqlite3_exec(db, "SELECT 1", nullptr, nullptr, nullptr);
      statementEnded = true;
    });
    for (int tries = 0; tries < 500 && !statementEnded; ++tries)
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    EXPECT_TRUE(statementEnded) << "the statement waits for what the ending log holds";
  }
  return sqlite3_trace_v2(db, mask, report, context);
}

TEST_F(QueryGuard, ALogEndsWhileAnotherThreadRunsAStatement) {
  nplus1::detail::sqlite_tap::open(db, [](std::string_view) {}, &switchTrace).reset();
  statement.join();
}

TEST(QueryLog, CountsWhatAnotherThreadRuns) {
  sqlite3 *db = nullptr;
  ASSERT_EQ(sqlite3_open_v2(":memory:", &db,
                            SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_FULLMUTEX,
                            nullptr),
            SQLITE_OK);
  const std::unique_ptr<sqlite3, int (*)(sqlite3 *)> outlivesTheLogs(db, &sqlite3_close);
  std::atomic<bool> stop{false};
  std::size_t ran = 0, seen = 0;
  nplus1::query_log all(db);
  std::thread program([&] {
    for (; !stop; ++ran)
      sqlite3_exec(db, "SELECT 1", nullptr, nullptr, nullptr);
  });
  const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds(100);
  while (std::chrono::steady_clock::now() < end) {
    nplus1::query_log log(db);
    seen += log.queries().size();
  }
  stop = true;
  program.join();
  EXPECT_EQ(all.count(), ran);
  EXPECT_LE(seen, ran);
}

/// What PQtrace() writes, in pieces of `size` characters.
std::vector<std::string> executedIn(const std::string &trace, std::size_t size) {
  std::vector<std::string> executed;
  nplus1::detail::postgres_messages messages(
      [&](const std::string &sql) { executed.push_back(sql); });
  messages.prepared("earlier", "SELECT 'earlier'");
  messages.prepared("first", "PREPARE first (int, text) AS SELECT 'first'");
  for (std::size_t at = 0; at < trace.size(); at += size)
    messages.write(std::string_view(trace).substr(at, size));
  return executed;
}

TEST(PostgresMessages, AreTheStatementsThatWereExecuted) {
  // libpq escapes values, but no statements.
  const std::string trace = "F\t22\tQuery\t \"SELECT 1\n -- \"x\"\nFROM t\"\n"
                            "B\t13\tCommandComplete\t \"SELECT 1\"\n"
                            "F\t35\tParse\t \"st1\" \"SELECT $1,\n'\" \"'\" 1 23\n"
                            "F\t6\tDescribe\t S \"st1\"\n"
                            "F\t37\tBind\t \"\" \"st1\" 0 1 3 'a\\x0a' 1 0\n"
                            "F\t37\tBind\t \"\" \"earlier\" 0 0 1 0\n"
                            "F\t9\tExecute\t \"\" 0\n"
                            "F\t4\tSync\n"
                            "F\t33\tQuery\t \"PREPARE Q1 AS select 'q1'\"\n"
                            "F\t19\tQuery\t \"EXECUTE q1 (3)\"\n"
                            "F\t19\tQuery\t \"execute \"first\" (3)\"\n"
                            "F\t19\tQuery\t \"PREPARE TRANSACTION 'x'\"\n"
                            "B\t5\tReadyForQuery\t I\n"
                            "F\t4\tSync\n";
  const std::vector<std::string> expected = {"SELECT 1\n -- \"x\"\nFROM t",
                                             "SELECT $1,\n'\" \"'",
                                             "SELECT 'earlier'",
                                             "select 'q1'",
                                             "SELECT 'first'",
                                             "PREPARE TRANSACTION 'x'"};
  for (std::size_t size : {std::size_t(1), std::size_t(2), std::size_t(7), trace.size()})
    EXPECT_EQ(executedIn(trace, size), expected) << size;
}

} // namespace
