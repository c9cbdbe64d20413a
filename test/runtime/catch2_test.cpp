// Query budgets in a Catch2 test. The second case must fail; ctest expects that.
#define CATCH_CONFIG_MAIN
#include <nplus1/guard/catch2.hpp>
#include <nplus1/guard/sqlite3.hpp>

TEST_CASE("within the budget") {
  sqlite3 *db = nullptr;
  REQUIRE(sqlite3_open(":memory:", &db) == SQLITE_OK);
  {
    NPLUS1_QUERY_BUDGET(db, 1);
    sqlite3_exec(db, "SELECT 1", nullptr, nullptr, nullptr);
  }
  sqlite3_close(db);
}

TEST_CASE("beyond the budget") {
  sqlite3 *db = nullptr;
  REQUIRE(sqlite3_open(":memory:", &db) == SQLITE_OK);
  {
    NPLUS1_QUERY_BUDGET(db, 0);
    sqlite3_exec(db, "SELECT 1", nullptr, nullptr, nullptr);
  }
  sqlite3_close(db);
}
