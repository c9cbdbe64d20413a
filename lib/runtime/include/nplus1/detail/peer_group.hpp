// Lazy references that load together.
#pragma once

#include <nplus1/detail/own_references.hpp>
#include <nplus1/detail/store.hpp>

#include <cstddef>
#include <memory>
#include <optional>
#include <tuple>
#include <type_traits>
#include <unordered_map>
#include <utility>
#include <vector>

namespace nplus1 {

/// The lazy references inside an entity, so that entities that were loaded together become peers
/// themselves. A specialisation has `static auto members()`, which returns a tuple of pointers to
/// members (or of callables that return a reference) of type lazy or generic.
template <class Entity> struct relations {
  static auto members() { return std::tuple<>(); }
};

namespace detail {

template <class T, class Context> class peer_group;

/// What one lazy reference and its copies share.
template <class T, class Context> struct peer_cell {
  using adapter_type = adapter<T, Context>;
  using result_type = typename adapter_type::result_type;
  using object_type =
      std::conditional_t<std::is_pointer_v<result_type>,
                         std::unique_ptr<std::remove_pointer_t<result_type>>, result_type>;

  std::optional<typename adapter_type::key_type> key;
  std::shared_ptr<peer_group<T, Context>> group;
  bool resolved = false;
  std::optional<object_type> held;

  /// The object; asks the adapter each time for one that is missing, because it may throw.
  object_type &object() {
    if (!held)
      held.emplace(
          adapter_type::missing(group ? &group->context() : nullptr, key ? &*key : nullptr));
    return *held;
  }
};

template <class Object, class Context> void become_peers(const Context &, std::vector<Object *> &);

/// The references to rows of T that load together. Members are known weakly, by their keys.
template <class T, class Context> class peer_group {
public:
  using adapter_type = adapter<T, Context>;
  using cell = peer_cell<T, Context>;
  using key_type = typename adapter_type::key_type;
  using context_type = typename adapter_type::context_type;

  explicit peer_group(context_type context) : context_(std::move(context)) {}

  const context_type &context() const { return context_; }

  /// `member` has a key, and this group.
  void add(const std::shared_ptr<cell> &member) {
    const auto [place, added] = places_.try_emplace(*member->key, keys_.size());
    if (!added && !waiting_.waits(place->second))
      place->second = keys_.size();
    if (place->second == keys_.size()) {
      keys_.push_back({&place->first, none});
      waiting_.push(true);
    }
    members_.push_back({member, keys_[place->second].last});
    keys_[place->second].last = members_.size() - 1;
  }

  /// Loads `asked`, a member that is not loaded, and with it the members that are alive and not
  /// loaded, as far as one query takes their keys.
  void load(cell &asked) {
    store<T, adapter_type> rows(context_);
    std::vector<std::shared_ptr<cell>> alive;
    std::vector<std::size_t> places;
    const std::size_t limit = rows.limit();
    waiting_.around(places_.find(*asked.key)->second, [&](std::size_t place) {
      const std::size_t before = alive.size();
      for (std::size_t i = keys_[place].last; i != none; i = members_[i].earlier)
        if (auto one = members_[i].reference.lock(); one && !one->resolved && is_member(*one))
          alive.push_back(std::move(one));
      if (alive.size() == before) {
        forget(place);
        return true;
      }
      rows.want(*keys_[place].key);
      places.push_back(place);
      return places.size() < limit;
    });
    rows.get(*asked.key);

    for (const auto &one : alive)
      settle(*one, rows);
    for (const std::size_t place : places)
      if (rows.settled(*keys_[place].key))
        forget(place);
    if (waiting_.none())
      forget_all();
    join_relations(alive);
  }

private:
  static constexpr std::size_t none = static_cast<std::size_t>(-1);
  struct member {
    std::weak_ptr<cell> reference;
    std::size_t earlier; // another with the same key
  };
  struct wanted_key {
    const key_type *key;
    std::size_t last; // of its members
  };

  /// A reference that was given another group is a member no more.
  bool is_member(const cell &one) const { return one.group.get() == this; }

  void forget(std::size_t place) {
    waiting_.remove(place);
    for (std::size_t i = keys_[place].last; i != none; i = members_[i].earlier)
      members_[i].reference.reset();
    keys_[place].last = none;
  }
  void forget_all() {
    waiting_ = {};
    keys_.clear();
    members_.clear();
    places_.clear();
  }

  void settle(cell &one, store<T, adapter_type> &rows) {
    if (!rows.settled(*one.key))
      return;
    if (auto *object = rows.get(*one.key))
      one.held.emplace(give<adapter_type>(context_, *object));
    one.resolved = true;
  }

  void join_relations(const std::vector<std::shared_ptr<cell>> &loaded) {
    if constexpr (std::tuple_size_v<decltype(relations<T>::members())> > 0) {
      std::vector<T *> objects;
      for (const auto &one : loaded)
        if (one->resolved && one->held)
          add_object(objects, *one->held);
      become_peers(context_, objects);
    }
  }
  /// What an ORM's pointer points to may be const; joining changes no more than which references
  /// load together.
  template <class Held> static void add_object(std::vector<T *> &objects, Held &held) {
    if constexpr (!is_pointer_like<Held>::value)
      objects.push_back(&held);
    else if (held)
      objects.push_back(const_cast<T *>(&*held));
  }

  context_type context_;
  std::unordered_map<key_type, std::size_t, key_hash<key_type>> places_;
  std::vector<wanted_key> keys_; // in order of first appearance
  std::vector<member> members_;
  waiting_places waiting_; // of keys_
};

} // namespace detail
} // namespace nplus1
