// The keys and objects of one type in one database: distinct keys in order of first appearance,
// loaded chunk by chunk, each chunk when a key of it is asked for.
//
// That order is what keeps the promise "never more queries than the lazy program": a chunk is
// loaded only because of a key that the lazy program would have queried right then.
#pragma once

#include <nplus1/adapter.hpp>
#include <nplus1/detail/waiting_places.hpp>

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
  struct slot;
  enum class state : unsigned char {
    waiting, // to be loaded together with others
    asked,   // in the query that is running
    alone,   // to be loaded by itself
    known    // loaded, or known to be absent
  };

public:
  using key_type = typename Adapter::key_type;
  using stored_type = typename Adapter::stored_type;
  using context_type = typename Adapter::context_type;

  /// `query`, if not null, is used instead of the adapter's own; it must outlive the store.
  explicit store(context_type context, const query_override<Adapter> *query = nullptr)
      : context_(std::move(context)), query_(query && query->run ? query : nullptr) {}

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
      if (!folded_.try_emplace(key_fold<key_type>::fold(key), place->second).second)
        slots_.back().status = state::alone;
    waiting_.push(slots_.back().status == state::waiting);
  }

  /// Whether get() runs no query for this key.
  bool settled(const key_type &key) const {
    const auto place = places_.find(key);
    return place != places_.end() && slots_[place->second].status == state::known;
  }

  /// The row with this key; null if there is none. At most one query.
  stored_type *get(const key_type &key) {
    const auto [place, added] = places_.try_emplace(key, slots_.size());
    if (added)
      push_unwanted(place->first);
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

  /// The keys that one query asks for, and the rows that it brings. Nothing changes before
  /// commit(); a chunk that is dropped leaves its keys as they were.
  class chunk {
  public:
    chunk(store &owner, std::vector<std::size_t> asked)
        : owner_(&owner), places_(std::move(asked)) {
      keys_.reserve(places_.size());
      for (const std::size_t place : places_)
        keys_.push_back(*owner.slots_[place].key);
      found_.reserve(places_.size());
      mark(state::asked);
    }
    chunk(const chunk &) = delete;
    chunk &operator=(const chunk &) = delete;
    ~chunk() {
      if (owner_)
        mark(state::waiting);
    }

    const std::vector<key_type> &keys() const { return keys_; }

    void take(const key_type &key, stored_type object) {
      if (const auto place = owner_->asked_place(key))
        found_.emplace_back(*place, std::move(object));
      else
        unexplained_ = true;
    }

    void commit() {
      for (auto &[place, object] : found_)
        owner_->put(place, std::move(object));
      // A row that matches no key as we compare them means that the database compares otherwise.
      for (const std::size_t place : places_) {
        slot &one = owner_->slots_[place];
        one.status = unexplained_ && !one.object ? state::alone : state::known;
      }
      if (unexplained_ && found_.empty())
        owner_->give_up_chunks();
      close();
    }

    /// Gives the keys up to the ORM's finder.
    void leave_alone() {
      mark(state::alone);
      close();
    }

  private:
    void mark(state status) {
      for (const std::size_t place : places_)
        owner_->slots_[place].status = status;
    }
    void close() {
      for (const std::size_t place : places_)
        owner_->waiting_.remove(place);
      owner_ = nullptr;
    }

    store *owner_;
    std::vector<std::size_t> places_;
    std::vector<key_type> keys_;
    std::vector<std::pair<std::size_t, stored_type>> found_;
    bool unexplained_ = false;
  };

  /// The chunk to load for a key that is waiting() to be loaded with others.
  chunk chunk_of(const key_type &key) { return chunk_at(places_.find(key)->second); }
  bool waiting(const key_type &key) const {
    const auto place = places_.find(key);
    return place != places_.end() && slots_[place->second].status == state::waiting;
  }
  /// Remembers what the ORM's finder said.
  void remember(const key_type &key, std::optional<stored_type> row) {
    const auto [place, added] = places_.try_emplace(key, slots_.size());
    if (added)
      push_unwanted(place->first);
    slots_[place->second].status = state::known;
    if (row)
      put(place->second, std::move(*row));
  }

  /// How many keys one query asks for, at least 1.
  std::size_t limit() {
    if (limit_ == 0) {
      limit_ = Adapter::max_keys(context_);
      if (query_)
        limit_ -= std::min(limit_, query_->other_binds);
      limit_ = std::max<std::size_t>(limit_, 1);
    }
    return limit_;
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
  struct slot {
    const key_type *key;
    state status;
    unsigned depth;
    std::optional<stored_type> object;
  };

  chunk chunk_at(std::size_t index) { return chunk(*this, chunk_around(index)); }

  /// Asking for several keys at a time explains no row: it would only add queries.
  void give_up_chunks() {
    for (std::size_t place = 0; place < slots_.size(); ++place)
      if (slots_[place].status == state::waiting) {
        slots_[place].status = state::alone;
        waiting_.remove(place);
      }
  }

  /// A key that is not loaded with others.
  void push_unwanted(const key_type &key) {
    slots_.push_back({&key, state::alone, 0, std::nullopt});
    waiting_.push(false);
  }

  /// Where the key column is not unique, the first row counts, as for a finder that reads one.
  void put(std::size_t index, stored_type object) {
    if (slots_[index].object)
      return;
    loaded_.push_back(index);
    slots_[index].object = std::move(object);
  }

  void load_alone(std::size_t index) {
    slot &one = slots_[index];
    std::optional<stored_type> row;
    const bool done = guarded(1, [&] {
      if (!query_)
        return Adapter::find(context_, *one.key, row);
      auto rows = query_->run(context_, {one.key, 1});
      return Adapter::read(context_, rows, [&](const key_type &, stored_type object) {
        if (!row)
          row = std::move(object);
      });
    });
    if (!done)
      return;
    one.status = state::known;
    if (row)
      put(index, std::move(*row));
  }

  void load_with(std::size_t index) {
    chunk asked = chunk_at(index);
    if (asked.keys().size() == 1 && !query_) {
      asked.leave_alone();
      return load_alone(index);
    }
    const bool done = guarded(asked.keys().size(), [&] {
      const key_span<key_type> span{asked.keys().data(), asked.keys().size()};
      auto rows = query_ ? query_->run(context_, span) : Adapter::query(context_, span);
      return Adapter::read(context_, rows, [&](const key_type &key, stored_type object) {
        asked.take(key, std::move(object));
      });
    });
    // A failed query leaves the chunk as it was: the next use tries again.
    if (done)
      asked.commit();
  }

  /// As many waiting places as one query may ask for, with `index` among them, in order.
  std::vector<std::size_t> chunk_around(std::size_t index) {
    std::vector<std::size_t> chunk;
    waiting_.around(index, [&](std::size_t place) {
      chunk.push_back(place);
      return chunk.size() < limit();
    });
    std::sort(chunk.begin(), chunk.end());
    return chunk;
  }

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
  waiting_places waiting_; // of slots_
  std::vector<std::size_t> loaded_;
  folds folded_;
};

} // namespace nplus1::detail
