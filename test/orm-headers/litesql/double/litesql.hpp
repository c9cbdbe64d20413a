// The declarations of LiteSQL that its profile names.
#pragma once
#include <string>
#include <vector>

namespace litesql {
class Database {
public:
  void begin();
  void commit();
};
class Persistent {};
template <class T> class Cursor {
public:
  bool rowsLeft();
  Cursor &operator++();
  Cursor &operator++(int);
  T operator*();
  std::vector<T> dump();
};
template <class T> class DataSource {
public:
  DataSource &orderBy(int field, bool ascending = true);
  std::size_t count() const;
  Cursor<T> cursor() const;
  T one() const;
  std::vector<T> all() const;
};
} // namespace litesql
