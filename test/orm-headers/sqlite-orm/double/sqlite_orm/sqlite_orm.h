// The declarations of sqlite_orm that its profile and the prefetch runtime name.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <system_error>
#include <vector>

namespace sqlite_orm {
enum class orm_error_code { not_found = 1 };
std::error_code make_error_code(orm_error_code code);

namespace internal {
struct limit_accessor {
  int variable_number();
};
template <class O> struct mapped_iterator {
  O &operator*() const;
  O *operator->() const;
  mapped_iterator &operator++();
  bool operator!=(const mapped_iterator &) const;
};
template <class O> struct mapped_view {
  std::size_t size() const;
  bool empty() const;
  mapped_iterator<O> begin();
  mapped_iterator<O> end();
};
template <class T> struct where_t {};
template <class T, class F> struct column_t {};
template <class T> struct table_t {};
struct primary_key_t {};
template <class L, class R> struct is_equal_t {};
struct transaction_guard_t {};
template <class T> struct get_all_t {};
template <class S> struct prepared_statement_t {};

template <class L, class E> struct in_t {};
struct storage_base {
  limit_accessor limit;
  transaction_guard_t transaction_guard();
};
template <class... Tables> struct storage_t : storage_base {
  template <class O, class... Args> mapped_view<O> iterate(Args &&...args);
  template <class O, class... Args> std::vector<O> get_all(Args &&...args);
  template <class O, class... Ids> O get(Ids... ids);
  template <class O, class... Ids> std::unique_ptr<O> get_pointer(Ids... ids);
  template <class O, class... Ids> std::optional<O> get_optional(Ids... ids);
  template <class O, class... Args> int count(Args &&...args);
  template <class T, class... Args> std::vector<T> select(T columns, Args... args);
  template <class S> prepared_statement_t<S> prepare(S statement);
  template <class T>
  std::vector<T> execute(const prepared_statement_t<get_all_t<T>> &statement);
  template <class O> int insert(const O &object);
  template <class O> void update(const O &object);
  template <class O, class... Ids> void remove(Ids... ids);
};
} // namespace internal
internal::primary_key_t primary_key();
template <class T, class F, class... Op>
internal::column_t<T, F> make_column(std::string name, F T::*member, Op... constraints);
template <class T, class... F>
internal::table_t<T> make_table(std::string name, internal::column_t<T, F>... columns);
template <class... Tables>
internal::storage_t<Tables...> make_storage(std::string filename, Tables... tables);
template <class T> internal::get_all_t<T> get_all();
template <class C> internal::where_t<C> where(C condition);
template <class T> T c(T value);
template <class L, class R> internal::is_equal_t<L, R> is_equal(L left, R right);
template <class L, class E> internal::in_t<L, E> in(L left, std::vector<E> values);
template <class T> T columns(T column);
template <class T> T limit(T rows);
template <class T> T order_by(T column);
} // namespace sqlite_orm

template <> struct std::is_error_code_enum<sqlite_orm::orm_error_code> : std::true_type {};
