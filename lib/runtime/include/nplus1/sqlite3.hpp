// The prefetch runtime for programs that use SQLite's C interface. Describe the structs with
// nplus1::table, and pass the sqlite3 * as context:
//
//     auto items = nplus1::batch<Item>(db, orders, [](const Order &order) { return order.item; });
//     for (const Order &order : orders)
//       if (std::optional<Item> item = items.find(order.item))
//         total += item->price;
//
// find() returns a std::optional<T>: null where there is no row. Failures throw std::runtime_error
// with SQLite's message; without exceptions they read as missing rows and are tried again.
#pragma once

#include <nplus1/batch.hpp>
#include <nplus1/by_type.hpp>
#include <nplus1/peers.hpp>
#include <nplus1/table.hpp>

#include <sqlite3.h>

#include <cstddef>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace nplus1 {

namespace detail {

inline int sqlite_bind_value(sqlite3_stmt *statement, int place, const std::string &value) {
  return sqlite3_bind_text(statement, place, value.data(), static_cast<int>(value.size()),
                           SQLITE_TRANSIENT);
}
inline int sqlite_bind_value(sqlite3_stmt *statement, int place, sqlite3_int64 value) {
  return sqlite3_bind_int64(statement, place, value);
}

/// Runs the query for some keys and calls take(row) for each row; false if it fails.
template <class T, class Keys, class Take>
bool sqlite_select(sqlite3 *connection, const Keys &keys, Take take) {
  const std::string sql = select_by_keys<T>(keys.size());
  sqlite3_stmt *prepared = nullptr;
  int status =
      sqlite3_prepare_v2(connection, sql.c_str(), static_cast<int>(sql.size()), &prepared, nullptr);
  const std::unique_ptr<sqlite3_stmt, int (*)(sqlite3_stmt *)> statement(prepared,
                                                                         &sqlite3_finalize);
  int place = 0;
  for (const auto &key : keys)
    if (status == SQLITE_OK)
      status = sqlite_bind_value(prepared, ++place, key);
  if (status == SQLITE_OK)
    while ((status = sqlite3_step(prepared)) == SQLITE_ROW)
      take(table<T>::read(prepared));
  if (status == SQLITE_DONE)
    return true;
#if NPLUS1_EXCEPTIONS
  throw std::runtime_error(sqlite3_errmsg(connection));
#else
  return false;
#endif
}

} // namespace detail

template <class T>
struct adapter<T, sqlite3 *, std::enable_if_t<detail::has_table<T>::value>>
    : adapter_defaults<typename table<T>::key_type> {
  using key_type = typename table<T>::key_type;
  using context_type = sqlite3 *;
  using stored_type = T;
  using result_type = std::optional<T>;
  /// Null if the query failed.
  using rows_type = std::optional<std::vector<T>>;

  static_assert(detail::is_integer_key<key_type> || std::is_same_v<key_type, std::string>,
                "nplus1: with SQLite's C interface, the key_type of a table is an integer or "
                "std::string; a composite key needs an adapter of its own");

  static context_type hold(sqlite3 *context) { return context; }

  /// No integer column is equal to 2.6; an assignment would make it 2.
  template <class Raw> static std::optional<key_type> key(const Raw &raw) {
    bool whole = true;
    if constexpr (detail::is_integer_key<key_type>)
      detail::with_value(raw, [&](const auto &value) { whole = detail::is_whole(value); });
    return whole ? canonical_key<key_type>(raw) : std::nullopt;
  }
  static std::size_t max_keys(sqlite3 *context) {
    return static_cast<std::size_t>(sqlite3_limit(context, SQLITE_LIMIT_VARIABLE_NUMBER, -1));
  }
  static rows_type query(sqlite3 *context, key_span<key_type> keys) {
    rows_type rows(std::in_place);
    rows->reserve(keys.size());
    if (!detail::sqlite_select<T>(context, keys, [&](T row) { rows->push_back(std::move(row)); }))
      rows.reset();
    return rows;
  }
  template <class Take> static bool read(sqlite3 *, rows_type &rows, Take take) {
    if (!rows)
      return false;
    for (T &row : *rows) {
      const key_type key = table<T>::key_of(row);
      take(key, std::move(row));
    }
    return true;
  }
  static bool find(sqlite3 *context, const key_type &key, std::optional<stored_type> &row) {
    return detail::sqlite_select<T>(context, key_span<key_type>{&key, 1}, [&](T found) {
      if (!row)
        row = std::move(found);
    });
  }
  static result_type give(sqlite3 *, const stored_type &row) { return row; }
  static result_type missing(sqlite3 *const *, const key_type *) { return std::nullopt; }
  static const T &view(const stored_type &row) { return row; }
};

template <class T>
struct default_context<T, std::enable_if_t<detail::reads_from<T, sqlite3_stmt *>::value>> {
  using type = sqlite3 *;
};

} // namespace nplus1
