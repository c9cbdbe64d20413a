#pragma once

#include <odb/traits.hxx>

#include <vector>

namespace odb {

template <class T> struct in_range_condition {
  std::vector<typename object_traits<T>::id_type> keys;
};

template <class T> struct query {
  struct id_column {
    template <class I> in_range_condition<T> in_range(I begin, I end) const {
      return {{begin, end}};
    }
  };
  static const id_column id;
};
template <class T> const typename query<T>::id_column query<T>::id{};

} // namespace odb
