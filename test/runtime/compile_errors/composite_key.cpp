// error: nplus1: with SQLite.s C interface, the key_type of a table is an integer or std::string
#include "common.h"
struct Line {
  int order, number;
};
template <> struct nplus1::table<Line> {
  using key_type = std::tuple<int, int>;
  static constexpr const char *columns = "a, b", *from = "lines", *key = "a, b";
  static key_type key_of(const Line &line) { return {line.order, line.number}; }
  static Line read(sqlite3_stmt *) { return {}; }
};
auto lines = nplus1::batch<Line>(db, rows, [](int row) { return std::tuple(row, row); });
