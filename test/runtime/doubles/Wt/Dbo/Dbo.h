#pragma once

#include <memory_table.h>

#include <functional>
#include <iterator>
#include <map>
#include <memory>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace Wt::Dbo {

class Exception : public std::runtime_error {
public:
  explicit Exception(const std::string &error) : std::runtime_error(error) {}
};
class ObjectNotFoundException : public Exception {
public:
  ObjectNotFoundException(const char *table, const std::string &id)
      : Exception(std::string("Object not found: ") + table + " " + id) {}
};

struct dbo_default_traits {
  using IdType = long long;
  static IdType invalidId() { return -1; }
  static const char *surrogateIdField() { return "id"; }
};
template <class C> struct dbo_traits : dbo_default_traits {};

class Session;

/// What all pointers to one row share: the row, once it is loaded. The double's entities make their
/// references from keys in attach(session).
template <class C> struct MetaDbo {
  typename dbo_traits<C>::IdType id;
  Session *session;
  std::unique_ptr<C> object;
  ~MetaDbo();
};

template <class C> class ptr {
public:
  ptr() = default;
  explicit ptr(std::shared_ptr<MetaDbo<C>> meta) : meta_(std::move(meta)) {}

  const C *operator->() const;
  const C &operator*() const { return *operator->(); }
  const C *get() const { return operator->(); }
  explicit operator bool() const { return meta_ != nullptr; }
  typename dbo_traits<C>::IdType id() const {
    return meta_ ? meta_->id : dbo_traits<C>::invalidId();
  }
  Session *session() const { return meta_ ? meta_->session : nullptr; }

private:
  std::shared_ptr<MetaDbo<C>> meta_;
};

/// The rows of a query, made one by one while they are read, once.
template <class P> class collection {
public:
  using maker = std::function<P(std::size_t)>;
  collection(std::size_t count, maker make)
      : state_(std::make_shared<state>(state{0, count, std::move(make)})) {}

  class iterator {
  public:
    using iterator_category = std::input_iterator_tag;
    using value_type = P;
    using difference_type = std::ptrdiff_t;
    using pointer = P *;
    using reference = P &;

    iterator() = default;
    explicit iterator(collection *rows) : rows_(rows) { read(); }
    P &operator*() { return row_; }
    iterator &operator++() {
      read();
      return *this;
    }
    friend bool operator==(const iterator &a, const iterator &b) { return a.rows_ == b.rows_; }
    friend bool operator!=(const iterator &a, const iterator &b) { return !(a == b); }

  private:
    void read() {
      row_ = P();
      auto &state = *rows_->state_;
      if (state.next < state.count)
        row_ = state.make(state.next++);
      else
        rows_ = nullptr;
    }
    collection *rows_ = nullptr;
    P row_;
  };

  iterator begin() { return iterator(this); }
  iterator end() { return iterator(); }

private:
  struct state {
    std::size_t next, count;
    maker make;
  };
  std::shared_ptr<state> state_;
};

template <class P> class Query;

class Session {
public:
  template <class C> using Id = typename dbo_traits<C>::IdType;

  template <class C> const char *tableName() const { return "table"; }
  template <class C> Query<ptr<C>> find() { return Query<ptr<C>>(this); }
  template <class C> ptr<C> loadLazy(const Id<C> &id) { return ptr<C>(meta<C>(id)); }
  template <class C> ptr<C> load(const Id<C> &id) {
    auto row = loadLazy<C>(id);
    row.get();
    return row;
  }

  /// The registry holds what some pointer still refers to.
  template <class C> std::shared_ptr<MetaDbo<C>> meta(const Id<C> &id) {
    auto &known = registry<C>()[id];
    auto found = known.lock();
    if (!found) {
      found.reset(new MetaDbo<C>{id, this, nullptr});
      known = found;
    }
    return found;
  }
  template <class C> static bool isRegistered(const Id<C> &id) {
    const auto known = registry<C>().find(id);
    return known != registry<C>().end() && !known->second.expired();
  }
  template <class C> static auto &registry() {
    static std::map<Id<C>, std::weak_ptr<MetaDbo<C>>> all;
    return all;
  }
};

template <class C> MetaDbo<C>::~MetaDbo() = default;

template <class C> const C *ptr<C>::operator->() const {
  if (!meta_)
    throw Exception("null dereference");
  if (!meta_->object) {
    auto found = doubles::memory_table<C, typename dbo_traits<C>::IdType>::with_keys({meta_->id});
    std::ostringstream text;
    text << meta_->id;
    if (found.empty())
      throw ObjectNotFoundException("table", text.str());
    meta_->object = std::make_unique<C>(found.front());
    meta_->object->attach(*meta_->session);
  }
  return meta_->object.get();
}

template <class C> class Query<ptr<C>> {
public:
  using Id = typename dbo_traits<C>::IdType;
  explicit Query(Session *session) : session_(session) {}

  Query &where(const std::string &) { return *this; }
  Query &bind(const Id &id) {
    ids_.push_back(id);
    return *this;
  }
  /// Fills unloaded references with surrogate ids; with natural ids it leaves those that exist
  /// alone.
  collection<ptr<C>> resultList() {
    auto rows = std::make_shared<std::vector<C>>(all_or_some());
    return {rows->size(), [this_session = session_, rows](std::size_t i) {
              const C &row = (*rows)[i];
              const Id id = row.key();
              const bool existed = Session::isRegistered<C>(id);
              auto meta = this_session->template meta<C>(id);
              if (!meta->object && (!existed || std::is_same_v<Id, long long>)) {
                meta->object = std::make_unique<C>(row);
                meta->object->attach(*this_session);
              }
              return ptr<C>(meta);
            }};
  }

private:
  std::vector<C> all_or_some() const {
    using table = doubles::memory_table<C, Id>;
    if (!ids_.empty())
      return table::with_keys(ids_);
    ++doubles::queries;
    std::vector<C> all;
    for (const auto &[id, row] : table::rows())
      all.push_back(row);
    return all;
  }

  Session *session_;
  std::vector<Id> ids_;
};

} // namespace Wt::Dbo
