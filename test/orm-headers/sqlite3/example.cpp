// What the profile sqlite3 recognises, and what it leaves alone.
#include <sqlite3.h>

void queries(sqlite3 *db, const int *ids, int count) {
  sqlite3_exec(db, "VACUUM", nullptr, nullptr, nullptr);           // expect: executor
  sqlite3_stmt *statement;
  sqlite3_prepare_v2(db, "SELECT 1 WHERE 1 = ?", -1, &statement, nullptr); // expect: builder
  for (int i = 0; i < count; ++i) {
    sqlite3_reset(statement);                                      // expect: free
    sqlite3_bind_int(statement, 1, ids[i]);                        // expect: builder
    while (sqlite3_step(statement) == SQLITE_ROW)                  // expect: cursor
      sqlite3_column_int(statement, 0);                            // expect: free
  }
  sqlite3_finalize(statement);                                     // expect: free
}

namespace own {
int sqlite3_step(int);
}

void quiet() { own::sqlite3_step(1); }
