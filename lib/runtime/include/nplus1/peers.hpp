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

/// One group per target type, for the rows of one call of peers().
template <class Context> class peer_groups {
public:
  explicit peer_groups(Context context) : context_(std::move(context)) {}

  template <class T, class C> void join(lazy<T, C> &reference) { reference.join(group<T, C>()); }
  template <class... Ts> void join(generic<Ts...> &reference) {
    reference.visit([this](auto &target) { this->join(target); });
  }

private:
  template <class T, class C> std::shared_ptr<peer_group<T, C>> group() {
    auto &place = groups_[&type_identity<peer_group<T, C>>];
    if (!place)
      place = std::make_shared<peer_group<T, C>>(context_);
    return std::static_pointer_cast<peer_group<T, C>>(place);
  }

  Context context_;
  std::unordered_map<const void *, std::shared_ptr<void>> groups_;
};

template <class Groups, class Object, class Members>
void join_members(Groups &groups, Object &object, Members &members) {
  std::apply([&](auto &...member) { (groups.join(std::invoke(member, object)), ...); }, members);
}

/// The objects' own references become peers of one another.
template <class Object, class Context>
void become_peers(const Context &context, std::vector<Object *> &objects) {
  peer_groups<Context> groups(context);
  auto members = relations<Object>::members();
  for (Object *object : objects)
    join_members(groups, *object, members);
}

template <class Row> auto &mutable_object_of(Row &row) {
  if constexpr (is_pointer_like<Row>::value)
    return *row;
  else
    return row;
}

} // namespace detail

/// Makes the references of `rows` peers: the first touch of a reference loads it for all rows, and
/// references with the same target type share that query, also across members. Returns the rows, by
/// value if they were a temporary.
///
/// `members` are pointers to members of the row type, or callables that return a reference to one,
/// each of type lazy or generic. Without any, those of relations<Row> are taken.
///
/// No query, linear in rows * members. References that are loaded already stay as they are.
template <class Context, class Rows, class... Members>
Rows peers(const Context &context, Rows &&rows, Members... members) {
  detail::peer_groups<Context> groups(context);
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
