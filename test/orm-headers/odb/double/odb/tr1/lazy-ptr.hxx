// The lazy pointers of ODB's support of TR1 that its profile names.
#pragma once
#include <odb/core.hxx>

namespace odb {
namespace tr1 {
template <class T> class lazy_shared_ptr {
public:
  T &operator*() const;
  T *operator->() const;
  T *get() const;
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
};
} // namespace tr1
} // namespace odb
