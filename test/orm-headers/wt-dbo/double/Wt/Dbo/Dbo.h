// The declarations of Wt::Dbo that its profile and the prefetch runtime name.
#pragma once
#include <cstddef>
#include <exception>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

namespace Wt {
namespace Dbo {
class Session;
template <class C> class weak_ptr;
struct dbo_default_traits {
  typedef long long IdType;
  static IdType invalidId();
  static const char *surrogateIdField();
};
template <class C> struct dbo_traits : dbo_default_traits {};
struct ObjectNotFoundException : std::exception {
  ObjectNotFoundException(const char *table, const std::string &id);
};
struct DynamicBinding {};

template <class C> class ptr {
public:
  struct mutator {
    C *operator->() const;
    C &operator*() const;
    operator C *() const;
  };
  ptr();
  ptr(std::unique_ptr<C> obj);
  const C *operator->() const;
  const C *get() const;
  const C &operator*() const;
  mutator modify() const;
  bool operator==(const ptr<C> &other) const;
  bool operator!=(const ptr<C> &other) const;
  bool operator<(const ptr<C> &other) const;
  explicit operator bool() const;
  void flush() const;
  void remove();
  void reread();
  void purge();
  typename dbo_traits<C>::IdType id() const;
  int version() const;
  bool isTransient() const;
  bool isDirty() const;
  Session *session() const;
};

template <class C> class Dbo {
public:
  typename dbo_traits<C>::IdType id() const;
  Session *session() const;
  bool isDirty() const;
  ptr<C> self() const;
};

template <class Result, class BindStrategy = DynamicBinding> class Query;

template <class C> class collection {
public:
  class iterator {
  public:
    typedef std::input_iterator_tag iterator_category;
    typedef C value_type;
    typedef std::ptrdiff_t difference_type;
    typedef C *pointer;
    typedef C &reference;
    C &operator*();
    C *operator->();
    bool operator!=(const iterator &other) const;
    bool operator==(const iterator &other) const;
    iterator &operator++();
    iterator operator++(int);
  };
  class const_iterator {
  public:
    typedef std::input_iterator_tag iterator_category;
    typedef C value_type;
    typedef std::ptrdiff_t difference_type;
    typedef const C *pointer;
    typedef const C &reference;
    const_iterator();
    const_iterator(const iterator &other);
    C operator*();
    const C *operator->();
    bool operator!=(const const_iterator &other) const;
    bool operator==(const const_iterator &other) const;
    const_iterator &operator++();
    const_iterator operator++(int);
  };
  collection();
  iterator begin();
  iterator end();
  const_iterator begin() const;
  const_iterator end() const;
  C front() const;
  std::size_t size() const;
  bool empty() const;
  void insert(C c);
  void erase(C c);
  void clear();
  int count(C c) const;
  Session *session() const;
  Query<C, DynamicBinding> find() const;
};

template <class C> class weak_ptr {
public:
  struct accessor {
    const C *operator->() const;
    const C &operator*() const;
  };
  struct mutator {
    C *operator->() const;
    C &operator*() const;
  };
  accessor operator->() const;
  mutator modify() const;
  bool operator==(const weak_ptr<C> &other) const;
  bool operator!=(const weak_ptr<C> &other) const;
  explicit operator bool() const;
  operator ptr<C>() const;
  ptr<C> query() const;
  ptr<C> lock() const;
  typename dbo_traits<C>::IdType id() const;
};

class AbstractQuery {
public:
  template <class T> AbstractQuery &bind(const T &value);
  void reset();
  AbstractQuery &join(const std::string &other);
  AbstractQuery &leftJoin(const std::string &other);
  AbstractQuery &rightJoin(const std::string &other);
  AbstractQuery &where(const std::string &condition);
  AbstractQuery &orWhere(const std::string &condition);
  AbstractQuery &orderBy(const std::string &fieldName);
  AbstractQuery &groupBy(const std::string &fields);
  AbstractQuery &having(const std::string &fields);
  AbstractQuery &with(const std::string &alias, const std::string &query);
  AbstractQuery &offset(int count);
  AbstractQuery &limit(int count);
};

template <class Result, class BindStrategy> class Query : public AbstractQuery {
public:
  template <class T> Query &bind(const T &value);
  Result resultValue() const;
  collection<Result> resultList() const;
  operator Result() const;
  operator collection<Result>() const;
  Query &bindSubqueryValues(const AbstractQuery &other);
  Query &join(const std::string &other);
  Query &where(const std::string &condition);
  Query &orderBy(const std::string &fieldName);
  Query &limit(int count);
};

class Call {
public:
  template <class T> Call &bind(const T &value);
  void run();
};

class Session {
public:
  template <class C> ptr<C> add(ptr<C> &ptr);
  template <class T, class... Args> ptr<T> addNew(Args &&...args);
  template <class C> ptr<C> load(const typename dbo_traits<C>::IdType &id, bool reread = false);
  template <class C> ptr<C> loadLazy(const typename dbo_traits<C>::IdType &id);
  template <class C, class BindStrategy = DynamicBinding>
  Query<ptr<C>, BindStrategy> find(const std::string &condition = std::string());
  template <class Result, class BindStrategy = DynamicBinding>
  Query<Result, BindStrategy> query(const std::string &sql);
  Call execute(const std::string &sql);
  template <class C> const char *tableName() const;
  void flush();
};

class Transaction {
public:
  explicit Transaction(Session &session);
  ~Transaction();
  bool commit();
};
} // namespace Dbo
} // namespace Wt
