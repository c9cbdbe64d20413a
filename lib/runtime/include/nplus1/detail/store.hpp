// The keys and objects of one type in one database: distinct keys in order of first appearance,
// loaded chunk by chunk, each chunk when a key of it is asked for.
//
// That order is what keeps the promise "never more queries than the lazy program": a chunk is
// loaded only because of a key that the lazy program would have queried right then.
#pragma once

#include <nplus1/adapter.hpp>

#include <algorithm>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <type_traits>
#include <unordered_map>
#include <utility>
#include <vector>

namespace nplus1::detail {

/// The query that replaces an adapter's own; `run` is empty if there is none.
template <class Adapter> struct query_override {
  using rows_type = typename Adapter::rows_type;
  using context_type = typename Adapter::context_type;

  std::function<rows_type(const context_type &, key_span<typename Adapter::key_type>)> run;
  std::size_t other_binds = 0;
};

template <class T, class Adapter> class store {
public:
  using key_type = typename Adapter::key_type;
  using stored_type = typename Adapter::stored_type;
  using context_type = typename Adapter::context_type;

  store(context_type context, const query_override<Adapter> &query)
      : context_(std::move(context)), query_(&query) {}

  const context_type &context() const { return context_; }

  bool knows(const key_type &key) const { return places_.count(key) != 0; }

  /// Adds a key to those that are loaded together. `depth` counts the generic keys that led to it.
  void want(const key_type &key, unsigned depth = 0) {
    const auto [place, added] = places_.try_emplace(key, slots_.size());
    if (!added)
      return;
    slots_.push_back({&place->first, state::waiting, depth, std::nullopt});
    // The database may hold two spellings for equal, and then answers one row for both: let its own
    // comparison decide.
    if constexpr (key_fold<key_type>::folds)
      if (!folded_.try_emplace(key_fold<key_type>::fold(key), place->second).second) {
        slots_.back().status = state::alone;
        return;
      }
    waiting_.push_back(place->second);
  }

  /// The row with this key; null if there is none. At most one query.
  stored_type *get(const key_type &key) {
    const auto [place, added] = places_.try_emplace(key, slots_.size());
    if (added)
      slots_.push_back({&place->first, state::alone, 0, std::nullopt});
    const std::size_t index = place->second;
    if (slots_[index].status == state::waiting)
      load_with(index);
    if (slots_[index].status == state::alone)
      load_alone(index);
    auto &object = slots_[index].object;
    return object ? &*object : nullptr;
  }

  /// Loads all that want() was called for.
  void load_wanted() {
    for (std::size_t index = 0; index < slots_.size(); ++index) {
      if (slots_[index].status == state::waiting)
        load_with(index);
      if (slots_[index].status == state::alone)
        load_alone(index);
    }
  }

  /// The keys so far, in order of first appearance; their objects, null if absent or not loaded.
  std::size_t size() const { return slots_.size(); }
  const stored_type *at(std::size_t index) const {
    return slots_[index].object ? &*slots_[index].object : nullptr;
  }

  /// The objects so far, in the order in which they were loaded.
  std::size_t loaded() const { return loaded_.size(); }
  const stored_type &loaded(std::size_t number) const { return *slots_[loaded_[number]].object; }
  unsigned depth_of_loaded(std::size_t number) const { return slots_[loaded_[number]].depth; }

private:
  enum class state : unsigned char {
    waiting, // to be loaded together with others
    asked,   // in the query that is running
    alone,   // to be loaded by itself
    known    // loaded, or known to be absent
  };
  struct slot {
    const key_type *key;
    state status;
    unsigned depth;
    std::optional<stored_type> object;
  };

  void put(std::size_t index, stored_type object) {
    if (!slots_[index].object)
      loaded_.push_back(index);
    slots_[index].object = std::move(object);
  }

  void load_alone(std::size_t index) {
    slot &one = slots_[index];
    std::optional<stored_type> row;
    const bool done = guarded(1, [&] {
      if (!query_->run)
        return Adapter::find(context_, *one.key, row);
      auto rows = query_->run(context_, {one.key, 1});
      return Adapter::read(context_, rows,
                           [&](const key_type &, stored_type object) { row = std::move(object); });
    });
    if (!done)
      return;
    one.status = state::known;
    if (row)
      put(index, std::move(*row));
  }

  void load_with(std::size_t index) {
    const auto [first, last] = chunk_around(index);
    if (last - first == 1) {
      load_alone(index);
      if (slots_[index].status == state::known)
        waiting_.erase(first);
      return;
    }

    running chunk(slots_, &*first, &*first + (last - first));
    std::vector<key_type> keys;
    keys.reserve(static_cast<std::size_t>(last - first));
    for (auto place = first; place != last; ++place)
      keys.push_back(*slots_[*place].key);
    std::vector<std::pair<std::size_t, stored_type>> found;
    found.reserve(keys.size());
    bool unexplained = false;
    const bool done = guarded(keys.size(), [&] {
      const key_span<key_type> span{keys.data(), keys.size()};
      auto rows = query_->run ? query_->run(context_, span) : Adapter::query(context_, span);
      return Adapter::read(context_, rows, [&](const key_type &key, stored_type object) {
        if (const auto place = asked_place(key))
          found.emplace_back(*place, std::move(object));
        else
          unexplained = true;
      });
    });
    // A failed query leaves the chunk as it was: the next use tries again, as the lazy program
    // would.
    if (!done)
      return;
    chunk.succeed();
    for (auto &[place, object] : found)
      put(place, std::move(object));
    // A row that matches no key as we compare them means that the database compares them otherwise.
    for (auto place = first; place != last; ++place)
      slots_[*place].status = unexplained && !slots_[*place].object ? state::alone : state::known;
    waiting_.erase(first, last);
  }

  using places = std::vector<std::size_t>;

  /// As many waiting places as one query may ask for, with `index` among them.
  std::pair<places::iterator, places::iterator> chunk_around(std::size_t index) {
    if (limit_ == 0) {
      limit_ = Adapter::max_keys(context_);
      limit_ -= std::min(limit_, query_->other_binds);
      limit_ = std::max<std::size_t>(limit_, 1);
    }
    const auto size = static_cast<std::ptrdiff_t>(std::min(limit_, waiting_.size()));
    auto first = std::lower_bound(waiting_.begin(), waiting_.end(), index);
    if (waiting_.end() - first < size)
      first = waiting_.end() - size;
    return {first, first + size};
  }

  /// Marks a chunk as being asked for, and takes that back if the query fails.
  class running {
  public:
    running(std::vector<slot> &all, const std::size_t *first, const std::size_t *last)
        : slots_(all), first_(first), last_(last) {
      mark(state::asked);
    }
    ~running() {
      if (first_)
        mark(state::waiting);
    }
    void succeed() { first_ = nullptr; }

  private:
    void mark(state status) {
      for (const std::size_t *place = first_; place != last_; ++place)
        slots_[*place].status = status;
    }

    std::vector<slot> &slots_;
    const std::size_t *first_, *last_;
  };

  /// The place that the running query asked for with this key.
  std::optional<std::size_t> asked_place(const key_type &key) const {
    const auto asked = [&](std::size_t place) { return slots_[place].status == state::asked; };
    if (const auto exact = places_.find(key); exact != places_.end() && asked(exact->second))
      return exact->second;
    if constexpr (key_fold<key_type>::folds)
      if (const auto alike = folded_.find(key_fold<key_type>::fold(key));
          alike != folded_.end() && asked(alike->second))
        return alike->second;
    return std::nullopt;
  }

  template <class Load> static bool guarded(std::size_t keys, Load load) {
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

  struct nothing {};
  using folds = std::conditional_t<key_fold<key_type>::folds,
                                   std::unordered_map<std::string, std::size_t>, nothing>;

  context_type context_;
  const query_override<Adapter> *query_;
  std::size_t limit_ = 0;
  std::unordered_map<key_type, std::size_t, key_hash<key_type>> places_;
  std::vector<slot> slots_;
  places waiting_; // ascending
  places loaded_;
  folds folded_;
};

} // namespace nplus1::detail
