#pragma once

#include <odb/traits.hxx>

#include <map>

namespace odb {

/// Keeps objects by id while it is current, as odb::session does for classes that support it.
class session {
public:
  session() { current_ = this; }
  ~session() { current_ = nullptr; }
  static session *current() { return current_; }
  static bool has_current() { return current_; }

  template <class T> auto &cache() {
    using key = typename object_traits<T>::id_type;
    using map = std::map<key, typename object_traits<T>::pointer_type>;
    static std::map<const session *, map> all;
    return all[this];
  }

private:
  static inline session *current_ = nullptr;
};

} // namespace odb
