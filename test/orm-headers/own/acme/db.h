// The in-house ORM of docs/teach-your-orm.md.
#pragma once
#include <vector>

namespace acme {
struct Record {};
template <class T> class Ref {
public:
  T *operator->() const; // queries the first time
  int id() const;        // does not
  explicit operator bool() const;
};
class Database {
public:
  template <class T> std::vector<T> all();
  template <class T> T *find(int id);
};
} // namespace acme
