// with: sqlite3
//
// A loop that is left because a row is missing or could not be loaded looks for nothing.
#include <optional>
#include <sqlite3.h>
#include <stdexcept>
#include <string>
#include <vector>
int returnCode(sqlite3 *db, const std::vector<int> &ids) {
  int n = 0;
  for (int id : ids) {
    sqlite3_stmt *st;
    int rc = sqlite3_prepare_v2(db, "SELECT n FROM t WHERE id = ?", -1, &st, nullptr);
    if (rc != SQLITE_OK)
      return -1;
    sqlite3_bind_int(st, 1, id);
    rc = sqlite3_step(st); // expect: nplus1-query-in-loop -
    if (rc != SQLITE_ROW) {
      sqlite3_finalize(st);
      return -1;
    }
    n += sqlite3_column_int(st, 0);
    sqlite3_finalize(st);
  }
  return n;
}
std::optional<int> find(sqlite3 *db, const std::string &name) {
  sqlite3_stmt *st;
  sqlite3_prepare_v2(db, "SELECT id FROM t WHERE name = ?", -1, &st, nullptr);
  sqlite3_bind_text(st, 1, name.c_str(), -1, nullptr);
  std::optional<int> r;
  if (sqlite3_step(st) == SQLITE_ROW)
    r = sqlite3_column_int(st, 0);
  sqlite3_finalize(st);
  return r;
}
std::vector<int> throwsIfMissing(sqlite3 *db, const std::vector<std::string> &names) {
  std::vector<int> out;
  for (const auto &n : names) {
    std::optional<int> id = find(db, n); // expect: nplus1-query-in-loop -
    if (!id)
      throw std::runtime_error("no " + n);
    out.push_back(*id);
  }
  return out;
}
std::vector<int> assigned(sqlite3 *db, const std::vector<std::string> &names) {
  std::vector<int> out;
  for (const auto &n : names) {
    std::optional<int> id;
    if (!n.empty()) {
      id = find(db, n); // expect: nplus1-query-in-loop - [likely]
      if (!id)
        throw std::runtime_error("no " + n);
    }
    out.push_back(id.value_or(0));
  }
  return out;
}
bool load(sqlite3 *db, int id, int &out) {
  sqlite3_stmt *st;
  if (sqlite3_prepare_v2(db, "SELECT n FROM t WHERE id = ?", -1, &st, nullptr) != SQLITE_OK)
    return false;
  sqlite3_bind_int(st, 1, id);
  bool ok = sqlite3_step(st) == SQLITE_ROW;
  if (ok)
    out = sqlite3_column_int(st, 0);
  sqlite3_finalize(st);
  return ok;
}
bool allOrNothing(sqlite3 *db, const std::vector<int> &ids, std::vector<int> &out) {
  for (int id : ids) {
    int v = 0;
    if (!load(db, id, v)) // expect: nplus1-query-in-loop -
      return false;
    out.push_back(v);
  }
  return true;
}
// a real search: quiet
int firstThatExists(sqlite3 *db, const std::vector<std::string> &names) {
  for (const auto &n : names)
    if (auto id = find(db, n))
      return *id;
  return -1;
}
