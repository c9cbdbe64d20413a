// The declarations of hiberlite that its profile names.
#pragma once
#include <string>
#include <vector>

namespace hiberlite {
template <class C> class bean_ptr {
public:
  C *operator->();
  C &operator*();
  operator bool() const;
  long get_id() const;
  bean_ptr save();
  void destroy();
};
class Database {
public:
  template <class C> bean_ptr<C> loadBean(long id);
  template <class C> std::vector<long> getBeanIds();
  template <class C> std::vector<bean_ptr<C>> getAllBeans();
  template <class C> bean_ptr<C> copyBean(const C &);
};
} // namespace hiberlite
