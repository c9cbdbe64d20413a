// The prefetch runtime for sqlite_orm. The context is the storage. Tell the member that holds the
// key:
//
//     template <> struct nplus1::sqlite_orm_key<User> {
//       static constexpr auto member = &User::id;
//     };
//
// find() returns what storage.get<T>(id) returns: a T, and std::system_error for a missing row.
#pragma once

#include <nplus1/batch.hpp>
#include <nplus1/by_type.hpp>
#include <nplus1/peers.hpp>

#include <sqlite_orm/sqlite_orm.h>

#include <cstddef>
#include <optional>
#include <system_error>
#include <type_traits>
#include <utility>
#include <vector>

namespace nplus1 {

/// The primary key of T: `static constexpr auto member`, a pointer to the data member that holds
/// it.
template <class T> struct sqlite_orm_key {
  static constexpr bool missing_key = true;
};

namespace detail {

template <class T, class = void> struct has_sqlite_orm_key : std::false_type {};
template <class T>
struct has_sqlite_orm_key<T, std::void_t<decltype(sqlite_orm_key<T>::member)>> : std::true_type {};

template <class T>
using sqlite_orm_key_type =
    std::decay_t<decltype(std::declval<const T &>().*(sqlite_orm_key<T>::member))>;

template <class S> struct is_sqlite_orm_storage : std::false_type {};
template <class... Parts>
struct is_sqlite_orm_storage<sqlite_orm::internal::storage_t<Parts...>> : std::true_type {};

} // namespace detail

template <class T, class Storage>
struct adapter<T, Storage,
               std::enable_if_t<detail::is_sqlite_orm_storage<Storage>::value &&
                                detail::has_sqlite_orm_key<T>::value>>
    : adapter_defaults<detail::sqlite_orm_key_type<T>> {
  using key_type = detail::sqlite_orm_key_type<T>;
  using context_type = Storage *;
  using stored_type = T;
  using result_type = T;
  using rows_type = std::vector<T>;

  static context_type hold(Storage &storage) { return &storage; }
  static std::size_t max_keys(context_type storage) {
    return static_cast<std::size_t>(storage->limit.variable_number());
  }
  static rows_type query(context_type storage, key_span<key_type> keys) {
    return storage->template get_all<T>(sqlite_orm::where(sqlite_orm::in(
        sqlite_orm_key<T>::member, std::vector<key_type>(keys.begin(), keys.end()))));
  }
  template <class Take> static bool read(context_type, rows_type &rows, Take take) {
    for (T &row : rows) {
      const key_type key = row.*(sqlite_orm_key<T>::member);
      take(key, std::move(row));
    }
    return true;
  }
  static bool find(context_type storage, const key_type &key, std::optional<stored_type> &row) {
    if (auto found = storage->template get_pointer<T>(key))
      row = std::move(*found);
    return true;
  }
  static result_type give(context_type, const stored_type &row) { return row; }
  [[noreturn]] static result_type missing(const context_type *, const key_type *) {
    throw std::system_error(sqlite_orm::orm_error_code::not_found);
  }
  static const T &view(const stored_type &row) { return row; }
};

} // namespace nplus1
