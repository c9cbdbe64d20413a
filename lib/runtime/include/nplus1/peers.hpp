// nplus1::peers: tells lazy and generic references which rows were loaded together.
#pragma once

#include <nplus1/generic.hpp>
#include <nplus1/lazy.hpp>

#include <functional>
#include <memory>
#include <tuple>
#include <type_traits>
#include <unordered_map>
#include <utility>
#include <vector>

namespace nplus1 {

namespace detail {

template <class T> inline char type_identity = 0;

/// One group per target type, for the rows of one call of peers(). Given is a context, or how an
/// adapter holds it.
template <class Given> class peer_groups {
public:
  explicit peer_groups(Given &context) : context_(context) {}

  template <class T, class C> void join(const lazy<T, C> &reference) {
    reference.join(group<T, C>());
  }
  template <class C, class... Ts> void join(generic_in<C, Ts...> &reference) {
    using groups = generic_groups<C, Ts...>;
    reference.join(only<const groups>([this] { return groups(group<Ts, C>()...); }));
  }

private:
  template <class T, class C> std::shared_ptr<peer_group<T, C>> group() {
    using made = peer_group<T, C>;
    return only<made>([this] { return made(held_context<adapter<T, C>>(context_)); });
  }

  /// The one Part, made by `make` when it is first asked for.
  template <class Part, class Make> std::shared_ptr<Part> only(Make make) {
    const void *identity = &type_identity<Part>;
    if (const auto known = parts_.find(identity); known != parts_.end())
      return std::static_pointer_cast<Part>(known->second);
    auto made = std::make_shared<Part>(make());
    parts_.emplace(identity, std::const_pointer_cast<std::remove_const_t<Part>>(made));
    return made;
  }

  Given &context_;
  std::unordered_map<const void *, std::shared_ptr<void>> parts_;
};

template <class Groups, class Object, class Members>
void join_members(Groups &groups, Object &object, Members &members) {
  std::apply([&](auto &...member) { (groups.join(std::invoke(member, object)), ...); }, members);
}

/// The objects' own references become peers of one another.
template <class Object, class Context>
void become_peers(const Context &context, std::vector<Object *> &objects) {
  peer_groups<const Context> groups(context);
  auto members = relations<Object>::members();
  for (Object *object : objects)
    join_members(groups, *object, members);
}

template <class Row> auto &mutable_object_of(Row &row) {
  if constexpr (is_map_entry<Row>::value)
    return mutable_object_of(row.second);
  else if constexpr (is_pointer_like<Row>::value)
    return *row;
  else
    return row;
}

} // namespace detail

/// Makes the references of `rows` peers: the first touch of a reference loads it for all rows, and
/// references with the same target type share that query, also across members. Returns the rows, by
/// value if they were a temporary.
///
/// `context`: what the ORM's finder takes, as for batch(). `rows`: a container of rows or of
/// pointers to them, or a map with them as values.
///
/// `members` are pointers to members of the row type, or callables that return a reference to one,
/// each of type lazy or generic. Without any, those of relations<Row> are taken.
///
/// No query, linear in rows * members. References that are loaded already stay as they are, and
/// those that are set later load with the others.
template <class Context, class Rows, class... Members>
Rows peers(Context &&context, Rows &&rows, Members... members) {
  detail::peer_groups<std::remove_reference_t<Context>> groups(context);
  for (auto &&row : rows) {
    if (detail::is_null_row(row))
      continue;
    auto &object = detail::mutable_object_of(row);
    static_assert(!std::is_const_v<std::remove_reference_t<decltype(object)>>,
                  "nplus1: these rows are const, but peers() changes the references in them; make "
                  "the container, or what its pointers point to, mutable");
    if constexpr (sizeof...(Members) > 0) {
      (groups.join(std::invoke(members, object)), ...);
    } else {
      auto declared = relations<std::decay_t<decltype(object)>>::members();
      static_assert(
          std::tuple_size_v<decltype(declared)> > 0,
          "nplus1: name the members that refer to other rows, as in "
          "nplus1::peers(context, rows, &Row::item), or specialise nplus1::relations<Row>");
      detail::join_members(groups, object, declared);
    }
  }
  return std::forward<Rows>(rows);
}

} // namespace nplus1
