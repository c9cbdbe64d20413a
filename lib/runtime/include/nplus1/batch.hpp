// nplus1::batch: the rows of one relation for all elements of a loop, in one query.
#pragma once

#include <nplus1/lookup.hpp>

#include <cstddef>
#include <functional>
#include <iterator>
#include <type_traits>
#include <utility>
#include <vector>

#if __cplusplus > 201703L
#include <version>
#endif

namespace nplus1 {

namespace detail {

template <class Rows>
using iterator_of = std::decay_t<decltype(std::begin(std::declval<Rows &>()))>;

template <class Rows, class = void> struct is_range : std::false_type {};
template <class Rows> struct is_range<Rows, std::void_t<iterator_of<Rows>>> : std::true_type {};

/// Whether rows are made while they are read. Iterators that do not say what they are count as
/// those of a container.
template <class Rows, class = void> struct is_single_pass : std::false_type {};
template <class Rows>
struct is_single_pass<
    Rows, std::void_t<typename std::iterator_traits<iterator_of<Rows>>::iterator_category>>
    : std::is_same<typename std::iterator_traits<iterator_of<Rows>>::iterator_category,
                   std::input_iterator_tag> {};

template <class Rows> constexpr bool reads_once() {
#if defined(__cpp_lib_ranges)
  // Generators and input views of C++20 have no iterator_category.
  if constexpr (std::input_iterator<iterator_of<Rows>> && !std::forward_iterator<iterator_of<Rows>>)
    return true;
#endif
  return is_single_pass<Rows>::value;
}

template <class Rows> struct is_lookup {
  template <class T, class Context> static std::true_type test(lookup<T, Context> *);
  static std::false_type test(...);
  static constexpr bool value = decltype(test(std::declval<std::remove_const_t<Rows> *>()))::value;
};

/// Refuses rows that a batch cannot refer to.
template <class Rows> constexpr void check_rows() {
  static_assert(
      std::is_lvalue_reference_v<Rows>,
      "nplus1: the rows are a temporary, which is gone before the batch reads them; store them "
      "in a variable that outlives the batch");
  using Range = std::remove_reference_t<Rows>;
  static_assert(
      is_lookup<Range>::value || !reads_once<Range>(),
      "nplus1: these rows can be read only once, and the loop reads them; copy them into a "
      "std::vector first, or use nplus1::prefetched");
}

/// Refuses a key callable that cannot be called with a row.
template <class Rows, class Key> constexpr void check_key() {
  if constexpr (is_range<Rows>::value) {
    using row = std::remove_reference_t<decltype(*std::begin(std::declval<Rows &>()))>;
    static_assert(std::is_invocable_v<Key &, const row &>,
                  "nplus1: the key callable cannot be called with one of the rows; it takes a "
                  "const reference to one, or is a pointer to a member of them");
  }
}

template <class T, class Context> constexpr void check_entity() {
  static_assert(!std::is_reference_v<T> && !std::is_const_v<T> && !std::is_pointer_v<T>,
                "nplus1: name the entity class itself, as in batch<Item>(...)");
  static_assert(
      !is_missing_adapter<adapter<T, Context>>::value,
      "nplus1: no adapter for this entity class and context; include the header of the ORM "
      "(nplus1/poco.hpp, nplus1/qdjango.hpp, ...), and check that the first argument is its "
      "session, connection or storage");
}

/// No query of the program's own.
struct no_query {};

template <class T, class Context, class Query>
query_override<adapter<T, Context>> override_with(custom_query<Query> query) {
  using made = query_override<adapter<T, Context>>;
  if constexpr (std::is_same_v<Query, no_query>) {
    return {};
  } else {
    static_assert(
        std::is_invocable_r_v<typename made::rows_type, Query &,
                              const typename made::context_type &,
                              key_span<typename adapter<T, Context>::key_type>>,
        "nplus1: the query must take (context, keys) and return rows of the entity class as the "
        "ORM's own queries do, not a projection");
    return {std::move(query.run), query.other_binds};
  }
}

/// A batch of one type: the lookup, and where its keys come from.
template <class T, class Context, bool FromRows, class Rows, class Key>
class batch_of final : private key_source, public lookup<T, Context> {
  using base = lookup<T, Context>;

public:
  template <class Query>
  batch_of(Rows &rows, Key key, custom_query<Query> query)
      : base(self(), override_with<T, Context>(std::move(query))), rows_(rows),
        key_(std::move(key)) {}
  template <class Given, class Query>
  batch_of(Given &context, Rows &rows, Key key, custom_query<Query> query)
      : base(self(), override_with<T, Context>(std::move(query)),
             adapter<T, Context>::hold(context)),
        rows_(rows), key_(std::move(key)) {}

private:
  key_source &self() { return *this; }

  void collect() override {
    if constexpr (is_lookup<Rows>::value)
      collect_more();
    else
      for (auto &&row : rows_)
        take(row);
  }

  void collect_more() override {
    if constexpr (is_lookup<Rows>::value)
      rows_.for_each_loaded(seen_, [this](const auto &row, unsigned) { this->take(row); });
  }

  template <class Row> void take(const Row &row) {
    if (is_null_row(row))
      return;
    if constexpr (FromRows)
      base::want_for_row(std::invoke(key_, row), row);
    else
      base::want(std::invoke(key_, row));
  }

  Rows &rows_;
  Key key_;
  std::vector<std::size_t> seen_;
};

template <class T, class Context, class Rows, class Key, class Query>
auto make_batch(Context &context, Rows &&rows, Key key, custom_query<Query> query) {
  using Given = std::remove_const_t<Context>;
  check_entity<T, Given>();
  check_rows<Rows &&>();
  check_key<std::remove_reference_t<Rows>, Key>();
  return batch_of<T, Given, false, std::remove_reference_t<Rows>, Key>(
      context, rows, std::move(key), std::move(query));
}

template <class T, class Rows, class Key, class Query>
auto make_batch_of_rows(Rows &&rows, Key key, custom_query<Query> query) {
  check_row_context<T>();
  using Context = typename row_context<T>::context;
  check_entity<T, Context>();
  check_rows<Rows &&>();
  check_key<std::remove_reference_t<Rows>, Key>();
  return batch_of<T, Context, true, std::remove_reference_t<Rows>, Key>(rows, std::move(key),
                                                                        std::move(query));
}

} // namespace detail

/// The objects of type T that `rows` refer to by `key`, loaded together when one is needed:
///
///     auto items = nplus1::batch<Item>(context, orders,
///         [](const auto &order) { return order->itemID(); });
///     for (const auto &order : orders)
///       total += items.find(order->itemID())->price();
///
/// `context`: the session, connection or storage to load from; what the ORM's finder takes.
///
/// `rows`: any range that can be read twice: a container of values or pointers, another batch. It
/// must outlive the batch, and is read once, at the first find(). Null pointers in it are skipped.
///
/// `key`: called once per row with a const reference, or a pointer to a member; returns the key of
/// its T: a number, an enum, text (also a const char * or const unsigned char *), a UUID, or any of
/// these in an optional, Nullable or pointer. Null means no T.
///
/// Queries: none before first use, then one per max_keys() distinct keys, and never more than one
/// per find(). Time: linear in the rows once, then constant per find(). Errors: see lookup::find.
///
/// A batch over another batch, or over of<T>() of a by_type batch, is the second level of a
/// relation. It asks for the keys of the objects that are loaded so far, so that neither level
/// loads more than the lazy program would.
template <class T, class Context, class Rows, class Key>
auto batch(Context &&context, Rows &&rows, Key key) {
  return detail::make_batch<T>(context, std::forward<Rows>(rows), std::move(key),
                               custom_query<detail::no_query>());
}

/// The same with a query of the program's own; see queried_by().
template <class T, class Context, class Rows, class Key, class Query>
auto batch(Context &&context, Rows &&rows, Key key, custom_query<Query> query) {
  return detail::make_batch<T>(context, std::forward<Rows>(rows), std::move(key), std::move(query));
}

/// The same without a context: each row's own is used, and rows from several databases are loaded
/// each from its own, with one query per database. For ORMs whose rows know their context.
template <class T, class Rows, class Key> auto batch(Rows &&rows, Key key) {
  return detail::make_batch_of_rows<T>(std::forward<Rows>(rows), std::move(key),
                                       custom_query<detail::no_query>());
}

/// The same without a context and with a query of the program's own.
template <class T, class Rows, class Key, class Query>
auto batch(Rows &&rows, Key key, custom_query<Query> query) {
  return detail::make_batch_of_rows<T>(std::forward<Rows>(rows), std::move(key), std::move(query));
}

/// Copies of the rows of a range that can be read only once (a query result that is read as it
/// comes), for a loop and its batches:
///
///     const auto employees = nplus1::stored(db.query<Employee>());
///     auto employers = nplus1::batch<Employer>(db, employees, ...);
template <class Range> auto stored(Range &&range) {
  std::vector<std::decay_t<decltype(*std::begin(range))>> rows;
  for (auto &&row : range)
    rows.push_back(std::forward<decltype(row)>(row));
  return rows;
}

} // namespace nplus1
