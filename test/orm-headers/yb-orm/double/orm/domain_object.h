// The declarations of Yb::Orm that its profile names.
#pragma once
#include <cstddef>
#include <iterator>
#include <string>

namespace Yb {
typedef long LongInt;
typedef std::string String;
struct DataObject {
  typedef DataObject *Ptr;
};
class Expression {
public:
  Expression();
  explicit Expression(const char *sql);
};
class Key {};
class Session {
public:
  int *get_lazy(const Key &key);
  void flush();
  void commit();
  void clear();
};
class DomainObject {
protected:
  explicit DomainObject(const int &table, DomainObject *owner, const String &property);

public:
  DomainObject();
  explicit DomainObject(DataObject::Ptr data);
  void save(Session &session);
  bool is_empty() const;
  Session *get_session() const;
  void delete_object();
  int status() const;
  int cmp(const DomainObject &other) const;
};

template <class U, class V> class ManagedListIter {
public:
  bool operator!=(const ManagedListIter &other) const;
  V &operator*() const;
  V *operator->() const;
  ManagedListIter &operator++();
};
template <class T> class ManagedList {
public:
  typedef ManagedListIter<int, T> iterator;
  typedef ManagedListIter<int, const T> const_iterator;
  iterator begin();
  iterator end();
  iterator find(const T &object);
  const_iterator begin() const;
  const_iterator end() const;
  std::size_t size() const;
  iterator insert(const T &object);
  void erase(iterator at);
  int master() const;
};
template <class T> class DomainObjHolder {
public:
  T &operator*() const;
  T *operator->() const;
};

template <class Row> class ResultSetBase {
public:
  class iterator {
  public:
    Row &operator*() const;
    Row *operator->() const;
    iterator &operator++();
    bool operator!=(const iterator &other) const;
  };
  iterator begin();
  iterator end();
};
template <class R> class DomainResultSet : public ResultSetBase<R> {};

template <class R> class QueryObj {
public:
  template <class D> QueryObj select_from();
  template <class D> QueryObj join(const Expression &condition = Expression());
  QueryObj filter_by(const Expression &filter);
  QueryObj order_by(const Expression &order);
  QueryObj range(int start, int end);
  DomainResultSet<R> all();
  R one();
  LongInt count();
};
template <class R>
QueryObj<R> query(Session &session, const Expression &filter = Expression(),
                  const Expression &order = Expression());
template <class T> T lock_and_refresh(Session &session, T &object);
} // namespace Yb
