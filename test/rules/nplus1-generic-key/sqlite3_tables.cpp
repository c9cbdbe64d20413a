// with: sqlite3
#include <sqlite3.h>

#include <string>
#include <vector>

struct Action {
  int kind;
  int target;
};

static int bookPages(sqlite3 *db, int id) {
  sqlite3_stmt *statement = nullptr;
  sqlite3_prepare_v2(db, "SELECT pages FROM book WHERE id = ?", -1, &statement, nullptr);
  sqlite3_bind_int(statement, 1, id);
  int number = sqlite3_step(statement) == SQLITE_ROW ? sqlite3_column_int(statement, 0) : 0;
  sqlite3_finalize(statement);
  return number;
}

static int movieMinutes(sqlite3 *db, int id) {
  sqlite3_stmt *statement = nullptr;
  sqlite3_prepare_v2(db, "SELECT minutes FROM movie WHERE id = ?", -1, &statement, nullptr);
  sqlite3_bind_int(statement, 1, id);
  int number = sqlite3_step(statement) == SQLITE_ROW ? sqlite3_column_int(statement, 0) : 0;
  sqlite3_finalize(statement);
  return number;
}

static int movieYear(sqlite3 *db, int id) {
  sqlite3_stmt *statement = nullptr;
  sqlite3_prepare_v2(db, "select year from movie where id = ?", -1, &statement, nullptr);
  sqlite3_bind_int(statement, 1, id);
  int number = sqlite3_step(statement) == SQLITE_ROW ? sqlite3_column_int(statement, 0) : 0;
  sqlite3_finalize(statement);
  return number;
}

int switchBad(sqlite3 *db, const std::vector<Action> &actions) {
  int total = 0;
  for (const auto &action : actions) {
    switch (action.kind) {
    case 1: {
      sqlite3_stmt *statement = nullptr;
      sqlite3_prepare_v2(db, "SELECT pages FROM book WHERE id = ?", -1, &statement, nullptr);
      sqlite3_bind_int(statement, 1, action.target);
      if (sqlite3_step(statement) == SQLITE_ROW) // expect: nplus1-generic-key target {book,movie}
        total += sqlite3_column_int(statement, 0);
      sqlite3_finalize(statement);
      break;
    }
    case 2: {
      sqlite3_stmt *statement = nullptr;
      sqlite3_prepare_v2(db, "SELECT minutes FROM movie WHERE id = ?", -1, &statement, nullptr);
      sqlite3_bind_int(statement, 1, action.target);
      if (sqlite3_step(statement) == SQLITE_ROW)
        total += sqlite3_column_int(statement, 0);
      sqlite3_finalize(statement);
      break;
    }
    }
  }
  return total;
}

int helpersBad(sqlite3 *db, const std::vector<Action> &actions) {
  int total = 0;
  for (const auto &action : actions)
    total += action.kind == 1 ? bookPages(db, action.target) : movieMinutes(db, action.target); // expect: nplus1-generic-key target {book,movie}
  return total;
}

// It reads; which table cannot be told.
int chosenTableBad(sqlite3 *db, const std::vector<Action> &actions) {
  int total = 0;
  for (const auto &action : actions) {
    std::string table = action.kind == 1 ? "book" : "movie";
    std::string sql = "SELECT size FROM " + table + " WHERE id = ?";
    sqlite3_stmt *statement = nullptr;
    sqlite3_prepare_v2(db, sql.c_str(), -1, &statement, nullptr);
    sqlite3_bind_int(statement, 1, action.target);
    if (sqlite3_step(statement) == SQLITE_ROW) // expect: nplus1-query-in-loop target
      total += sqlite3_column_int(statement, 0);
    sqlite3_finalize(statement);
  }
  return total;
}

int oneTableBad(sqlite3 *db, const std::vector<Action> &actions) {
  int total = 0;
  for (const auto &action : actions)
    total += action.kind == 1 ? movieYear(db, action.target) : movieMinutes(db, action.target); // expect: nplus1-query-in-loop target [likely]
  return total;
}
