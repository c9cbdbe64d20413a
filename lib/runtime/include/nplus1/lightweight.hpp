// The prefetch runtime for Lightweight before it had Query<R>().With<&R::relation>(), which is the
// better tool where it exists. The context is the DataMapper, so that a batch reads in the caller's
// transaction; Lightweight's own lazy loads do not.
//
// find() returns what QuerySingle<T>(key) returns: a std::optional<T> of the caller's own.
#pragma once

#include <nplus1/batch.hpp>
#include <nplus1/by_type.hpp>
#include <nplus1/peers.hpp>

#include <Lightweight/Lightweight.hpp>

#include <cstddef>
#include <optional>
#include <type_traits>
#include <utility>
#include <vector>

namespace nplus1 {

template <class T>
struct adapter<T, Lightweight::DataMapper, std::void_t<Lightweight::RecordPrimaryKeyType<T>>>
    : adapter_defaults<Lightweight::RecordPrimaryKeyType<T>> {
  using key_type = Lightweight::RecordPrimaryKeyType<T>;
  using context_type = Lightweight::DataMapper *;
  using stored_type = T;
  using result_type = std::optional<T>;
  using rows_type = std::vector<T>;

  static context_type hold(Lightweight::DataMapper &mapper) { return &mapper; }
  static std::size_t max_keys(context_type) { return 1000; } // what it allows itself
  static rows_type query(context_type mapper, key_span<key_type> keys) {
    return mapper->template Query<T>()
        .WhereIn(Lightweight::FieldNameAt<Lightweight::RecordPrimaryKeyIndex<T>, T>,
                 std::vector<key_type>(keys.begin(), keys.end()))
        .All();
  }
  template <class Take> static bool read(context_type, rows_type &rows, Take take) {
    for (T &row : rows) {
      const key_type key = Lightweight::RecordPrimaryKeyOf(row).Value();
      take(key, std::move(row));
    }
    return true;
  }
  static bool find(context_type mapper, const key_type &key, std::optional<stored_type> &row) {
    row = mapper->template QuerySingle<T>(key);
    return true;
  }
  static result_type give(context_type, const stored_type &row) { return row; }
  static result_type missing(const context_type *, const key_type *) { return std::nullopt; }
  static const T &view(const stored_type &row) { return row; }
};

template <class T>
struct default_context<T, std::enable_if_t<detail::has_adapter<T, Lightweight::DataMapper>>> {
  using type = Lightweight::DataMapper;
};

} // namespace nplus1
