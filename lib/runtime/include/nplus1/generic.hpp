// nplus1::generic: a reference to a row of one of several types, as a type tag and a key.
#pragma once

#include <nplus1/detail/type_entry.hpp>
#include <nplus1/lazy.hpp>

#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>

namespace nplus1 {

/// A reference to a row of one of Ts, which loads itself together with its peers: all generic and
/// lazy references of rows that peers() has seen together are grouped by target type.
///
///     struct Action {
///       nplus1::generic<User, Book, Movie> target;
///     };
///     action.target.refer(kind, key, nplus1::type<User>(Kind::user),
///     nplus1::type<Book>(Kind::book),
///                         nplus1::type<Movie>(Kind::movie));
///     ...
///     if (action.target.is<Book>())
///       print(action.target.as<Book>()->title());
template <class... Ts> class generic {
public:
  /// Refers to nothing.
  generic() = default;

  /// Refers to the T with this key; to nothing if the key is null.
  template <class T, class Key> void refer(const Key &key) {
    target_.template emplace<lazy<T>>(key);
    unknown_ = false;
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
    const auto *reference = std::get_if<lazy<T>>(&target_);
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
  template <class T> const lazy<T> &as() const {
    if (const auto *reference = std::get_if<lazy<T>>(&target_))
      return *reference;
    detail::raise("nplus1: a generic reference does not refer to a " +
                  std::string(detail::type_name<T>()) + "; ask is<T>() first");
  }

  /// Calls `use(reference)` with the lazy reference; does nothing for a reference to nothing.
  template <class Use> void visit(Use &&use) const { visit_target(target_, use); }
  template <class Use> void visit(Use &&use) { visit_target(target_, use); }

private:
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
    if constexpr (adapter<entity, typename row_context<entity>::context>::template accepts<Key>) {
      if (!entry.has(tag))
        return false;
      refer<entity>(key);
      return true;
    } else {
      return false;
    }
  }

  std::variant<std::monostate, lazy<Ts>...> target_;
  bool unknown_ = false;
};

} // namespace nplus1
