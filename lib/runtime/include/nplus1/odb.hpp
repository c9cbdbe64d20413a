// The prefetch runtime for ODB. The context is the odb::database; a transaction must be current, as
// for every access. Include the generated -odb.hxx headers (with --generate-query) before using it.
//
// batch() finds what db.load<T>(id) returns, an object pointer, and throws
// odb::object_not_persistent for a missing row. As with load(), every call gives an object of its
// own, unless a session is current that keeps objects of the class. Classes that cannot be copied,
// and polymorphic ones, are shared between the calls. Classes with session support, with a session
// current, may use prefetched() instead, after which load() of a lazy pointer runs no query:
//
//     for (auto &employee : nplus1::prefetched<Employer>(
//              db, employees, [](const auto &employee) { return employee->employer; }))
//       print(employee->employer.load()->name());
#pragma once

#include <nplus1/batch.hpp>
#include <nplus1/by_type.hpp>
#include <nplus1/peers.hpp>
#include <nplus1/prefetched.hpp>

#include <odb/database.hxx>
#include <odb/exceptions.hxx>
#include <odb/query.hxx>
#include <odb/result.hxx>
#include <odb/session.hxx>
#include <odb/traits.hxx>

#include <cstddef>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>
#include <vector>

namespace nplus1 {

namespace detail {

/// Whether Raw is a lazy pointer to a T or to a class that T derives from.
template <class T, class Raw, class = void> struct is_odb_lazy : std::false_type {};
template <class T, class Raw>
struct is_odb_lazy<T, Raw,
                   std::void_t<decltype(std::declval<const Raw &>().template object_id<T>()),
                               decltype(std::declval<const Raw &>().loaded())>> : std::true_type {};

/// Whether a session keeps objects of T: the ODB compiler says so for classes without session
/// support, too.
template <class T, class = void> struct odb_in_session : std::true_type {};
template <class T>
struct odb_in_session<T, std::void_t<typename odb::object_traits<T>::pointer_cache_traits>>
    : std::negation<std::is_same<
          typename odb::object_traits<T>::pointer_cache_traits,
          odb::no_op_pointer_cache_traits<typename odb::object_traits<T>::pointer_type>>> {};

} // namespace detail

/// T's id in queries. To be specialised if the class calls its id member something else than "id".
template <class T> struct odb_id {
  static auto column() { return odb::query<T>::id; }
};

template <class T>
struct adapter<T, odb::database, std::void_t<typename odb::object_traits<T>::id_type>>
    : adapter_defaults<typename odb::object_traits<T>::id_type> {
  using key_type = typename odb::object_traits<T>::id_type;
  using context_type = odb::database *;
  using result_type = typename odb::object_traits<T>::pointer_type;
  using stored_type = result_type;
  using rows_type = std::vector<result_type>;

  static_assert(
      std::is_copy_constructible_v<result_type>,
      "nplus1: this class is mapped to a pointer that cannot be shared (std::unique_ptr); map "
      "it to std::shared_ptr");

  /// A lazy pointer is its own key: its id is known without loading it.
  template <class Raw>
  static constexpr bool accepts =
      detail::is_odb_lazy<T, Raw>::value || detail::key_converts<key_type, Raw>;
  template <class Raw> static std::optional<key_type> key(const Raw &raw) {
    if constexpr (detail::is_odb_lazy<T, Raw>::value) {
      if (raw)
        return raw.template object_id<T>();
      return std::nullopt;
    } else {
      return canonical_key<key_type>(raw);
    }
  }

  static context_type hold(odb::database &database) { return &database; }

  static std::size_t max_keys(context_type database) {
    switch (database->id()) {
    case odb::id_sqlite:
      return 999; // libodb-sqlite does not tell the connection's own limit
    case odb::id_mssql:
      return 2000;
    case odb::id_oracle:
      return 1000;
    default:
      return 32767;
    }
  }

  static rows_type query(context_type database, key_span<key_type> keys) {
    rows_type rows;
    auto result =
        database->template query<T>(odb_id<T>::column().in_range(keys.begin(), keys.end()));
    for (auto row = result.begin(); row != result.end(); ++row)
      rows.push_back(row.load());
    return rows;
  }
  template <class Take> static bool read(context_type, rows_type &rows, Take take) {
    for (auto &row : rows) {
      const key_type key = odb::object_traits<T>::id(*row);
      take(key, std::move(row));
    }
    return true;
  }
  static bool find(context_type database, const key_type &key, std::optional<stored_type> &row) {
    if (auto found = database->template find<T>(key))
      row = std::move(found);
    return true;
  }
  static result_type give(context_type, const stored_type &row) {
    if constexpr (std::is_copy_constructible_v<T> && !odb::object_traits<T>::polymorphic)
      if (!detail::odb_in_session<T>::value || !odb::session::has_current())
        return result_type(new T(*row));
    return row;
  }
  static result_type missing(const context_type *, const key_type *key) {
    if (!key)
      return result_type();
    throw odb::object_not_persistent();
  }
  static const stored_type &view(const stored_type &row) { return row; }
};

template <class T>
struct default_context<T, std::enable_if_t<detail::has_adapter<T, odb::database>>> {
  using type = odb::database;
};

/// The session answers load() for what a query has loaded, whatever the kind of id.
template <class T>
struct identity_map<T, odb::database, std::void_t<typename odb::object_traits<T>::id_type>>
    : std::true_type {
  static constexpr bool fills_existing = true;
};

} // namespace nplus1
