#pragma once

#include <odb/exceptions.hxx>
#include <odb/query.hxx>
#include <odb/result.hxx>
#include <odb/session.hxx>

#include <memory_table.h>

#include <memory>

namespace odb {

class database {
public:
  database_id id() const { return id_sqlite; }

  template <class T> odb::result<T> query(const in_range_condition<T> &condition) {
    std::vector<typename object_traits<T>::pointer_type> rows;
    for (const T &row : table<T>::with_keys(condition.keys))
      rows.push_back(keep(row));
    return odb::result<T>(std::move(rows));
  }
  template <class T>
  typename object_traits<T>::pointer_type find(const typename object_traits<T>::id_type &id) {
    if (session *current = session::current()) {
      auto &cache = current->template cache<T>();
      if (auto known = cache.find(id); known != cache.end())
        return known->second;
    }
    auto found = table<T>::with_keys({id});
    return found.empty() ? nullptr : keep(found.front());
  }
  template <class T>
  typename object_traits<T>::pointer_type load(const typename object_traits<T>::id_type &id) {
    auto found = find<T>(id);
    if (!found)
      throw object_not_persistent();
    return found;
  }

private:
  template <class T> using table = doubles::memory_table<T, typename object_traits<T>::id_type>;

  template <class T> static typename object_traits<T>::pointer_type keep(const T &row) {
    auto object = std::make_shared<T>(row);
    if (session *current = session::current())
      return current->template cache<T>().emplace(object_traits<T>::id(row), object).first->second;
    return object;
  }
};

} // namespace odb
