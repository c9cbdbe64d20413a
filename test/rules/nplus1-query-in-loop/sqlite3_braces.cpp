// with: sqlite3
//
// A container in braces is the container, not a list of one.
#include <sqlite3.h>
#include <string>
#include <vector>
int nameOf(sqlite3 *db, long id) {
  sqlite3_stmt *st = nullptr;
  sqlite3_prepare_v2(db, "SELECT name FROM t WHERE id = ?", -1, &st, nullptr);
  sqlite3_bind_int64(st, 1, id);
  int n = sqlite3_step(st) == SQLITE_ROW ? sqlite3_column_bytes(st, 0) : 0;
  sqlite3_finalize(st);
  return n;
}
std::vector<long> opaque(int);
std::vector<long> built(int k) {
  std::vector<long> v;
  for (int i = 0; i < k; ++i)
    v.push_back(i * k);
  return v;
}
std::vector<long> parsed(const std::vector<std::string> &t) {
  std::vector<long> v;
  for (auto &s : t)
    v.emplace_back(std::stol(s));
  return v;
}
int equals(sqlite3 *db) {
  const auto ids = opaque(1);
  int n = 0;
  for (long id : ids)
    n += nameOf(db, id); // expect: nplus1-query-in-loop -
  return n;
}
int braces(sqlite3 *db) {
  const auto ids{opaque(1)};
  int n = 0;
  for (long id : ids)
    n += nameOf(db, id); // expect: nplus1-query-in-loop -
  return n;
}
int bracesTyped(sqlite3 *db) {
  std::vector<long> ids{opaque(1)};
  int n = 0;
  for (long id : ids)
    n += nameOf(db, id); // expect: nplus1-query-in-loop -
  return n;
}
int bracesBuilt(sqlite3 *db, const std::vector<std::string> &t) {
  std::vector<long> ids{parsed(t)};
  int n = 0;
  for (long id : ids)
    n += nameOf(db, id); // expect: nplus1-query-in-loop -
  return n;
}
int bracesBuiltAuto(sqlite3 *db, const std::vector<std::string> &t) {
  const auto ids{parsed(t)};
  int n = 0;
  for (long id : ids)
    n += nameOf(db, id); // expect: nplus1-query-in-loop -
  return n;
}
int bracesLambda(sqlite3 *db, int k) {
  const std::vector<long> ids{[&] { return opaque(k); }()};
  int n = 0;
  for (long id : ids)
    n += nameOf(db, id); // expect: nplus1-query-in-loop -
  return n;
}
int parens(sqlite3 *db) {
  std::vector<long> ids(opaque(1));
  int n = 0;
  for (long id : ids)
    n += nameOf(db, id); // expect: nplus1-query-in-loop -
  return n;
}
int assigned(sqlite3 *db) {
  std::vector<long> ids;
  ids = opaque(1);
  int n = 0;
  for (long id : ids)
    n += nameOf(db, id); // expect: nplus1-query-in-loop -
  return n;
}
int keyBraces(sqlite3 *db, const std::vector<long> &ids) {
  int n = 0;
  for (long id : ids) {
    const auto key{id};
    n += nameOf(db, key); // expect: nplus1-query-in-loop -
  }
  return n;
}
