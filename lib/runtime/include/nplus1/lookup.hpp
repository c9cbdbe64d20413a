// nplus1::lookup: the objects of one type that a batch loads, found by key or iterated.
#pragma once

#include <nplus1/detail/own_references.hpp>
#include <nplus1/detail/store.hpp>

#include <cstddef>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

namespace nplus1 {

namespace detail {

/// Where the keys of a batch come from: collect() passes every key of the rows to want(), and
/// collect_more() those of rows that have come to be known since.
class key_source {
public:
  key_source() = default;
  key_source(const key_source &) = delete;
  key_source &operator=(const key_source &) = delete;

  void collect_once() {
    if (collected_)
      return;
    collect();
    collected_ = true;
  }
  virtual void collect_more() = 0;

protected:
  ~key_source() = default;

private:
  virtual void collect() = 0;
  bool collected_ = false;
};

} // namespace detail

/// The objects of type T behind the keys of some rows. batch() returns one; by_type() holds one per
/// type. Nothing is queried before the first find() or begin().
///
/// Objects are looked up in constant time on average. A lookup is used by one thread at a time. It
/// refers to the rows it was made for, which must outlive it, and it is not copied.
template <class T, class Context> class lookup {
  using adapter_type = adapter<T, Context>;
  using store_type = detail::store<T, adapter_type>;
  using query_type = detail::query_override<adapter_type>;

public:
  using context_type = typename adapter_type::context_type;
  using key_type = typename adapter_type::key_type;
  /// What the ORM's own finder returns.
  using result_type = typename adapter_type::result_type;

  lookup(const lookup &) = delete;
  lookup &operator=(const lookup &) = delete;

  /// What the ORM's own finder returns for `key`; for a missing row, and for a null key, too.
  ///
  /// The first call loads the distinct keys of all rows in one query, or, where they exceed what
  /// one query may bind, in one query per chunk, each when a key of it is first asked for. A key
  /// that no row had is loaded by the ORM's finder. Either way the answer is remembered, and so is
  /// a missing row. Never more queries than calling the finder for each key.
  ///
  /// Throws what the ORM throws, with the type's name in front of the message; then nothing is
  /// remembered, the next call tries again, and other types are not affected. Throws nplus1::error
  /// if the context was left out and the rows come from several contexts that have this key.
  template <class Key> result_type find(const Key &key) {
    source_.collect_once();
    const auto canonical = adapter_type::key(key);
    if (!canonical)
      return adapter_type::missing(stores_.size() == 1 ? &stores_[0].context() : nullptr, nullptr);
    collect_for(*canonical);
    return result(only_store_with(*canonical), *canonical);
  }

  /// The same for a key of `row`, in the context that the row came from. For batches whose context
  /// was left out and whose rows come from several databases.
  template <class Key, class Row> result_type find(const Key &key, const Row &row) {
    static_assert(!detail::is_missing_row_context<row_context<T>>::value,
                  "nplus1: rows of this ORM do not know their context; call find(key)");
    source_.collect_once();
    const auto canonical = adapter_type::key(key);
    if (canonical)
      collect_for(*canonical);
    store_type &store = store_of(row_context<T>::of(row));
    if (!canonical)
      return adapter_type::missing(&store.context(), nullptr);
    return result(store, *canonical);
  }

  /// Iterates the loaded objects, one per distinct key that has a row, in order of the key's first
  /// appearance. The objects belong to the lookup and are for reading.
  class iterator {
  public:
    using iterator_category = std::input_iterator_tag;
    using difference_type = std::ptrdiff_t;
    using reference =
        decltype(adapter_type::view(std::declval<const typename adapter_type::stored_type &>()));
    using value_type = std::decay_t<reference>;
    using pointer = void;

    reference operator*() const { return adapter_type::view(*(*stores_)[store_].at(slot_)); }
    iterator &operator++() {
      ++slot_;
      skip_absent();
      return *this;
    }
    friend bool operator==(const iterator &a, const iterator &b) {
      return a.store_ == b.store_ && a.slot_ == b.slot_;
    }
    friend bool operator!=(const iterator &a, const iterator &b) { return !(a == b); }

  private:
    friend class lookup;
    iterator(const std::vector<store_type> &stores, std::size_t store)
        : stores_(&stores), store_(store) {
      skip_absent();
    }
    void skip_absent() {
      for (; store_ < stores_->size(); ++store_, slot_ = 0)
        for (; slot_ < (*stores_)[store_].size(); ++slot_)
          if ((*stores_)[store_].at(slot_))
            return;
    }

    const std::vector<store_type> *stores_;
    std::size_t store_;
    std::size_t slot_ = 0;
  };

  /// The loaded objects; loads what is not loaded yet. A batch over these objects is the second
  /// level of a relation.
  iterator begin() {
    source_.collect_once();
    for (store_type &store : stores_)
      store.load_wanted();
    return iterator(stores_, 0);
  }
  iterator end() { return iterator(stores_, stores_.size()); }

  /// How far a reader of loaded objects has come.
  using progress = std::vector<std::size_t>;

  /// Calls `use(object, depth)` for each object loaded since `seen`, without a query. Depth counts
  /// the generic keys that led from the rows to the object, from 0.
  template <class Use> void for_each_loaded(progress &seen, Use use) const {
    seen.resize(stores_.size());
    for (std::size_t i = 0; i < seen.size(); ++i)
      while (i < stores_.size() && seen[i] < stores_[i].loaded()) {
        const std::size_t number = seen[i]++;
        use(adapter_type::view(stores_[i].loaded(number)), stores_[i].depth_of_loaded(number));
      }
  }

protected:
  /// For batches whose context is left out: each row brings its own.
  lookup(detail::key_source &source, query_type query) : source_(source), query_(std::move(query)) {
    if constexpr (row_context<T>::single)
      stores_.emplace_back(context_type(), &query_);
  }
  lookup(detail::key_source &source, query_type query, context_type context)
      : source_(source), query_(std::move(query)) {
    stores_.emplace_back(std::move(context), &query_);
  }
  ~lookup() = default;

  /// Called while the source collects.
  template <class Key> void want(const Key &key, unsigned depth = 0) {
    if (const auto canonical = adapter_type::key(key))
      stores_[0].want(*canonical, depth);
  }
  template <class Key, class Row>
  void want_for_row(const Key &key, const Row &row, unsigned depth = 0) {
    const auto canonical = adapter_type::key(key);
    if (!canonical)
      return;
    auto context = row_context<T>::of(row);
    if (row_context<T>::attached(context))
      store_of(std::move(context)).want(*canonical, depth);
  }

private:
  result_type result(store_type &store, const key_type &key) {
    if (auto *object = store.get(key))
      return detail::give<adapter_type>(store.context(), *object);
    return adapter_type::missing(&store.context(), &key);
  }

  store_type &store_of(context_type context) {
    for (store_type &store : stores_)
      if (adapter_type::same_database(store.context(), context))
        return store;
    return stores_.emplace_back(std::move(context), &query_);
  }

  store_type &only_store_with(const key_type &key) {
    if (stores_.size() == 1)
      return stores_[0];
    store_type *only = nullptr;
    for (store_type &store : stores_)
      if (store.knows(key)) {
        if (only)
          ambiguous();
        only = &store;
      }
    if (!only)
      ambiguous();
    return *only;
  }

  [[noreturn]] void ambiguous() const {
    const std::string type(detail::type_name<T>());
    if (stores_.empty())
      detail::raise("nplus1: no row with a key of " + type +
                    " has a context to load it from; pass the context to the batch");
    detail::raise("nplus1: the rows come from " + std::to_string(stores_.size()) +
                  " databases, and a key alone does not say which one holds the " + type +
                  "; call find(key, row), or pass the context to the batch");
  }

  /// Rows that became known since the keys were collected are looked at only when they may matter.
  void collect_for(const key_type &key) {
    for (const store_type &store : stores_)
      if (store.knows(key))
        return;
    source_.collect_more();
  }

  detail::key_source &source_;
  query_type query_;
  std::vector<store_type> stores_;
};

/// `targets.find<T>(key)`, for code in which `targets` has a dependent type and the member would
/// need the word `template`.
template <class T, class Batch, class Key> auto find(Batch &targets, const Key &key) {
  return targets.template find<T>(key);
}
template <class T, class Batch, class Key, class Row>
auto find(Batch &targets, const Key &key, const Row &row) {
  return targets.template find<T>(key, row);
}

} // namespace nplus1
