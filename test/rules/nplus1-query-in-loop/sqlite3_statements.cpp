// with: sqlite3
#include <sqlite3.h>

#include <string>
#include <vector>

int stepBad(sqlite3 *db, const std::vector<int> &ids) {
  int total = 0;
  for (int id : ids) {
    sqlite3_stmt *statement = nullptr;
    sqlite3_prepare_v2(db, "SELECT price FROM item WHERE id = ?", -1, &statement, nullptr);
    sqlite3_bind_int(statement, 1, id);
    if (sqlite3_step(statement) == SQLITE_ROW) // expect: nplus1-query-in-loop -
      total += sqlite3_column_int(statement, 0);
    sqlite3_finalize(statement);
  }
  return total;
}

// One statement for all rows is still one query per row.
int preparedOnceBad(sqlite3 *db, const std::vector<int> &ids) {
  int total = 0;
  sqlite3_stmt *statement = nullptr;
  sqlite3_prepare_v2(db, "SELECT price FROM item WHERE id = ?", -1, &statement, nullptr);
  for (int id : ids) {
    sqlite3_bind_int(statement, 1, id);
    if (sqlite3_step(statement) == SQLITE_ROW) // expect: nplus1-query-in-loop -
      total += sqlite3_column_int(statement, 0);
    sqlite3_reset(statement);
  }
  return total;
}

// Reading the rows of one query.
int rowsOk(sqlite3 *db) {
  int total = 0;
  sqlite3_stmt *statement = nullptr;
  sqlite3_prepare_v2(db, "SELECT price FROM item", -1, &statement, nullptr);
  while (sqlite3_step(statement) == SQLITE_ROW)
    total += sqlite3_column_int(statement, 0);
  sqlite3_finalize(statement);
  return total;
}

void writesOk(sqlite3 *db, const std::vector<int> &ids) {
  sqlite3_stmt *statement = nullptr;
  sqlite3_prepare_v2(db, "INSERT INTO seen VALUES (?)", -1, &statement, nullptr);
  for (int id : ids) {
    sqlite3_bind_int(statement, 1, id);
    sqlite3_step(statement);
    sqlite3_reset(statement);
  }
}

// Text that cannot be read may write.
void unknownTextOk(sqlite3 *db, const std::vector<std::string> &statements) {
  for (const auto &text : statements)
    sqlite3_exec(db, text.c_str(), nullptr, nullptr, nullptr);
}
