// nplus1::grouped: the many side of a relation for all elements of a loop, in one query.
#pragma once

#include <nplus1/batch.hpp>

#include <algorithm>
#include <cstddef>
#include <type_traits>
#include <unordered_map>
#include <utility>
#include <vector>

namespace nplus1 {

namespace detail {

template <class Rows, class Key, class Load, class Owner> class groups {
  using row_type = std::remove_reference_t<decltype(*std::begin(std::declval<Rows &>()))>;
  using raw_key = std::invoke_result_t<Key &, const row_type &>;

public:
  /// The key of a row, without what it is wrapped in.
  using key_type = held_t<raw_key>;
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
  /// time on average after that. Never more queries than one per key.
  ///
  /// Throws what the query throws, with the type's name in front of the message of a standard
  /// exception; then nothing is remembered, and the next call tries again.
  template <class Raw> const std::vector<member_type> &find(const Raw &raw) {
    static const std::vector<member_type> none;
    collect_once();
    const auto key = canonical_key<key_type>(raw);
    if (!key)
      return none;
    auto place = slots_.find(*key);
    if (place == slots_.end() || place->second.alone) {
      load({*key}, true);
      place = slots_.find(*key);
    } else if (!place->second.loaded) {
      load(chunk_around(place->second.number), false);
      if (place->second.alone)
        load({*key}, true);
    }
    return place->second.members;
  }

private:
  struct slot {
    std::size_t number = 0; // in waiting order
    bool loaded = false;
    bool alone = false; // the database compares this key otherwise than we do
    std::vector<member_type> members;
  };

  void collect_once() {
    if (collected_)
      return;
    for (auto &&row : rows_)
      if (!is_null_row(row))
        if (const auto key = canonical_key<key_type>(key_(row)))
          if (slots_.try_emplace(*key, slot{keys_.size(), false, false, {}}).second)
            keys_.push_back(*key);
    collected_ = true;
  }

  /// Keys that are not loaded yet, as many as one query takes, with number `index` among them.
  std::vector<key_type> chunk_around(std::size_t index) const {
    std::vector<key_type> asked;
    const auto take = [&](std::size_t from, std::size_t to) {
      for (std::size_t i = from; i < to && asked.size() < max_keys_; ++i)
        if (const slot &one = slots_.at(keys_[i]); !one.loaded && !one.alone)
          asked.push_back(keys_[i]);
    };
    take(index, keys_.size());
    take(0, index);
    return asked;
  }

  void load(const std::vector<key_type> &asked, bool alone) {
    members_type members = guarded(asked);
    std::unordered_map<key_type, std::vector<member_type>, key_hash<key_type>> found;
    bool unexplained = false;
    for (const key_type &key : asked)
      found.try_emplace(key);
    for (auto &member : members) {
      const auto owner = canonical_key<key_type>(owner_(std::as_const(member)));
      const auto place = alone ? found.begin() : owner ? found.find(*owner) : found.end();
      if (place != found.end())
        place->second.push_back(std::move(member));
      else
        unexplained = true;
    }
    for (auto &[key, rows] : found) {
      slot &one = slots_[key];
      one.alone = !alone && unexplained && rows.empty();
      one.loaded = !one.alone;
      one.members = std::move(rows);
    }
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
  std::vector<key_type> keys_;
  std::unordered_map<key_type, slot, key_hash<key_type>> slots_;
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
/// first find(). Null pointers in it are skipped.
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
/// Queries: none before first use, then one per max_keys distinct keys, and never more than one per
/// key asked for. Time: linear in the rows and the loaded rows. Not copied, used by one thread.
template <class Rows, class Key, class Load, class Owner>
auto grouped(Rows &&rows, Key key, Load load, Owner owner, std::size_t max_keys = 900) {
  detail::check_rows<Rows &&>();
  return detail::groups<std::remove_reference_t<Rows>, Key, Load, Owner>(
      rows, std::move(key), std::move(load), std::move(owner), max_keys);
}

} // namespace nplus1
