// The declarations of ODB that its profile and the prefetch runtime name.
#pragma once
#include <cstddef>
#include <exception>
#include <iterator>
#include <memory>
#include <string>

namespace odb {
class database;
enum database_id { id_mysql, id_sqlite, id_pgsql, id_oracle, id_mssql, id_common };
struct object_not_persistent : std::exception {};
class section {
public:
  bool load() const;
  bool loaded() const;
  void unload();
  bool changed() const;
  void change();
};

class access {
public:
  template <class T> class object_traits;
};
template <class T> struct object_traits {
  typedef unsigned long id_type;
  typedef std::shared_ptr<T> pointer_type;
  static const bool polymorphic = false;
  static id_type id(const T &object);
};

class session;
template <class P, class S> struct pointer_cache_traits {};
template <class P> struct no_op_pointer_cache_traits {};

template <class T> class lazy_ptr {
public:
  T &operator*() const;
  T *operator->() const;
  T *get() const;
  explicit operator bool() const noexcept;
  bool loaded() const;
  T *load() const;
  void unload() const;
  T *get_eager() const;
  template <class O = T> typename object_traits<O>::id_type object_id() const;
  database &database() const;
};
template <class T, class D = std::default_delete<T>> class lazy_unique_ptr {
public:
  T &operator*() const;
  T *operator->() const;
  T *get() const;
  explicit operator bool() const noexcept;
  bool loaded() const;
  std::unique_ptr<T, D> &load() const;
  template <class O = T> typename object_traits<O>::id_type object_id() const;
};
template <class T> class lazy_shared_ptr {
public:
  T &operator*() const;
  T *operator->() const;
  T *get() const;
  explicit operator bool() const noexcept;
  bool loaded() const;
  std::shared_ptr<T> load() const;
  std::shared_ptr<T> get_eager() const;
  template <class O = T> typename object_traits<O>::id_type object_id() const;
};
template <class T> class lazy_weak_ptr {
public:
  lazy_shared_ptr<T> lock() const;
  bool loaded() const;
  std::shared_ptr<T> load() const;
  template <class O = T> typename object_traits<O>::id_type object_id() const;
};

template <class T> class query {
public:
  query(const char *text);
  struct id_column {
    template <class I> query in_range(I begin, I end) const;
  };
  static const id_column id;
};

template <class T, class ID> class object_result_iterator {
public:
  void load(T &object);
  typename object_traits<T>::pointer_type load();
};
template <class T> class result_iterator : public object_result_iterator<T, unsigned long> {
public:
  typedef std::input_iterator_tag iterator_category;
  typedef T value_type;
  typedef std::ptrdiff_t difference_type;
  typedef T *pointer;
  typedef T &reference;
  T &operator*() const;
  T *operator->() const;
  result_iterator &operator++();
  bool operator!=(const result_iterator &) const;
};
template <class T> class result {
public:
  typedef result_iterator<T> iterator;
  iterator begin();
  iterator end();
  void cache();
  bool empty() const;
  std::size_t size() const;
};

template <class T> struct prepared_query {
  result<T> execute(bool cache = true);
  std::shared_ptr<T> execute_one();
  T execute_value();
};

class database {
public:
  database_id id() const;
  template <class T> unsigned long persist(T &object);
  template <class T>
  typename object_traits<T>::pointer_type load(const typename object_traits<T>::id_type &id);
  template <class T> void load(const typename object_traits<T>::id_type &id, T &object);
  template <class T> void load(T &object, section &part);
  template <class T>
  typename object_traits<T>::pointer_type find(const typename object_traits<T>::id_type &id);
  template <class T> bool find(const typename object_traits<T>::id_type &id, T &object);
  template <class T> void reload(T &object);
  template <class T> void update(T &object);
  template <class T> void erase(T &object);
  template <class T> unsigned long long erase_query(const char *);
  template <class T> result<T> query(bool cache = true);
  template <class T> result<T> query(const odb::query<T> &, bool cache = true);
  template <class T> std::shared_ptr<T> query_one(const odb::query<T> &);
  template <class T> T query_value(const odb::query<T> &);
  template <class T> prepared_query<T> prepare_query(const char *name, const char *);
  unsigned long long execute(const char *statement);
};
class transaction {
public:
  explicit transaction(int);
  void commit();
};
class session {
public:
  explicit session(bool make_current = true);
  static bool has_current();
};
} // namespace odb
