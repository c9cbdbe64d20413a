// nplus1::by_type: generic keys (a type tag and a key), grouped by target type across all generic
// keys of a row, so that a loop costs one query per type whatever the number of keys.
#pragma once

#include <nplus1/batch.hpp>

#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

namespace nplus1 {

/// A target type and the tags that stand for it. Made by type().
template <class T, class... Tags> struct type_entry {
  using entity = T;
  std::tuple<Tags...> tags;
};

/// Says that any of `tags` (enumerators, numbers or text) stands for rows of T.
template <class T, class... Tags> type_entry<T, std::decay_t<Tags>...> type(Tags &&...tags) {
  static_assert(sizeof...(Tags) > 0, "nplus1: a type needs the tag that stands for it, as in "
                                     "nplus1::type<Book>(Kind::book)");
  return {{std::forward<Tags>(tags)...}};
}

namespace detail {

template <class A> struct is_type_entry : std::false_type {};
template <class T, class... Tags> struct is_type_entry<type_entry<T, Tags...>> : std::true_type {};

template <class A, class B, class = void> struct are_comparable : std::false_type {};
template <class A, class B>
struct are_comparable<A, B,
                      std::void_t<decltype(static_cast<bool>(std::declval<const A &>() ==
                                                             std::declval<const B &>()))>>
    : std::true_type {};

/// Whether the tag of a row is the tag of a type. Enums compare with integers by value.
template <class A, class B> bool same_tag(const A &row, const B &entry) {
  if constexpr (is_text<A> && is_text<B>)
    return std::string_view(row) == std::string_view(entry);
  else if constexpr (is_number<A> && is_number<B>)
    return static_cast<long long>(row) == static_cast<long long>(entry);
  else {
    static_assert(are_comparable<A, B>::value,
                  "nplus1: the tag in a row and the tag given to nplus1::type cannot be compared");
    return row == entry;
  }
}

/// The part of a by_type batch that belongs to one type.
template <class Context, bool FromRows, class Entry>
class type_part : public lookup<typename Entry::entity, Context> {
public:
  using entity = typename Entry::entity;
  using base = lookup<entity, Context>;

  type_part(key_source &source, Entry entry) : base(source), entry_(std::move(entry)) {}
  template <class Given>
  type_part(key_source &source, Entry entry, Given &context)
      : base(source, adapter<entity, Context>::hold(context)), entry_(std::move(entry)) {}

  /// True if the tag is this type's; then the key is its.
  template <class Tag, class Key, class Row>
  bool take([[maybe_unused]] const Tag &tag, [[maybe_unused]] const Key &key,
            [[maybe_unused]] const Row &row) {
    // A generic key whose values cannot be this type's keys does not refer to it.
    if constexpr (adapter<entity, Context>::template accepts<Key>) {
      const bool mine =
          std::apply([&](const auto &...own) { return (same_tag(tag, own) || ...); }, entry_.tags);
      if (mine) {
        if constexpr (FromRows)
          base::want_for_row(key, row);
        else
          base::want(key);
      }
      return mine;
    } else {
      return false;
    }
  }

private:
  Entry entry_;
};

template <class Context, bool FromRows, class Rows, class Entries, class Keys> class by_type_of;

template <class Context, bool FromRows, class Rows, class... Entries, class... Keys>
class by_type_of<Context, FromRows, Rows, std::tuple<Entries...>, std::tuple<Keys...>> final
    : private key_source,
      private type_part<Context, FromRows, Entries>... {
  template <class Entry> using part = type_part<Context, FromRows, Entry>;

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
    static_assert(
        (std::is_same_v<T, typename Entries::entity> || ...),
        "nplus1: this by_type batch was not given nplus1::type<T>(tag) for the type asked for");
    return static_cast<lookup<T, Context> &>(*this);
  }

private:
  key_source &self() { return *this; }

  void collect() override {
    for (auto &&row : rows_)
      if (!is_null_row(row))
        std::apply([&](auto &...key) { (take(key(std::as_const(row)), row), ...); }, keys_);
  }

  /// `generic` is a pair of tag and key, or a null for none.
  template <class Generic, class Row> void take(const Generic &generic, const Row &row) {
    with_value(generic, [&](const auto &pair) {
      with_value(pair.first,
                 [&](const auto &tag) { (part<Entries>::take(tag, pair.second, row) || ...); });
    });
  }

  Rows &rows_;
  std::tuple<Keys...> keys_;
};

/// The elements of a tuple whose types are (or are not) type entries, as a tuple of values.
template <bool Wanted, class... Args> auto select_entries(std::tuple<Args...> args) {
  return std::apply(
      [](auto &&...arg) {
        return std::tuple_cat([](auto &&one) {
          using Arg = std::decay_t<decltype(one)>;
          if constexpr (is_type_entry<Arg>::value == Wanted)
            return std::tuple<Arg>(std::forward<decltype(one)>(one));
          else
            return std::tuple<>();
        }(std::forward<decltype(arg)>(arg))...);
      },
      std::move(args));
}

template <class Context, class... Args> constexpr void check_types() {
  static_assert((!is_type_entry<std::decay_t<Args>>::value || ...),
                "nplus1: after the types, by_type needs a callable that returns "
                "std::pair(tag, key) for a row");
}

template <class Entries> struct entities_of;
template <class... Entries> struct entities_of<std::tuple<Entries...>> {
  template <class Context> static constexpr void check() {
    (check_entity<typename Entries::entity, Context>(), ...);
  }
  static constexpr void check_contexts() { (check_row_context<typename Entries::entity>(), ...); }
};

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
/// `context`, `rows`  as for batch().
/// then               one type() per target type, and one callable per generic key of a row, which
///                    returns std::pair(tag, key). A null tag or key, and a tag that no type()
///                    names, refers to nothing.
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
template <class Context, class Rows, class T, class... Tags, class... Rest,
          std::enable_if_t<!detail::is_type_entry<std::decay_t<Rows>>::value, int> = 0>
auto by_type(Context &&context, Rows &&rows, type_entry<T, Tags...> first, Rest &&...rest) {
  using Given = std::decay_t<Context>;
  detail::check_rows<Rows &&>();
  detail::check_types<Given, Rest...>();
  std::tuple<type_entry<T, Tags...>, std::decay_t<Rest>...> args(std::move(first),
                                                                 std::forward<Rest>(rest)...);
  auto entries = detail::select_entries<true>(args);
  auto keys = detail::select_entries<false>(std::move(args));
  detail::entities_of<decltype(entries)>::template check<Given>();
  return detail::by_type_of<Given, false, std::remove_reference_t<Rows>, decltype(entries),
                            decltype(keys)>(context, rows, std::move(entries), std::move(keys));
}

/// The same without a context: each row's own is used, as in batch().
template <class Rows, class T, class... Tags, class... Rest>
auto by_type(Rows &&rows, type_entry<T, Tags...> first, Rest &&...rest) {
  detail::check_row_context<T>();
  using Context = typename row_context<T>::context;
  detail::check_rows<Rows &&>();
  detail::check_types<Context, Rest...>();
  std::tuple<type_entry<T, Tags...>, std::decay_t<Rest>...> args(std::move(first),
                                                                 std::forward<Rest>(rest)...);
  auto entries = detail::select_entries<true>(args);
  auto keys = detail::select_entries<false>(std::move(args));
  detail::entities_of<decltype(entries)>::check_contexts();
  detail::entities_of<decltype(entries)>::template check<Context>();
  return detail::by_type_of<Context, true, std::remove_reference_t<Rows>, decltype(entries),
                            decltype(keys)>(rows, std::move(entries), std::move(keys));
}

} // namespace nplus1
