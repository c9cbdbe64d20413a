// The keys and objects of one type in one database: distinct keys in order of first appearance,
// loaded chunk by chunk, each chunk when a key of it is first asked for.
//
// That order is what keeps the promise "never more queries than the lazy program": a chunk is
// loaded only because of a key that the lazy program would have queried right then.
#pragma once

#include <nplus1/adapter.hpp>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace nplus1::detail {

template <class T, class Adapter> class store {
public:
  using key_type = typename Adapter::key_type;
  using stored_type = typename Adapter::stored_type;
  using context_type = typename Adapter::context_type;

  explicit store(context_type context) : context_(std::move(context)) {}

  const context_type &context() const { return context_; }

  /// Adds a key to those that are loaded together. Only before the first get().
  void want(const key_type &key) {
    const auto [place, added] = places_.try_emplace(key, slots_.size());
    if (!added)
      return;
    keys_.push_back(key);
    slots_.emplace_back();
    wanted_ = slots_.size();
    // The database may hold two spellings for equal, and then answers one row for both: let its own
    // comparison decide.
    if constexpr (key_fold<key_type>::folds)
      if (!folded_.try_emplace(key_fold<key_type>::fold(key), place->second).second)
        slots_.back().status = state::alone;
  }

  bool knows(const key_type &key) const { return places_.count(key) != 0; }

  /// The row with this key; null if there is none. At most one query.
  stored_type *get(const key_type &key) {
    const auto [place, added] = places_.try_emplace(key, slots_.size());
    if (added) {
      keys_.push_back(key);
      slots_.emplace_back();
      slots_.back().status = state::alone;
    }
    const std::size_t index = place->second;
    if (slots_[index].status == state::waiting)
      load_chunk_of(index);
    if (slots_[index].status == state::alone)
      load_alone(index);
    auto &object = slots_[index].object;
    return object ? &*object : nullptr;
  }

  /// Loads all that want() was called for.
  void load_wanted() {
    for (std::size_t index = 0; index < wanted_; ++index) {
      if (slots_[index].status == state::waiting)
        load_chunk_of(index);
      if (slots_[index].status == state::alone)
        load_alone(index);
    }
  }

  std::size_t size() const { return slots_.size(); }
  const stored_type *at(std::size_t index) const {
    return slots_[index].object ? &*slots_[index].object : nullptr;
  }

private:
  enum class state : unsigned char {
    waiting, // loaded with its chunk
    alone,   // loaded by the ORM's finder
    known    // loaded, or known to be absent
  };
  struct slot {
    state status = state::waiting;
    std::optional<stored_type> object;
  };

  void load_alone(std::size_t index) {
    slot &one = slots_[index];
    if (guarded(1, [&] { return Adapter::find(context_, keys_[index], one.object); }))
      one.status = state::known;
  }

  void load_chunk_of(std::size_t index) {
    if (chunk_ == 0)
      chunk_ = std::max<std::size_t>(1, Adapter::max_keys(context_));
    const std::size_t first = index / chunk_ * chunk_;
    const std::size_t last = std::min(first + chunk_, wanted_);
    std::size_t waiting = 0;
    for (std::size_t i = first; i < last; ++i)
      waiting += slots_[i].status == state::waiting;
    if (waiting == 1)
      return load_alone(index);

    std::vector<key_type> some;
    const bool all = waiting == last - first;
    if (!all)
      for (std::size_t i = first; i < last; ++i)
        if (slots_[i].status == state::waiting)
          some.push_back(keys_[i]);

    std::vector<std::pair<std::size_t, stored_type>> found;
    found.reserve(waiting);
    bool unexplained = false;
    const bool done = guarded(waiting, [&] {
      return Adapter::load(context_, all ? keys_.data() + first : some.data(), waiting,
                           [&](const key_type &key, stored_type object) {
                             if (const auto place = waiting_place(key, first, last))
                               found.emplace_back(*place, std::move(object));
                             else
                               unexplained = true;
                           });
    });
    // A failed query leaves the chunk as it was: the next use tries again, as the lazy program
    // would.
    if (!done)
      return;
    for (auto &[place, object] : found)
      slots_[place].object = std::move(object);
    // A row that matches no key as we compare them means that the database compares them otherwise.
    for (std::size_t i = first; i < last; ++i)
      if (slots_[i].status == state::waiting)
        slots_[i].status = unexplained && !slots_[i].object ? state::alone : state::known;
  }

  /// The slot in [first, last) that asked for a row with this key.
  std::optional<std::size_t> waiting_place(const key_type &key, std::size_t first,
                                           std::size_t last) const {
    const auto waits = [&](std::size_t place) {
      return place >= first && place < last && slots_[place].status == state::waiting;
    };
    if (const auto exact = places_.find(key); exact != places_.end() && waits(exact->second))
      return exact->second;
    if constexpr (key_fold<key_type>::folds)
      if (const auto alike = folded_.find(key_fold<key_type>::fold(key));
          alike != folded_.end() && waits(alike->second))
        return alike->second;
    return std::nullopt;
  }

  template <class Load> static auto guarded(std::size_t keys, Load load) {
#if NPLUS1_EXCEPTIONS
    try {
      return load();
    } catch (...) {
      Adapter::annotate(failure_message<T>(keys));
      throw;
    }
#else
    (void)keys;
    return load();
#endif
  }

  struct no_folds {};
  using folds = std::conditional_t<key_fold<key_type>::folds,
                                   std::unordered_map<std::string, std::size_t>, no_folds>;

  context_type context_;
  std::size_t chunk_ = 0;
  std::size_t wanted_ = 0;
  std::unordered_map<key_type, std::size_t, key_hash<key_type>> places_;
  std::vector<key_type> keys_;
  std::vector<slot> slots_;
  folds folded_;
};

} // namespace nplus1::detail
