// nplus1::generic: a reference to a row of one of several types, as a type tag and a key.
#pragma once

#include <nplus1/detail/type_entry.hpp>
#include <nplus1/lazy.hpp>

#include <memory>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>

namespace nplus1 {

namespace detail {

/// The peers of a generic reference, whichever class it refers to.
template <class Context, class... Ts>
using generic_groups = std::tuple<std::shared_ptr<peer_group<Ts, Context>>...>;

} // namespace detail

/// A reference to a row of one of Ts, which loads itself together with its peers: all generic and
/// lazy references of rows that peers() has seen together are grouped by target type.
///
///     struct Action {
///       nplus1::generic<User, Book, Movie> target;
///     };
///     action.target.refer(kind, key, nplus1::type<User>(Kind::user),
///                         nplus1::type<Book>(Kind::book), nplus1::type<Movie>(Kind::movie));
///     ...
///     if (action.target.is<Book>())
///       print(action.target.as<Book>()->title());
///
/// generic_in names the context that is loaded from; with generic it follows from the classes, as
/// for lazy.
template <class Context, class... Ts> class generic_in {
public:
  /// Refers to nothing.
  generic_in() = default;

  /// Refers to the T with this key from now on, with the same peers and context; to nothing if the
  /// key is null.
  template <class T, class Key> void refer(const Key &key) {
    const auto &reference = target_.template emplace<lazy<T, Context>>(key);
    unknown_ = false;
    if (groups_)
      reference.join(std::get<group_of<T>>(*groups_));
  }

  /// Refers to the row that `tag` and `key` say. A null tag means nothing; a tag that none of
  /// `types` names (a retired type) means nothing, too, and is_unknown() tells the two apart.
  template <class Tag, class Key, class... Entries>
  void refer(const Tag &tag, const Key &key, const Entries &...types) {
    target_ = std::monostate();
    unknown_ = false;
    detail::with_value(
        tag, [&](const auto &value) { unknown_ = !(refer_if(types, value, key) || ...); });
  }

  /// Whether it refers to a T. No query.
  template <class T> bool is() const {
    const auto *reference = std::get_if<lazy<T, Context>>(&target_);
    return reference && *reference;
  }
  bool is_unknown() const { return unknown_; }
  /// Whether it refers to something. No query.
  explicit operator bool() const {
    return std::visit(
        [](const auto &reference) {
          if constexpr (std::is_same_v<std::decay_t<decltype(reference)>, std::monostate>)
            return false;
          else
            return static_cast<bool>(reference);
        },
        target_);
  }

  /// The reference, if it is to a T. Throws nplus1::error if it is not.
  template <class T> const lazy<T, Context> &as() const {
    if (const auto *reference = std::get_if<lazy<T, Context>>(&target_))
      return *reference;
    detail::raise("nplus1: a generic reference does not refer to a " +
                  std::string(detail::type_name<T>()) + "; ask is<T>() first");
  }

  /// Calls `use(reference)` with the lazy reference; does nothing for a reference to nothing.
  template <class Use> void visit(Use &&use) const { visit_target(target_, use); }
  template <class Use> void visit(Use &&use) { visit_target(target_, use); }

  /// Used by peers(): what it refers to, now or later, loads together with the other members of
  /// `groups`.
  void join(std::shared_ptr<const detail::generic_groups<Context, Ts...>> groups) {
    groups_ = std::move(groups);
    visit([this](const auto &reference) { this->join_one(reference); });
  }

private:
  template <class T> using group_of = std::shared_ptr<detail::peer_group<T, Context>>;

  template <class T> void join_one(const lazy<T, Context> &reference) {
    reference.join(std::get<group_of<T>>(*groups_));
  }

  template <class Target, class Use> static void visit_target(Target &target, Use &use) {
    std::visit(
        [&](auto &reference) {
          if constexpr (!std::is_same_v<std::decay_t<decltype(reference)>, std::monostate>)
            use(reference);
        },
        target);
  }

  template <class Entry, class Tag, class Key>
  bool refer_if(const Entry &entry, const Tag &tag, const Key &key) {
    static_assert(detail::is_type_entry<Entry>::value,
                  "nplus1: after tag and key, refer() takes nplus1::type<T>(tag) for each type");
    using entity = typename Entry::entity;
    if constexpr (adapter<entity, Context>::template accepts<Key>) {
      if (!entry.has(tag))
        return false;
      refer<entity>(key);
      return true;
    } else {
      return false;
    }
  }

  std::variant<std::monostate, lazy<Ts, Context>...> target_;
  std::shared_ptr<const detail::generic_groups<Context, Ts...>> groups_;
  bool unknown_ = false;
};

/// generic_in, with the context of its classes' ORM.
template <class... Ts>
using generic =
    generic_in<typename default_context<std::tuple_element_t<0, std::tuple<Ts...>>>::type, Ts...>;

} // namespace nplus1
