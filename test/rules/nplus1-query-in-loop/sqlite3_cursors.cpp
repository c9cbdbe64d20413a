// with: sqlite3
//
// One statement per row of another, and the key of a query behind a connection.
#include <sqlite3.h>

#include <cstdio>
#include <vector>

void nestedBad(sqlite3 *db) {
  sqlite3_stmt *rooms = nullptr, *count = nullptr;
  sqlite3_prepare_v2(db, "SELECT id FROM room", -1, &rooms, nullptr);
  sqlite3_prepare_v2(db, "SELECT COUNT(*) FROM message WHERE room = ?", -1, &count, nullptr);
  while (sqlite3_step(rooms) == SQLITE_ROW) {
    sqlite3_bind_int(count, 1, sqlite3_column_int(rooms, 0));
    if (sqlite3_step(count) == SQLITE_ROW) // expect: nplus1-query-in-loop -
      std::printf("%d\n", sqlite3_column_int(count, 0));
    sqlite3_reset(count);
  }
}

// The rows of one statement, all of them.
int rowsOk(sqlite3 *db) {
  int total = 0;
  sqlite3_stmt *rooms = nullptr;
  sqlite3_prepare_v2(db, "SELECT id, size FROM room", -1, &rooms, nullptr);
  while (sqlite3_step(rooms) == SQLITE_ROW)
    total += sqlite3_column_int(rooms, 1);
  return total;
}

class Users {
public:
  int age(int id) {
    sqlite3_stmt *statement = nullptr;
    sqlite3_prepare_v2(db_, "SELECT age FROM user WHERE id = ?", -1, &statement, nullptr);
    sqlite3_bind_int(statement, 1, id);
    int result = sqlite3_step(statement) == SQLITE_ROW ? sqlite3_column_int(statement, 0) : -1;
    sqlite3_finalize(statement);
    return result;
  }

private:
  sqlite3 *db_;
};

struct User {
  int id;
};

int behindConnectionBad(Users &users, const std::vector<User> &all) {
  int total = 0;
  for (const User &user : all)
    total += users.age(user.id); // expect: nplus1-query-in-loop id
  return total;
}

// An error exit, as long as the data is whole.
bool missingBad(sqlite3 *db, const std::vector<int> &ids, int &total) {
  sqlite3_stmt *statement = nullptr;
  sqlite3_prepare_v2(db, "SELECT price FROM item WHERE id = ?", -1, &statement, nullptr);
  for (int id : ids) {
    sqlite3_bind_int(statement, 1, id);
    if (sqlite3_step(statement) != SQLITE_ROW) // expect: nplus1-query-in-loop -
      return false;
    total += sqlite3_column_int(statement, 0);
    sqlite3_reset(statement);
  }
  return true;
}

int searchOk(sqlite3 *db, const std::vector<int> &ids) {
  sqlite3_stmt *statement = nullptr;
  sqlite3_prepare_v2(db, "SELECT price FROM item WHERE id = ?", -1, &statement, nullptr);
  for (int id : ids) {
    sqlite3_bind_int(statement, 1, id);
    if (sqlite3_step(statement) == SQLITE_ROW)
      return id;
    sqlite3_reset(statement);
  }
  return 0;
}
