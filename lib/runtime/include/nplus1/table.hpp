// For programs that read rows with plain SQL: how a struct is stored.
#pragma once

#include <nplus1/key.hpp>

#include <cstddef>
#include <string>
#include <type_traits>
#include <utility>

namespace nplus1 {

/// How rows of T are stored, for nplus1/qtsql.hpp and nplus1/sqlite3.hpp. A specialisation has:
///
///   using key_type = long long;                        // the primary key
///   static key_type key_of(const T &);                 // of a row
///   static constexpr const char *columns = "id, name"; // what read() reads
///   static constexpr const char *from = "items";       // a table, or a join
///   static constexpr const char *key = "id";           // the key column, as a condition names it
///   static T read(Row &row);                           // QSqlQuery, or sqlite3_stmt *
///
/// The texts become part of the SQL as they are. `columns` and `key` may differ where a join needs
/// a qualified name.
template <class T> struct table {
  static constexpr bool missing_table = true;
};

namespace detail {

template <class T, class = void> struct has_table : std::true_type {};
template <class T>
struct has_table<T, std::void_t<decltype(table<T>::missing_table)>> : std::false_type {};

/// Whether T is described for rows of this kind.
template <class T, class Row, class = void> struct reads_from : std::false_type {};
template <class T, class Row>
struct reads_from<T, Row, std::void_t<decltype(table<T>::read(std::declval<Row>()))>>
    : std::true_type {};

/// SELECT of the rows of T with one of `count` keys.
template <class T> std::string select_by_keys(std::size_t count) {
  std::string sql = std::string("SELECT ") + table<T>::columns + " FROM " + table<T>::from +
                    " WHERE " + table<T>::key + " IN (?";
  for (std::size_t i = 1; i < count; ++i)
    sql += ",?";
  return sql + ")";
}

} // namespace detail
} // namespace nplus1
