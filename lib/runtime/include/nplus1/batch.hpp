// nplus1::batch: the rows of one relation for all elements of a loop, in one query.
#pragma once

#include <nplus1/lookup.hpp>

#include <iterator>
#include <memory>
#include <type_traits>
#include <utility>

namespace nplus1 {

namespace detail {

template <class Rows, class = void> struct is_single_pass : std::false_type {};
template <class Rows>
struct is_single_pass<Rows, std::void_t<typename std::iterator_traits<std::decay_t<
                                decltype(std::begin(std::declval<Rows &>()))>>::iterator_category>>
    : std::is_same<typename std::iterator_traits<std::decay_t<decltype(std::begin(
                       std::declval<Rows &>()))>>::iterator_category,
                   std::input_iterator_tag> {};

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
      is_lookup<Range>::value || !is_single_pass<Range>::value,
      "nplus1: these rows can be read only once, and the loop reads them; copy them into a "
      "std::vector first, or use nplus1::prefetched");
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

template <class T> constexpr void check_row_context() {
  static_assert(
      !is_missing_row_context<row_context<T>>::value,
      "nplus1: rows of this ORM do not know their context; pass it as the first argument");
}

/// A batch of one type: the lookup, and where its keys come from.
template <class T, class Context, bool FromRows, class Rows, class Key>
class batch_of final : private key_source, public lookup<T, Context> {
  using base = lookup<T, Context>;

public:
  batch_of(Rows &rows, Key key) : base(self()), rows_(rows), key_(std::move(key)) {}
  template <class Given>
  batch_of(Given &context, Rows &rows, Key key)
      : base(self(), adapter<T, Context>::hold(context)), rows_(rows), key_(std::move(key)) {}

private:
  key_source &self() { return *this; }

  void collect() override {
    for (auto &&row : rows_) {
      if (is_null_row(row))
        continue;
      if constexpr (FromRows)
        base::want_for_row(key_(std::as_const(row)), row);
      else
        base::want(key_(std::as_const(row)));
    }
  }

  Rows &rows_;
  Key key_;
};

} // namespace detail

/// The objects of type T that `rows` refer to by `key`, loaded together when the first one is
/// needed:
///
///     auto items = nplus1::batch<Item>(context, orders,
///         [](const auto &order) { return order->itemID(); });
///     for (const auto &order : orders)
///       total += items.find(order->itemID())->price();
///
/// `context`  the session, connection or storage to load from; what the ORM's finder takes.
/// `rows`     any range that can be read twice: containers of values or pointers, another batch. It
/// must
///            outlive the batch and is read once, at the first find(); null pointers in it are
///            skipped.
/// `key`      called once per row with a const reference; returns the key of its T: a number, an
/// enum,
///            text, a UUID, or any of these in an optional, Nullable or pointer. Null means no T.
///
/// Queries: none before first use, then one per max_keys() distinct keys, and never more than one
/// per find(). Time: linear in the rows once, then constant per find(). See lookup::find for
/// errors.
template <class T, class Context, class Rows, class Key>
auto batch(Context &&context, Rows &&rows, Key key) {
  using Given = std::decay_t<Context>;
  detail::check_entity<T, Given>();
  detail::check_rows<Rows &&>();
  return detail::batch_of<T, Given, false, std::remove_reference_t<Rows>, Key>(context, rows,
                                                                               std::move(key));
}

/// The same without a context: each row's own context is used, and rows from several databases are
/// loaded each from its own, with one query per database. For ORMs whose rows know their context.
template <class T, class Rows, class Key> auto batch(Rows &&rows, Key key) {
  detail::check_row_context<T>();
  using Context = typename row_context<T>::context;
  detail::check_entity<T, Context>();
  detail::check_rows<Rows &&>();
  return detail::batch_of<T, Context, true, std::remove_reference_t<Rows>, Key>(rows,
                                                                                std::move(key));
}

} // namespace nplus1
