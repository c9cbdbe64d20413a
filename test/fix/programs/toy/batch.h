// The prefetch runtime for the toy ORM.
#pragma once

#include "toy/orm.h"

#include <nplus1/batch.hpp>
#include <nplus1/by_type.hpp>

#include <optional>
#include <type_traits>
#include <utility>

template <class T>
struct nplus1::adapter<T, toy::Session, std::enable_if_t<std::is_base_of_v<toy::Entity, T>>>
    : adapter_defaults<long> {
  using context_type = toy::Session *;
  using stored_type = std::shared_ptr<const T>;
  using result_type = stored_type;
  using rows_type = std::vector<stored_type>;

  /// No row has the key 0: it stands for null.
  template <class Raw> static std::optional<long> key(const Raw &raw) {
    auto key = canonical_key<long>(raw);
    return key && *key ? key : std::nullopt;
  }
  static context_type hold(toy::Session &session) { return &session; }
  /// Small, so that loops of a few rows take several chunks.
  static std::size_t max_keys(context_type) { return 4; }
  static rows_type query(context_type session, key_span<long> keys) {
    return toy::load<T>(*session, keys);
  }
  template <class Take> static bool read(context_type, rows_type &rows, Take take) {
    for (auto &row : rows)
      take(row->id, row);
    return true;
  }
  static bool find(context_type session, long key, std::optional<stored_type> &row) {
    if (auto found = toy::find<T>(*session, key))
      row = std::move(found);
    return true;
  }
  static result_type give(context_type, const stored_type &row) { return row; }
  static result_type missing(const context_type *, const long *) { return nullptr; }
  static const stored_type &view(const stored_type &row) { return row; }
};

template <class T>
struct nplus1::row_context<T, std::enable_if_t<std::is_base_of_v<toy::Entity, T>>> {
  using context = toy::Session;
  template <class Row> static context *of(const Row &row) { return detail::object_of(row).session; }
  static bool attached(const context *session) { return session != nullptr; }
  static constexpr bool single = false;
};
