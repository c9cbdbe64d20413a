// Lazy references that load together.
#pragma once

#include <nplus1/detail/store.hpp>

#include <algorithm>
#include <memory>
#include <optional>
#include <type_traits>
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
      held.emplace(adapter_type::missing(nullptr, key ? &*key : nullptr));
    return *held;
  }
};

template <class Object, class Context> void become_peers(const Context &, std::vector<Object *> &);

template <class T, class Context> class peer_group {
public:
  using adapter_type = adapter<T, Context>;
  using cell = peer_cell<T, Context>;
  using context_type = typename adapter_type::context_type;

  explicit peer_group(context_type context) : context_(std::move(context)) {}

  void add(const std::shared_ptr<cell> &member) { members_.push_back(member); }

  /// A group of none, in the same context.
  std::shared_ptr<peer_group> alone() const { return std::make_shared<peer_group>(context_); }

  /// Loads `asked`, which has a key, and with it every member that is still alive and not loaded.
  void load(cell &asked) {
    store<T, adapter_type> rows(context_);
    std::vector<std::shared_ptr<cell>> alive;
    for (const auto &member : members_)
      if (auto one = member.lock(); one && !one->resolved && one->group.get() == this) {
        rows.want(*one->key);
        alive.push_back(std::move(one));
      }
    rows.want(*asked.key);
    rows.get(*asked.key);

    settle(asked, rows);
    for (const auto &one : alive)
      settle(*one, rows);
    members_.erase(std::remove_if(members_.begin(), members_.end(),
                                  [](const std::weak_ptr<cell> &member) {
                                    const auto one = member.lock();
                                    return !one || one->resolved;
                                  }),
                   members_.end());
    join_relations(asked, alive);
  }

private:
  void settle(cell &one, store<T, adapter_type> &rows) {
    if (one.resolved || !rows.settled(*one.key))
      return;
    if (auto *object = rows.get(*one.key))
      one.held.emplace(adapter_type::give(context_, *object));
    one.resolved = true;
  }

  void join_relations(cell &asked, const std::vector<std::shared_ptr<cell>> &others) {
    if constexpr (std::tuple_size_v<decltype(relations<T>::members())> > 0) {
      std::vector<T *> objects;
      const auto add = [&](cell &one) {
        if (one.held && *one.held)
          objects.push_back(&**one.held);
      };
      add(asked);
      for (const auto &one : others)
        if (one.get() != &asked && one->resolved)
          add(*one);
      become_peers(context_, objects);
    }
  }

  context_type context_;
  std::vector<std::weak_ptr<cell>> members_;
};

} // namespace detail
} // namespace nplus1
