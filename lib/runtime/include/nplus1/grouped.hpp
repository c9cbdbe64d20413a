// nplus1::grouped: the many side of a relation for all elements of a loop, in one query.
#pragma once

#include <nplus1/batch.hpp>

#include <algorithm>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <type_traits>
#include <unordered_map>
#include <utility>
#include <vector>

namespace nplus1 {

namespace detail {

/// A key that a map can keep: text that C points to is copied.
template <class Raw>
using kept_key =
    std::conditional_t<std::is_same_v<held_t<Raw>, const char *>, std::string, held_t<Raw>>;

template <class Rows, class Key, class Load, class Owner> class groups {
  using row_type = std::remove_reference_t<decltype(*std::begin(std::declval<Rows &>()))>;

public:
  /// The key of a row, without what it is wrapped in.
  using key_type = kept_key<std::invoke_result_t<Key &, const row_type &>>;
  static_assert(std::is_invocable_v<Load &, key_span<key_type>>,
                "nplus1: the query must take the keys, as an nplus1::key_span, and return the rows "
                "that belong to them");
  using members_type = std::decay_t<std::invoke_result_t<Load &, key_span<key_type>>>;
  using member_type = std::decay_t<decltype(*std::begin(std::declval<members_type &>()))>;
  static_assert(key_converts<key_type, std::invoke_result_t<Owner &, const member_type &>>,
                "nplus1: the owner of a loaded row must be a key as the rows have it");

  groups(Rows &rows, Key key, Load load, Owner owner, std::size_t max_keys)
      : rows_(rows), key_(std::move(key)), load_(std::move(load)), owner_(std::move(owner)),
        max_keys_(std::max<std::size_t>(max_keys, 1)) {}
  groups(const groups &) = delete;
  groups &operator=(const groups &) = delete;

  /// The rows that belong to `key`, in the order in which the query gave them; empty for a null key
  /// and where there are none. The reference stays valid as long as this object.
  ///
  /// The first call asks for the distinct keys of all rows in one query, or in one per max_keys,
  /// each when a key of it is first asked for. A key that no row had is asked for alone. Constant
  /// time on average after that. Never more queries than one per key asked for; one more where the
  /// database holds text for equal that differs in more than letter case, padding, leading zeros
  /// and how a UUID is written.
  ///
  /// Throws what the query throws, with the type's name in front of the message of a standard
  /// exception; then nothing is remembered, and the next call tries again.
  template <class Raw> const std::vector<member_type> &find(const Raw &raw) {
    static const std::vector<member_type> none;
    const auto key = canonical_key<key_type>(raw);
    if (!key)
      return none;
    slot &one = slot_of(*key);
    if (waiting_.waits(one.number))
      load_with(one);
    if (!one.loaded)
      load_alone(one);
    return one.members;
  }

private:
  struct slot {
    const key_type *key = nullptr;
    std::size_t number = 0; // in order of first appearance
    bool loaded = false;
    std::vector<member_type> members;
  };

  slot &slot_of(const key_type &key) {
    auto place = slots_.find(key);
    // Rows of another batch become known while it loads.
    if (place == slots_.end() && (!collected_ || is_lookup<Rows>::value)) {
      collect();
      collected_ = true;
      place = slots_.find(key);
    }
    return place == slots_.end() ? add(key, false) : place->second;
  }

  void collect() {
    if constexpr (is_lookup<Rows>::value)
      rows_.for_each_loaded(seen_, [this](const auto &row, unsigned) { this->take(row); });
    else
      for (auto &&row : rows_)
        take(row);
  }
  template <class Row> void take(const Row &row) {
    if (!is_null_row(row))
      if (const auto key = canonical_key<key_type>(std::invoke(key_, row)))
        add(*key, true);
  }

  /// `together`: it is to be loaded with others.
  slot &add(const key_type &key, bool together) {
    const auto [place, added] = slots_.try_emplace(key);
    slot &one = place->second;
    if (!added)
      return one;
    one.key = &place->first;
    one.number = order_.size();
    // Of two spellings that the database may hold for equal, one is loaded with others.
    if constexpr (key_fold<key_type>::folds)
      together = together && folded_.try_emplace(key_fold<key_type>::fold(key), &one).second;
    order_.push_back(&one);
    waiting_.push(together);
    return one;
  }

  /// The slot among those asked for that a row with this owner belongs to; null if it is not told.
  slot *owner_among(const std::vector<slot *> &asked, const std::optional<key_type> &owner) {
    const auto was_asked = [&](const slot *one) {
      return std::binary_search(asked.begin(), asked.end(), one, in_order);
    };
    if (!owner)
      return nullptr;
    if (const auto exact = slots_.find(*owner); exact != slots_.end() && was_asked(&exact->second))
      return &exact->second;
    if constexpr (key_fold<key_type>::folds)
      if (const auto alike = folded_.find(key_fold<key_type>::fold(*owner));
          alike != folded_.end() && was_asked(alike->second))
        return alike->second;
    return nullptr;
  }

  static bool in_order(const slot *a, const slot *b) { return a->number < b->number; }

  void load_with(const slot &wanted) {
    std::vector<slot *> asked;
    waiting_.around(wanted.number, [&](std::size_t number) {
      asked.push_back(order_[number]);
      return asked.size() < max_keys_;
    });
    std::sort(asked.begin(), asked.end(), in_order);
    std::vector<key_type> keys;
    keys.reserve(asked.size());
    for (const slot *one : asked)
      keys.push_back(*one->key);

    members_type members = guarded(keys);
    bool explained = false, unexplained = false;
    for (auto &member : members)
      if (slot *owner = owner_among(
              asked, canonical_key<key_type>(std::invoke(owner_, std::as_const(member))))) {
        owner->members.push_back(std::move(member));
        explained = true;
      } else {
        unexplained = true;
      }
    for (slot *one : asked) {
      // A row that belongs to no key as we compare them means that the database compares otherwise.
      one->loaded = !unexplained || !one->members.empty();
      waiting_.remove(one->number);
    }
    if (unexplained && !explained)
      for (const slot *one : order_)
        waiting_.remove(one->number); // asking for several at a time saves nothing
  }

  void load_alone(slot &one) {
    members_type members = guarded({*one.key});
    for (auto &member : members)
      one.members.push_back(std::move(member));
    one.loaded = true;
    waiting_.remove(one.number);
  }

  members_type guarded(const std::vector<key_type> &asked) {
    const key_span<key_type> span{asked.data(), asked.size()};
#if NPLUS1_EXCEPTIONS
    try {
      return load_(span);
    } catch (...) {
      prefix_standard_exception(failure_message<member_type>(asked.size()));
      throw;
    }
#else
    return load_(span);
#endif
  }

  Rows &rows_;
  Key key_;
  Load load_;
  Owner owner_;
  std::size_t max_keys_;
  bool collected_ = false;
  std::vector<std::size_t> seen_;
  std::unordered_map<key_type, slot, key_hash<key_type>> slots_;
  std::vector<slot *> order_;
  waiting_places waiting_; // of order_
  std::unordered_map<std::string, slot *> folded_;
};

} // namespace detail

/// The rows on the many side of a relation, for all elements of a loop:
///
///     auto comments = nplus1::grouped(posts, [](const auto &post) { return post->id(); },
///         [&](auto keys) { return commentsOf(context, keys); },      // … WHERE post IN (keys)
///         [](const auto &comment) { return comment->postID(); });
///     for (const auto &post : posts)
///       for (const auto &comment : comments.find(post->id()))
///         print(comment->text());
///
/// `rows`: any range that can be read twice; it must outlive the result, and is read once, at the
/// first find(). Null pointers in it are skipped. Of another batch, the objects that are loaded so
/// far count, so that nothing is loaded for rows that the loop does not reach.
///
/// `key`: called once per row; returns the key that the many side refers to, as for batch().
///
/// `load`: called with an nplus1::key_span of distinct keys; runs one query and returns a container
/// of the rows that belong to them. A filter and an order of the query are kept. A limit is not per
/// owner, it cuts all of them together; a loop that needs one is not served by one query.
///
/// `owner`: the key that a loaded row belongs to.
///
/// `max_keys`: how many keys one query may bind on this connection, less what it binds besides. The
/// default is below the limit of every common database.
///
/// What the query made belongs to the result: rows with the same key see the same objects, which a
/// query per row would have made afresh.
///
/// Queries: none before first use, then one per max_keys distinct keys; see find() for the most.
/// Time: linear in the rows and the loaded rows. Not copied, used by one thread.
template <class Rows, class Key, class Load, class Owner>
auto grouped(Rows &&rows, Key key, Load load, Owner owner, std::size_t max_keys = 900) {
  detail::check_rows<Rows &&>();
  detail::check_key<std::remove_reference_t<Rows>, Key>();
  return detail::groups<std::remove_reference_t<Rows>, Key, Load, Owner>(
      rows, std::move(key), std::move(load), std::move(owner), max_keys);
}

} // namespace nplus1
