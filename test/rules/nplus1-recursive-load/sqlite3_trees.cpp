// with: sqlite3
//
// The function that asks for the children is another one.
#include <map>
#include <sqlite3.h>
#include <string>
#include <vector>
struct Node {
  int id;
  std::vector<Node> items;
  int getId() const { return id; }
  void setId(int i) { id = i; }
};
std::vector<int> children(sqlite3 *db, int parent) {
  sqlite3_stmt *st;
  sqlite3_prepare_v2(db, "SELECT id FROM node WHERE parent = ?", -1, &st, nullptr);
  sqlite3_bind_int(st, 1, parent);
  std::vector<int> v;
  while (sqlite3_step(st) == SQLITE_ROW)
    v.push_back(sqlite3_column_int(st, 0));
  sqlite3_finalize(st);
  return v;
}
void plain(sqlite3 *db, int id, std::vector<int> &out) {
  for (int c : children(db, id)) {
    out.push_back(c);
    plain(db, c, out); // expect: nplus1-recursive-load - [likely]
  }
}
bool fnThroughAMap(sqlite3 *db, int id, Node &node) {
  std::map<int, std::string> results;
  for (int c : children(db, id))
    results[c] = "";
  for (const auto &[c, name] : results) {
    Node n;
    n.setId(c);
    if (!fnThroughAMap(db, n.getId(), n))
      return false;
    node.items.push_back(n);
  }
  return true;
}
bool viaObject(sqlite3 *db, Node &node) {
  for (int c : children(db, node.id))
    node.items.push_back({c, {}});
  for (Node &n : node.items)
    if (!viaObject(db, n)) // expect: nplus1-recursive-load - [likely]
      return false;
  return true;
}
