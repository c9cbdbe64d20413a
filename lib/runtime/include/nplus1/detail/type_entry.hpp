// The target types of generic keys, and the tags that stand for them.
#pragma once

#include <nplus1/batch.hpp>

#include <cstddef>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

namespace nplus1 {

/// The type of other_tags.
struct other_tags_type {};
/// As the tag of a type: every tag that the types before it do not name, as in the `default` of a
/// switch. `type<Song>(other_tags)` comes last.
inline constexpr other_tags_type other_tags{};

namespace detail {

template <class A, class B, class = void> struct are_comparable : std::false_type {};
template <class A, class B>
struct are_comparable<A, B,
                      std::void_t<decltype(static_cast<bool>(std::declval<const A &>() ==
                                                             std::declval<const B &>()))>>
    : std::true_type {};

/// Whether the tag of a row is the tag of a type. Enums compare with integers by value.
template <class A, class B> bool same_tag(const A &row, const B &entry) {
  if constexpr (std::is_same_v<B, other_tags_type>)
    return true;
  else if constexpr (is_text<A> && is_text<B>)
    return std::string_view(row) == std::string_view(entry);
  else if constexpr (is_number<A> && is_number<B>)
    return static_cast<long long>(row) == static_cast<long long>(entry);
  else {
    static_assert(are_comparable<A, B>::value,
                  "nplus1: the tag in a row and the tag given to nplus1::type cannot be compared");
    return row == entry;
  }
}

template <class Tags> struct names_others;
template <class... Tags>
struct names_others<std::tuple<Tags...>>
    : std::bool_constant<(std::is_same_v<Tags, other_tags_type> || ...)> {};

/// A generic key that objects of a type carry themselves.
template <class Key> struct reference_of_object {
  Key key;
  unsigned max_depth;
};

} // namespace detail

/// A target type of by_type(). Made by type(). Refers is a tuple of reference_of_object.
template <class T, class Tags, class Query, class Refers> struct type_entry {
  using entity = T;
  static constexpr bool refers_on = std::tuple_size_v<Refers> > 0;

  Tags tags;
  custom_query<Query> query;
  Refers refers;

  /// Whether it takes the tags that no other type names.
  static constexpr bool takes_others = detail::names_others<Tags>::value;

  /// Whether `tag` stands for this type.
  template <class Tag> bool has(const Tag &tag) const {
    bool found = false;
    const auto compare = [&](const auto &own) { found = found || detail::same_tag(tag, own); };
    std::apply([&](const auto &...own) { (detail::with_value(own, compare), ...); }, tags);
    return found;
  }

  /// This type is loaded by a query of the program's own; see nplus1::queried_by().
  template <class Own>
  type_entry<T, Tags, Own, Refers> queried_by(Own own, std::size_t other_binds = 0) && {
    static_assert(std::is_same_v<Query, detail::no_query>,
                  "nplus1: a type has one query of its own at most");
    return {std::move(tags), {std::move(own), other_binds}, std::move(refers)};
  }

  /// Objects of this type have a generic key themselves, into the same by_type batch: `key(object)`
  /// returns std::pair(tag, key). Their targets are loaded level by level, one query per type and
  /// level, each when it is asked for; every (type, key) is loaded once, so cycles end. Beyond
  /// `max_depth` levels keys are loaded one by one, as by the lazy program. Call it once per
  /// generic key that the objects have.
  template <class Key> auto refers_to(Key key, unsigned max_depth = 64) && {
    auto all = std::tuple_cat(
        std::move(refers), std::tuple(detail::reference_of_object<Key>{std::move(key), max_depth}));
    return type_entry<T, Tags, Query, decltype(all)>{std::move(tags), std::move(query),
                                                     std::move(all)};
  }
};

/// Says that any of `tags` (enumerators, numbers or text) stands for rows of T.
template <class T, class... Tags>
type_entry<T, std::tuple<std::decay_t<Tags>...>, detail::no_query, std::tuple<>>
type(Tags &&...tags) {
  static_assert(sizeof...(Tags) > 0, "nplus1: a type needs the tag that stands for it, as in "
                                     "nplus1::type<Book>(Kind::book)");
  return {{std::forward<Tags>(tags)...}, {}, {}};
}

namespace detail {

template <class A> struct is_type_entry : std::false_type {};
template <class T, class... Parts>
struct is_type_entry<type_entry<T, Parts...>> : std::true_type {};

/// `arg` as a tuple of one if it is (Wanted) or is not a type entry, else an empty tuple.
template <bool Wanted, class Arg> auto entry_or_nothing(Arg &arg) {
  if constexpr (is_type_entry<Arg>::value == Wanted)
    return std::tuple<Arg>(std::move(arg));
  else
    return std::tuple<>();
}

/// Whether a type that takes the other tags stands before another one.
template <class... Entries> constexpr bool others_come_last() {
  constexpr bool takes[] = {Entries::takes_others...};
  for (std::size_t i = 0; i + 1 < sizeof...(Entries); ++i)
    if (takes[i])
      return false;
  return true;
}

/// Whether no class is given twice.
template <class T, class... Ts>
inline constexpr std::size_t times_among = (std::size_t(0) + ... + std::is_same_v<T, Ts>);
template <class... Ts> constexpr bool all_differ() {
  return ((times_among<Ts, Ts...> == 1) && ...);
}

template <class Context, class... Entries>
constexpr void check_entities(const std::tuple<Entries...> &) {
  (check_entity<typename Entries::entity, Context>(), ...);
  static_assert(all_differ<typename Entries::entity...>(),
                "nplus1: a class is given to by_type twice; give it once with all of its tags, as "
                "in nplus1::type<Book>(Kind::book, Kind::novel)");
  static_assert(others_come_last<Entries...>(),
                "nplus1: the type with nplus1::other_tags takes every tag that the types before it "
                "do not name; it comes last");
}

} // namespace detail
} // namespace nplus1
