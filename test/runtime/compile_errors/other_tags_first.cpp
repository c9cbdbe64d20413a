// error: nplus1: the type with nplus1::other_tags takes every tag that the types before it do not name
#include "common.h"
struct Other : Item {};
template <> struct nplus1::table<Other> : nplus1::table<Item> {
  static Other read(sqlite3_stmt *row) { return {{sqlite3_column_int64(row, 0)}}; }
};
auto batch = nplus1::by_type(db, rows, nplus1::type<Item>(nplus1::other_tags), nplus1::type<Other>(1),
                             [](int row) { return std::pair(row, row); });
