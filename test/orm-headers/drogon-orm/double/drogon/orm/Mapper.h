// The declarations of drogon's ORM that its profile and the prefetch runtime name.
#pragma once
#include <drogon/utils/coroutine.h>

#include <cstddef>
#include <functional>
#include <future>
#include <memory>
#include <string>
#include <vector>

namespace drogon::orm {
class Field {
public:
  template <class T> T as() const;
  bool isNull() const;
};
class Row {
public:
  Field operator[](const char *name) const;
};
class ConstResultIterator {
public:
  Row operator*() const;
  const Row *operator->() const;
  ConstResultIterator &operator++();
  bool operator!=(const ConstResultIterator &) const;
};
class Result {
public:
  ConstResultIterator begin() const;
  ConstResultIterator end() const;
  Row front() const;
  Row operator[](std::size_t index) const;
  std::size_t size() const;
  bool empty() const;
};
class DrogonDbException {};
class UnexpectedRows : public DrogonDbException {
public:
  explicit UnexpectedRows(const std::string &message);
};
using ExceptionCallback = std::function<void(const DrogonDbException &)>;

enum class CompareOperator { EQ, In };
class Criteria {
public:
  Criteria();
  template <class T> Criteria(const std::string &column, const CompareOperator &op, T &&value);
  std::string criteriaString() const;
};

class Transaction;
namespace internal {
class SqlBinder {
public:
  template <class T> SqlBinder &operator<<(T &&parameter);
  template <class F> SqlBinder &operator>>(F &&callback) {
    return *this;
  }
};
template <class T> struct MapperAwaiter : CallbackAwaiter<T> {};
struct SqlAwaiter {};
} // namespace internal

enum class ClientType { PostgreSQL, Mysql, Sqlite3 };
class DbClient {
public:
  ClientType type() const;
  template <class... A> Result execSqlSync(const std::string &sql, A &&...args);
  template <class F, class E, class... A>
  void execSqlAsync(const std::string &sql, F &&f, E &&e, A &&...args);
  template <class... A> std::future<Result> execSqlAsyncFuture(const std::string &sql, A &&...a);
  template <class... A> internal::SqlAwaiter execSqlCoro(const std::string &sql, A &&...args);
  internal::SqlBinder operator<<(const std::string &sql);
  std::shared_ptr<Transaction> newTransaction();
};
using DbClientPtr = std::shared_ptr<DbClient>;

template <class T> class Mapper {
public:
  explicit Mapper(const DbClientPtr &client);
  Mapper &limit(std::size_t limit);
  Mapper &offset(std::size_t offset);
  Mapper &orderBy(const std::string &column);
  T findByPrimaryKey(int key);
  void findByPrimaryKey(int key, const std::function<void(T)> &, const ExceptionCallback &);
  std::future<T> findFutureByPrimaryKey(int key);
  std::vector<T> findAll();
  std::size_t count(const Criteria &criteria = Criteria());
  T findOne(const Criteria &criteria);
  std::vector<T> findBy(const Criteria &criteria);
  void findBy(const Criteria &criteria, const std::function<void(std::vector<T>)> &,
              const ExceptionCallback &);
  void insert(T &object);
  std::size_t update(const T &object);
  std::size_t deleteOne(const T &object);
};
template <class T> class CoroMapper : public Mapper<T> {
public:
  using Mapper<T>::Mapper;
  internal::MapperAwaiter<T> findByPrimaryKey(int key);
  internal::MapperAwaiter<std::vector<T>> findAll();
  internal::MapperAwaiter<std::vector<T>> findBy(const Criteria &criteria);
};
} // namespace drogon::orm
