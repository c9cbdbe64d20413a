// nplus1::lazy: a reference to a row that loads itself, together with those of its peers.
#pragma once

#include <nplus1/detail/peer_group.hpp>

#include <memory>
#include <optional>
#include <type_traits>
#include <utility>

namespace nplus1 {

/// A reference to a row of T, declared as a member where a row holds a key:
///
///     struct Order {
///       long id;
///       nplus1::lazy<Item> item;
///     };
///     std::vector<Order> orders = nplus1::peers(context, read(), &Order::item);
///     for (const Order &order : orders)
///       total += order.item->price(); // the first one loads the items of all orders
///
/// Rows that peers() has seen together load together: the first touch of any of them loads the rows
/// that all of them refer to, in one query (per chunk). Peers are known weakly: rows that are gone
/// by then are not loaded for, and no row keeps another alive. What is loaded stays as it is, edits
/// included. A reference loads once and remembers a missing row.
///
/// Copies refer to the same object, as copies of a shared_ptr do; but where a row that holds one is
/// loaded, each object that the ORM's finder would have made has a reference of its own. A
/// reference that was never attached by peers() or in() throws nplus1::error when it is touched.
/// Not for use by several threads at once.
///
/// `Context` is what the ORM's adapter takes: for most, it follows from T. sqlite_orm's storage
/// must be named: lazy<User, decltype(storage)>.
template <class T, class Context = typename default_context<T>::type> class lazy {
  using adapter_type = adapter<T, Context>;
  static_assert(!detail::is_missing_adapter<adapter_type>::value,
                "nplus1: no adapter for the class that is referred to and its context; include the "
                "header of the ORM, and name the context that its adapter takes");
  using cell = detail::peer_cell<T, Context>;

public:
  using key_type = typename adapter_type::key_type;
  using context_type = typename adapter_type::context_type;
  /// What the ORM's finder returns; a std::unique_ptr where that is an owned raw pointer.
  using object_type = typename cell::object_type;

  /// Refers to nothing.
  lazy() = default;
  /// Refers to the row with this key; to nothing if it is null. No query.
  template <class Key, std::enable_if_t<!std::is_same_v<std::decay_t<Key>, lazy>, int> = 0>
  lazy(const Key &key) {
    *this = key;
  }

  lazy(const lazy &other) : cell_(own_or_shared(other.cell_)) {}
  lazy(lazy &&) noexcept = default;
  ~lazy() = default;

  /// Refers to another row from now on, with the same peers and context. Other copies keep theirs.
  template <class Key, std::enable_if_t<!std::is_same_v<std::decay_t<Key>, lazy>, int> = 0>
  lazy &operator=(const Key &key) {
    cell_ = make(adapter_type::key(key), group());
    return *this;
  }
  /// Refers to what `other` refers to from now on; keeps its own context if `other` has none.
  lazy &operator=(const lazy &other) { return replace(own_or_shared(other.cell_)); }
  lazy &operator=(lazy &&other) { return replace(std::move(other.cell_)); }

  /// The key, null if it refers to nothing. No query.
  std::optional<key_type> key() const { return cell_ ? cell_->key : std::nullopt; }
  /// Whether it has a key. No query.
  explicit operator bool() const { return cell_ && cell_->key; }
  /// Whether touching it runs no query any more.
  bool loaded() const { return !*this || cell_->resolved; }

  /// Loads from `context` unless it is attached already. Returns itself, for accessors of entities
  /// that know their context: `return author_.in(context());`.
  template <class Given> const lazy &in(Given &&context) const {
    if (!group())
      join(std::make_shared<group_type>(detail::held_context<adapter_type>(context)));
    return *this;
  }

  /// The object; what the ORM's finder gives for a missing row, and for no key. Throws what it
  /// throws.
  object_type &get() const {
    if (!cell_)
      cell_ = std::make_shared<cell>();
    if (!cell_->resolved && cell_->key) {
      if (!cell_->group)
        detail::raise("nplus1: a lazy reference to " + std::string(detail::type_name<T>()) +
                      " is used before nplus1::peers() or in(context) gave it a context");
      cell_->group->load(*cell_);
    }
    return cell_->object();
  }
  decltype(auto) operator->() const {
    if constexpr (detail::is_pointer_like<object_type>::value)
      return (get()); // and on to what the ORM's own pointer does, also if it is null
    else
      return &get();
  }
  decltype(auto) operator*() const {
    if constexpr (detail::is_pointer_like<object_type>::value)
      return *get();
    else
      return (get());
  }

  /// Used by peers(): loads together with the other members of `group` from now on.
  void join(const std::shared_ptr<detail::peer_group<T, Context>> &group) const {
    if (!cell_)
      cell_ = std::make_shared<cell>();
    cell_->group = group;
    if (cell_->key && !cell_->resolved)
      group->add(cell_);
  }

private:
  using group_type = detail::peer_group<T, Context>;

  std::shared_ptr<group_type> group() const { return cell_ ? cell_->group : nullptr; }

  static std::shared_ptr<cell> make(std::optional<key_type> key,
                                    const std::shared_ptr<group_type> &group) {
    auto made = std::make_shared<cell>();
    made->key = std::move(key);
    made->group = group;
    if (group && made->key)
      group->add(made);
    return made;
  }
  static std::shared_ptr<cell> own_or_shared(const std::shared_ptr<cell> &other) {
    return other && detail::own_references::wanted() ? make(other->key, other->group) : other;
  }
  lazy &replace(std::shared_ptr<cell> next) {
    const auto before = group();
    cell_ = std::move(next);
    if (before && !group())
      join(before);
    return *this;
  }

  mutable std::shared_ptr<cell> cell_;
};

} // namespace nplus1
