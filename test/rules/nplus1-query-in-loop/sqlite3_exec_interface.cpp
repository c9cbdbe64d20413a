// with: sqlite3
//
// The text is run by a method of an object.
#include <functional>
#include <sqlite3.h>
#include <sstream>
#include <string>
#include <vector>
int onRow(void *p, int, char **, char **);
struct Plain {
  sqlite3 *db;
  bool exec(const std::string &sql) {
    return sqlite3_exec(db, sql.c_str(), onRow, nullptr, nullptr) == SQLITE_OK;
  }
};
void plain(Plain &w, const std::vector<long> &ids) {
  for (long id : ids)
    w.exec("SELECT tag FROM tagged WHERE memo=" + std::to_string(id)); // expect: nplus1-query-in-loop -
}
struct Base {
  virtual ~Base() = default;
  virtual bool exec(const std::string &sql) = 0;
};
struct Derived : Base {
  sqlite3 *db;
  bool exec(const std::string &sql) override {
    return sqlite3_exec(db, sql.c_str(), onRow, nullptr, nullptr) == SQLITE_OK;
  }
};
void interface(Base &w, const std::vector<long> &ids) {
  for (long id : ids)
    w.exec("SELECT tag FROM tagged WHERE memo=" + std::to_string(id)); // expect: nplus1-query-in-loop -
}
struct WithCallback {
  sqlite3 *db;
  std::function<void(int)> cb;
  bool exec(const std::string &sql, const std::function<void(int)> &c) {
    cb = c;
    return sqlite3_exec(db, sql.c_str(), onRow, &cb, nullptr) == SQLITE_OK;
  }
};
void callback(WithCallback &w, const std::vector<long> &ids) {
  int n = 0;
  for (long id : ids)
    w.exec("SELECT tag FROM tagged WHERE memo=" + std::to_string(id), [&n](int) { ++n; }); // expect: nplus1-query-in-loop -
}
bool tagsOf(Plain &w, long memo) {
  return w.exec("SELECT tag FROM tagged WHERE memo=" + std::to_string(memo));
}
void twoLevels(Plain &w, const std::vector<long> &ids) {
  for (long id : ids)
    tagsOf(w, id); // expect: nplus1-query-in-loop -
}
bool tagsOfStream(Plain &w, long memo) {
  std::stringstream s;
  s << "SELECT tag FROM tagged WHERE memo=" << memo;
  return w.exec(s.str());
}
void stream(Plain &w, const std::vector<long> &ids) {
  for (long id : ids)
    tagsOfStream(w, id); // expect: nplus1-query-in-loop -
}
bool tagsOfInterface(Base &w, long memo) {
  return w.exec("SELECT tag FROM tagged WHERE memo=" + std::to_string(memo));
}
void interfaceTwo(Base &w, const std::vector<long> &ids) {
  for (long id : ids)
    tagsOfInterface(w, id); // expect: nplus1-query-in-loop -
}
