// with: sqlite3
//
// A statement in an object of which the parts are prepared, bound and run in several places.
#include <sqlite3.h>
#include <string>
#include <vector>
// 1: handle in a member of a plain struct, all in the loop
struct Holder {
  sqlite3_stmt *st = nullptr;
};
int member(sqlite3 *db, const std::vector<int> &ids) {
  int n = 0;
  for (int id : ids) {
    Holder h;
    sqlite3_prepare_v2(db, "SELECT n FROM t WHERE p = ?", -1, &h.st, nullptr);
    sqlite3_bind_int(h.st, 1, id);
    if (sqlite3_step(h.st) == SQLITE_ROW) // expect: nplus1-query-in-loop -
      n += sqlite3_column_int(h.st, 0);
    sqlite3_finalize(h.st);
  }
  return n;
}
// 2: step in a method, prepare and bind here
struct Stepper {
  sqlite3_stmt *st;
  bool step() { return sqlite3_step(st) == SQLITE_ROW; }
};
int stepMethod(sqlite3 *db, const std::vector<int> &ids) {
  int n = 0;
  for (int id : ids) {
    sqlite3_stmt *st;
    sqlite3_prepare_v2(db, "SELECT n FROM t WHERE p = ?", -1, &st, nullptr);
    sqlite3_bind_int(st, 1, id);
    Stepper s{st};
    if (s.step()) // expect: nplus1-query-in-loop st
      ++n;
    sqlite3_finalize(st);
  }
  return n;
}
// 3: bind in a function: the same query it is not
void bindTo(sqlite3_stmt *st, int v) { sqlite3_bind_int(st, 1, v); }
int fnBoundInAFunction(sqlite3 *db, const std::vector<int> &ids) {
  int n = 0;
  for (int id : ids) {
    sqlite3_stmt *st;
    sqlite3_prepare_v2(db, "SELECT n FROM t WHERE p = ?", -1, &st, nullptr);
    bindTo(st, id);
    if (sqlite3_step(st) == SQLITE_ROW)
      ++n;
    sqlite3_finalize(st);
  }
  return n;
}
// 4: prepare in a function that returns the handle
sqlite3_stmt *prepared(sqlite3 *db) {
  sqlite3_stmt *st;
  sqlite3_prepare_v2(db, "SELECT n FROM t WHERE p = ?", -1, &st, nullptr);
  return st;
}
int prepareFunction(sqlite3 *db, const std::vector<int> &ids) {
  int n = 0;
  for (int id : ids) {
    sqlite3_stmt *st = prepared(db);
    sqlite3_bind_int(st, 1, id);
    if (sqlite3_step(st) == SQLITE_ROW) // expect: nplus1-query-in-loop -
      ++n;
    sqlite3_finalize(st);
  }
  return n;
}
// 5: step in a function
bool stepOf(sqlite3_stmt *st) { return sqlite3_step(st) == SQLITE_ROW; }
int stepFunction(sqlite3 *db, const std::vector<int> &ids) {
  int n = 0;
  for (int id : ids) {
    sqlite3_stmt *st = prepared(db);
    sqlite3_bind_int(st, 1, id);
    if (stepOf(st)) // expect: nplus1-query-in-loop -
      ++n;
    sqlite3_finalize(st);
  }
  return n;
}
// 6: prepare in a constructor
struct Made {
  sqlite3_stmt *st = nullptr;
  Made(sqlite3 *db) { sqlite3_prepare_v2(db, "SELECT n FROM t WHERE p = ?", -1, &st, nullptr); }
};
int constructor(sqlite3 *db, const std::vector<int> &ids) {
  int n = 0;
  for (int id : ids) {
    Made m(db);
    sqlite3_bind_int(m.st, 1, id);
    if (sqlite3_step(m.st) == SQLITE_ROW) // expect: nplus1-query-in-loop -
      ++n;
    sqlite3_finalize(m.st);
  }
  return n;
}
