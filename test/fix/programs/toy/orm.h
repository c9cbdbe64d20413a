// An ORM for generated programs: rows in memory, lazy accessors that query every
// time, and a count of the queries.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace toy {

/// Counts the queries that run on it.
class Session {
public:
  int queries = 0;
};

class Entity {
public:
  Session *session = nullptr;
  long id = 0;
};

template <class T> std::map<long, T> &table() {
  static std::map<long, T> rows;
  return rows;
}

/// The rows with these keys, in one query.
template <class T, class Keys>
std::vector<std::shared_ptr<const T>> load(Session &session, const Keys &keys) {
  ++session.queries;
  std::vector<std::shared_ptr<const T>> rows;
  for (long key : keys)
    if (auto found = table<T>().find(key); found != table<T>().end()) {
      auto row = std::make_shared<T>(found->second);
      row->session = &session;
      rows.push_back(std::move(row));
    }
  return rows;
}

template <class T> std::shared_ptr<const T> find(Session &session, long id) {
  auto rows = load<T>(session, std::vector<long>{id});
  return rows.empty() ? nullptr : rows.front();
}

/// All rows of T, in one query.
template <class T> std::vector<std::shared_ptr<const T>> all(Session &session) {
  std::vector<long> ids;
  for (const auto &[id, row] : table<T>())
    ids.push_back(id);
  return load<T>(session, ids);
}

/// Runs at once: what is loaded later sees it.
template <class T> void store(Session &session, const T &row) {
  ++session.queries;
  table<T>()[row.id] = row;
}

} // namespace toy
