// nplus1::by_type: generic keys (a type tag and a key), grouped by target type across all generic
// keys of a row, so that a loop costs one query per type whatever the number of keys.
#pragma once

#include <nplus1/batch.hpp>
#include <nplus1/detail/type_entry.hpp>

#include <cstddef>
#include <functional>
#include <iterator>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace nplus1 {

namespace detail {

/// The part of a by_type batch that belongs to one type.
template <class Context, bool FromRows, class Entry>
class type_part : public lookup<typename Entry::entity, Context> {
public:
  using entity = typename Entry::entity;
  using base = lookup<entity, Context>;

  type_part(key_source &source, Entry entry)
      : base(source, override_with<entity, Context>(std::move(entry.query))),
        entry_(std::move(entry)) {}
  template <class Given>
  type_part(key_source &source, Entry entry, Given &context)
      : base(source, override_with<entity, Context>(std::move(entry.query)),
             adapter<entity, Context>::hold(context)),
        entry_(std::move(entry)) {}

  /// True if the tag is this type's; then the key is wanted.
  template <class Tag, class Key, class Row>
  bool take([[maybe_unused]] const Tag &tag, [[maybe_unused]] const Key &key,
            [[maybe_unused]] const Row &row, [[maybe_unused]] unsigned depth) {
    // A generic key whose values cannot be this type's keys does not refer to it.
    if constexpr (adapter<entity, Context>::template accepts<Key>) {
      if (!entry_.has(tag))
        return false;
      if constexpr (FromRows)
        base::want_for_row(key, row, depth);
      else
        base::want(key, depth);
      return true;
    } else {
      return false;
    }
  }

  /// Passes on the generic keys of objects that were loaded since the last call.
  template <class Take> void refer([[maybe_unused]] Take take) {
    if constexpr (Entry::refers_on)
      base::for_each_loaded(seen_, [&](const auto &object, unsigned depth) {
        const auto follow = [&](auto &reference) {
          if (depth < reference.max_depth)
            take(std::invoke(reference.key, object), object, depth + 1);
        };
        std::apply([&](auto &...each) { (follow(each), ...); }, entry_.refers);
      });
  }

private:
  Entry entry_;
  std::vector<std::size_t> seen_;
};

/// What a key callable returns for a row of Rows, without an optional around it.
template <class Rows, class Key>
using generic_of = held_t<std::invoke_result_t<
    Key &, const std::remove_reference_t<decltype(*std::begin(std::declval<Rows &>()))> &>>;

template <class P, class = void> struct is_tagged_key : std::is_same<P, std::monostate> {};
template <class P>
struct is_tagged_key<P, std::void_t<decltype(std::declval<P>().first, std::declval<P>().second)>>
    : std::true_type {};

/// Whether what a key callable returns for a row can hold keys of T.
template <class T, class Context, class Rows, class Key> constexpr bool may_refer_to() {
  using generic = generic_of<Rows, Key>;
  if constexpr (std::is_same_v<generic, std::monostate> || !is_tagged_key<generic>::value)
    return true; // refused elsewhere
  else
    return adapter<T, Context>::template accepts<
        std::decay_t<decltype(std::declval<generic>().second)>>;
}

template <class Context, bool FromRows, class Rows, class Entries, class Keys> class by_type_of;

template <class Context, bool FromRows, class Rows, class... Entries, class... Keys>
class by_type_of<Context, FromRows, Rows, std::tuple<Entries...>, std::tuple<Keys...>> final
    : private key_source,
      private type_part<Context, FromRows, Entries>... {
  template <class Entry> using part = type_part<Context, FromRows, Entry>;

  template <class Entry>
  static constexpr bool reachable =
      (may_refer_to<typename Entry::entity, Context, Rows, Keys>() || ...);
  static_assert(
      (Entries::refers_on || ...) || (reachable<Entries> && ...),
      "nplus1: no key callable returns keys that could be those of one of the types; convert "
      "them in the callable");

public:
  by_type_of(Rows &rows, std::tuple<Entries...> entries, std::tuple<Keys...> keys)
      : part<Entries>(self(), std::get<Entries>(std::move(entries)))..., rows_(rows),
        keys_(std::move(keys)) {}
  template <class Given>
  by_type_of(Given &context, Rows &rows, std::tuple<Entries...> entries, std::tuple<Keys...> keys)
      : part<Entries>(self(), std::get<Entries>(std::move(entries)), context)..., rows_(rows),
        keys_(std::move(keys)) {}

  /// What T's finder returns for `key`; see lookup::find. The first call for any type collects the
  /// keys of all types; each type is queried when it is first asked for.
  template <class T, class Key> auto find(const Key &key) { return of<T>().find(key); }
  template <class T, class Key, class Row> auto find(const Key &key, const Row &row) {
    return of<T>().find(key, row);
  }

  /// The objects of one type: a lookup, and a range whose elements are the rows of the next level.
  template <class T> lookup<T, Context> &of() {
    static_assert((std::is_same_v<T, typename Entries::entity> || ...),
                  "nplus1: this by_type batch was not given nplus1::type<T>(tag) for the type that "
                  "is asked for");
    return static_cast<lookup<T, Context> &>(*this);
  }

private:
  key_source &self() { return *this; }

  void collect() override {
    if constexpr (is_lookup<Rows>::value)
      collect_from_rows_loaded();
    else
      for (auto &&row : rows_)
        take_row(row);
  }

  void collect_more() override {
    if constexpr (is_lookup<Rows>::value)
      collect_from_rows_loaded();
    (part<Entries>::refer([this](const auto &generic, const auto &object, unsigned depth) {
       this->take(generic, object, depth);
     }),
     ...);
  }

  void collect_from_rows_loaded() {
    rows_.for_each_loaded(seen_, [this](const auto &row, unsigned) { this->take_row(row); });
  }

  template <class Row> void take_row(const Row &row) {
    if (!is_null_row(row))
      std::apply([&](auto &...key) { (take(std::invoke(key, row), row, 0), ...); }, keys_);
  }

  /// `generic` is a pair of tag and key, or a null for none.
  template <class Generic, class Row>
  void take(const Generic &generic, const Row &row, unsigned depth) {
    static_assert(is_tagged_key<held_t<Generic>>::value,
                  "nplus1: the key callables of by_type and refers_to return "
                  "std::pair(tag, key), or a null for none");
    if constexpr (is_tagged_key<held_t<Generic>>::value)
      with_value(generic, [&](const auto &pair) { this->take_pair(pair, row, depth); });
  }
  template <class Pair, class Row>
  void take_pair(const Pair &pair, const Row &row, unsigned depth) {
    with_value(pair.first,
               [&](const auto &tag) { this->take_tagged(tag, pair.second, row, depth); });
  }
  template <class Tag, class Key, class Row>
  void take_tagged(const Tag &tag, const Key &key, const Row &row, unsigned depth) {
    (part<Entries>::take(tag, key, row, depth) || ...);
  }

  Rows &rows_;
  std::tuple<Keys...> keys_;
  std::vector<std::size_t> seen_;
};

template <class Rows, class... Keys> constexpr void check_keys(const std::tuple<Keys...> &) {
  (check_key<Rows, Keys>(), ...);
}

template <class Context, bool FromRows, class Given, class Rows, class... Args>
auto make_by_type(Given &context, Rows &rows, Args... args) {
  auto entries = std::tuple_cat(entry_or_nothing<true>(args)...);
  auto keys = std::tuple_cat(entry_or_nothing<false>(args)...);
  static_assert(std::tuple_size_v<decltype(keys)> > 0,
                "nplus1: after the types, by_type needs a callable that returns "
                "std::pair(tag, key) for a row");
  check_entities<Context>(entries);
  check_keys<Rows>(keys);
  using made = by_type_of<Context, FromRows, Rows, decltype(entries), decltype(keys)>;
  if constexpr (FromRows)
    return made(rows, std::move(entries), std::move(keys));
  else
    return made(context, rows, std::move(entries), std::move(keys));
}

template <class Arg> inline constexpr bool is_type = is_type_entry<std::decay_t<Arg>>::value;

} // namespace detail

/// Groups generic keys by target type:
///
///     auto targets = nplus1::by_type(context, actions,
///         nplus1::type<User>(Kind::user), nplus1::type<Book>(Kind::book),
///         [](const auto &action) { return std::pair(action->actorKind(), action->actorID()); },
///         [](const auto &action) { return std::pair(action->targetKind(), action->targetID()); });
///     for (const auto &action : actions)
///       if (action->targetKind() == Kind::book)
///         print(targets.find<Book>(action->targetID()));
///
/// `context`, `rows`: as for batch(). Then one type() per target type, and one callable per generic
/// key of a row, which returns std::pair(tag, key). A null tag or key, and a tag that no type()
/// names, refers to nothing.
///
/// Queries: one per target type asked for (and per max_keys() distinct keys of it), whatever the
/// number of generic keys and rows; never more than one per find(). Time: linear in rows * generic
/// keys * types once, then constant per find(). If one type's query fails, find() for that type
/// throws with its name in the message, and the other types stay usable.
///
/// `targets.of<Book>()` is the range of loaded books, for a second level:
///
///     auto authors = nplus1::batch<Author>(context, targets.of<Book>(),
///         [](const auto &book) { return book->authorID(); });
template <class Context, class Rows, class T, class... Parts, class... Rest,
          std::enable_if_t<!detail::is_type<Rows>, int> = 0>
auto by_type(Context &&context, Rows &&rows, type_entry<T, Parts...> first, Rest &&...rest) {
  detail::check_rows<Rows &&>();
  return detail::make_by_type<std::decay_t<Context>, false>(
      context, rows, std::move(first), std::decay_t<Rest>(std::forward<Rest>(rest))...);
}

/// The same without a context: each row's own is used, as in batch().
template <class Rows, class T, class... Parts, class... Rest>
auto by_type(Rows &&rows, type_entry<T, Parts...> first, Rest &&...rest) {
  detail::check_row_context<T>();
  detail::check_rows<Rows &&>();
  using Context = typename row_context<T>::context;
  return detail::make_by_type<Context, true>(rows, rows, std::move(first),
                                             std::decay_t<Rest>(std::forward<Rest>(rest))...);
}

/// Chosen for arguments in another order, to refuse them.
template <class First, class Second, class Third, class... Rest,
          std::enable_if_t<!detail::is_type<Second> && !detail::is_type<Third>, int> = 0>
void by_type(First &&, Second &&, Third &&, Rest &&...) {
  static_assert(detail::is_type<Second>,
                "nplus1: by_type takes the context, the rows, then the types, then the key "
                "callables: by_type(context, rows, type<Book>(Kind::book), key)");
}

} // namespace nplus1
