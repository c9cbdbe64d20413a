#pragma once

#include <memory_table.h>

#include <memory>
#include <system_error>
#include <utility>
#include <vector>

namespace sqlite_orm {

enum class orm_error_code { not_found = 1 };

class orm_error_category : public std::error_category {
public:
  const char *name() const noexcept override { return "ORM error"; }
  std::string message(int) const override { return "Not found"; }
};
inline std::error_code make_error_code(orm_error_code code) {
  static const orm_error_category category;
  return {static_cast<int>(code), category};
}

template <class L, class E> struct in_t {
  L left;
  std::vector<E> values;
};
template <class L, class E> in_t<L, E> in(L left, std::vector<E> values) {
  return {left, std::move(values)};
}
template <class C> struct where_t {
  C condition;
};
template <class C> where_t<C> where(C condition) { return {std::move(condition)}; }

namespace internal {

struct limit_accessor {
  int binds = 32766;
  int variable_number() const { return binds; }
  void variable_number(int value) { binds = value; }
};

template <class... DBO> struct storage_t {
  limit_accessor limit;

  template <class T, class L, class E> std::vector<T> get_all(where_t<in_t<L, E>> where) {
    return doubles::memory_table<T, E>::with_keys(where.condition.values);
  }
  template <class T, class Id> std::unique_ptr<T> get_pointer(Id id) {
    auto found = doubles::memory_table<T, Id>::with_keys({id});
    return found.empty() ? nullptr : std::make_unique<T>(found.front());
  }
};

} // namespace internal
} // namespace sqlite_orm

template <> struct std::is_error_code_enum<sqlite_orm::orm_error_code> : std::true_type {};
