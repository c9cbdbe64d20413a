// What the sources of this folder share. Each misuses the runtime in one way, and its first line
// says what the compiler must answer.
#pragma once

#include <nplus1/prefetched.hpp>
#include <nplus1/sqlite3.hpp>

struct Item {
  long long id;
};
template <> struct nplus1::table<Item> {
  using key_type = sqlite3_int64;
  static constexpr const char *columns = "id", *from = "items", *key = "id";
  static key_type key_of(const Item &item) { return item.id; }
  static Item read(sqlite3_stmt *row) { return {sqlite3_column_int64(row, 0)}; }
};
struct Plain {};

inline sqlite3 *db = nullptr;
inline std::vector<int> rows;
inline const auto same = [](int row) { return row; };
