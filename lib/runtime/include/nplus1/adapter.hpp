// The seam between the runtime and an ORM. Everything the runtime knows about an ORM is one
// specialisation of nplus1::adapter; docs/runtime-adapters.md shows how to write one.
#pragma once

#include <nplus1/error.hpp>
#include <nplus1/key.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>

namespace nplus1 {

/// What an ORM does with rows of T loaded through a Context (a session, a connection, a storage). A
/// specialisation has:
///
///   using key_type;
///       // the primary key; equality comparable, hashed by nplus1::key_hash
///   using context_type;
///       // how a batch holds the context; copyable, equality comparable
///   using stored_type;
///       // how a batch holds a loaded row; movable
///   using result_type;
///       // what find() returns: what the ORM's own finder returns
///   using rows_type;
///       // what a query returns
///
///   static context_type hold(Context &context);
///   template <class Raw> static constexpr bool accepts;
///       // whether values of this type can be keys of T at all
///   template <class Raw> static std::optional<key_type> key(const Raw &raw);
///       // canonical_key<key_type>(raw), or less where the ORM knows values that no row has
///   static std::size_t max_keys(const context_type &);
///       // how many keys one query may bind on this connection, at least 1
///   static rows_type query(const context_type &, key_span<key_type> keys);
///       // asks for the rows with these keys, in one query
///   template <class Take>
///   static bool read(const context_type &, rows_type &rows, Take take);
///       // calls take(key, stored_type) for each row, in any order; false if the query failed
///       // in an ORM that does not throw: then nothing counts as loaded
///   static bool find(const context_type &, const key_type &, std::optional<stored_type> &row);
///       // the ORM's own finder; leaves row null if there is none; false if the query failed
///       // in an ORM that does not throw
///   static result_type give(const context_type &, stored_type &);
///       // what the ORM's finder would return for the row: a fresh object where it makes one
///   static result_type missing(const context_type *, const key_type *key);
///       // returns or throws what the ORM's finder does where there is no row. Null key: the
///       // raw key was null or could not be a key. Null context: it is not known
///   static decltype(auto) view(const stored_type &);
///       // the loaded object where a batch is iterated; for reading
///   static bool same_database(const context_type &, const context_type &);
///       // whether two contexts read the same rows
///   static void annotate(const std::string &prefix);
///       // called inside a handler: put prefix in front of the message of the exception
template <class T, class Context, class = void> struct adapter {
  static constexpr bool missing_adapter = true;
};

/// Keys that one query asks for, distinct and not null.
template <class Key> struct key_span {
  const Key *first;
  std::size_t count;

  const Key *begin() const { return first; }
  const Key *end() const { return first + count; }
  std::size_t size() const { return count; }
  const Key &operator[](std::size_t index) const { return first[index]; }
};

/// How rows say which context they came from, for calls that leave the context out. A
/// specialisation has:
///
///   using context;
///       // the Context of adapter<T, Context>
///   template <class Row> static context_type of(const Row &);
///       // as adapter<T, Context>::context_type has it
///   static bool attached(const context_type &);
///       // false: the row belongs to no context
///   static constexpr bool single;
///       // there is only one context, context()
template <class T, class = void> struct row_context {
  static constexpr bool missing_row_context = true;
};

/// What most adapters inherit: keys in the form canonical_key() gives them, contexts that are
/// compared with ==, and messages of standard exceptions.
template <class Key> struct adapter_defaults {
  using key_type = Key;
  template <class Raw> static constexpr bool accepts = detail::key_converts<Key, Raw>;
  template <class Raw> static std::optional<Key> key(const Raw &raw) {
    return canonical_key<Key>(raw);
  }
  template <class Held> static bool same_database(const Held &a, const Held &b) { return a == b; }
  static void annotate(const std::string &prefix) { prefix_standard_exception(prefix); }
};

/// A query that replaces the adapter's own; see queried_by().
template <class Query> struct custom_query {
  Query run;
  std::size_t other_binds;
};

/// Loads with `query(context, keys)` instead of the adapter's own query, for conditions that the
/// lazy program's finder has, or for joins. `query` returns rows of T as the ORM's own queries do,
/// with every column of T, and must ask for exactly these keys: `keys` is a range of the target's
/// keys. Also used for single keys. `other_binds` is the number of values it binds besides the
/// keys.
template <class Query> custom_query<Query> queried_by(Query query, std::size_t other_binds = 0) {
  return {std::move(query), other_binds};
}

namespace detail {

template <class A, class = void> struct is_missing_adapter : std::false_type {};
template <class A>
struct is_missing_adapter<A, std::void_t<decltype(A::missing_adapter)>> : std::true_type {};

template <class T, class Context>
inline constexpr bool has_adapter = !is_missing_adapter<adapter<T, Context>>::value;

template <class C, class = void> struct is_missing_row_context : std::false_type {};
template <class C>
struct is_missing_row_context<C, std::void_t<decltype(C::missing_row_context)>> : std::true_type {};

/// Whether an Adapter takes a Given as context.
template <class Adapter, class Given, class = void> struct holds : std::false_type {};
template <class Adapter, class Given>
struct holds<Adapter, Given, std::void_t<decltype(Adapter::hold(std::declval<Given &>()))>>
    : std::true_type {};

/// How Adapter holds `given`, a context that may be held already.
template <class Adapter, class Given> typename Adapter::context_type held_context(Given &given) {
  if constexpr (std::is_same_v<std::remove_const_t<Given>, typename Adapter::context_type>) {
    return given;
  } else {
    static_assert(holds<Adapter, Given>::value,
                  "nplus1: these references load from another kind of context than the one given; "
                  "pass the session, connection or storage of their ORM");
    return Adapter::hold(given);
  }
}

template <class T> constexpr void check_row_context() {
  static_assert(
      !is_missing_row_context<row_context<T>>::value,
      "nplus1: rows of this ORM do not know their context; pass it as the first argument");
}

/// What a std::map or std::unordered_map holds.
template <class Row> struct is_map_entry : std::false_type {};
template <class Key, class Mapped>
struct is_map_entry<std::pair<const Key, Mapped>> : std::true_type {};

/// The object of a row: what a pointer points to, what a map holds under its key, or the row
/// itself.
template <class Row> const auto &object_of(const Row &row) {
  if constexpr (is_map_entry<Row>::value)
    return object_of(row.second);
  else if constexpr (is_pointer_like<Row>::value)
    return *row;
  else
    return row;
}

/// A null pointer among the rows is skipped, as a loop that tests its rows would.
template <class Row> bool is_null_row([[maybe_unused]] const Row &row) {
  if constexpr (is_map_entry<Row>::value)
    return is_null_row(row.second);
  else if constexpr (is_pointer_like<Row>::value)
    return !row;
  else
    return false;
}

} // namespace detail

/// The Context that lazy<T> and generic<Ts...> load from where the program names none. Headers of
/// ORMs whose rows do not know their context specialise it.
template <class T, class = void> struct default_context {
  static_assert(!detail::is_missing_row_context<row_context<T>>::value,
                "nplus1: no header of an ORM that knows this class is included before it is "
                "referred to; include it, describe the class to it, or name the context, as in "
                "nplus1::lazy<Item, Storage>");
  using type = typename row_context<T>::context;
};

} // namespace nplus1
