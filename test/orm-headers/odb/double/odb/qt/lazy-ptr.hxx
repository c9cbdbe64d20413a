// The lazy pointers of ODB's profile for Qt that its profile names.
#pragma once
#include <odb/core.hxx>

template <class T> class QLazySharedPointer {
public:
  T &operator*() const;
  T *operator->() const;
  T *data() const;
  bool loaded() const;
  std::shared_ptr<T> load() const;
  template <class O = T> typename odb::object_traits<O>::id_type objectId() const;
};
template <class T> class QLazyWeakPointer {
public:
  bool loaded() const;
  std::shared_ptr<T> load() const;
  std::shared_ptr<T> getEager() const;
};
