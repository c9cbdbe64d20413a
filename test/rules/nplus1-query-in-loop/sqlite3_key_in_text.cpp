// with: sqlite3
//
// The key is in the text, which another function runs.
#include <sqlite3.h>
#include <stdexcept>
#include <string>
#include <vector>
sqlite3_stmt *compile(sqlite3 *db, const char *sql) {
  sqlite3_stmt *s;
  if (sqlite3_prepare_v2(db, sql, -1, &s, nullptr) != SQLITE_OK)
    throw std::runtime_error("sql");
  return s;
}
int nameLen(sqlite3 *db, int id) {
  sqlite3_stmt *s = compile(db, ("SELECT name FROM node WHERE id = " + std::to_string(id)).c_str());
  int n = sqlite3_step(s) == SQLITE_ROW ? sqlite3_column_bytes(s, 0) : 0;
  sqlite3_finalize(s);
  return n;
}
int overInts(sqlite3 *db, const std::vector<int> &ids) {
  int n = 0;
  for (int id : ids)
    n += nameLen(db, id); // expect: nplus1-query-in-loop -
  return n;
}
struct Edge {
  int node;
};
int overEdges(sqlite3 *db, const std::vector<Edge> &edges) {
  int n = 0;
  for (const Edge &e : edges)
    n += nameLen(db, e.node); // expect: nplus1-query-in-loop node
  return n;
}
int cursor(sqlite3 *db) {
  int n = 0;
  sqlite3_stmt *s = compile(db, "SELECT id FROM node");
  while (sqlite3_step(s) == SQLITE_ROW)
    n += nameLen(db, sqlite3_column_int(s, 0)); // expect: nplus1-query-in-loop -
  return n;
}
int fnEndKeptInAVariable(sqlite3 *db) {
  int n = 0;
  sqlite3_stmt *s = compile(db, "SELECT id FROM node");
  bool end = sqlite3_step(s) != SQLITE_ROW;
  while (!end) {
    n += nameLen(db, sqlite3_column_int(s, 0));
    end = sqlite3_step(s) != SQLITE_ROW;
  }
  return n;
}
