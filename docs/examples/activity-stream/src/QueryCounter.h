#pragma once

#include <Poco/Data/Session.h>

#include <cstddef>

namespace Shelf {

/// Counts the SELECT statements that a SQLite session runs.
///
/// One counter per session at a time; not thread-safe, like the session.
class QueryCounter {
public:
  explicit QueryCounter(const Poco::Data::Session &session);
  ~QueryCounter();
  QueryCounter(const QueryCounter &) = delete;
  QueryCounter &operator=(const QueryCounter &) = delete;

  /// The statements since the last call, or since construction.
  std::size_t take();

private:
  Poco::Data::Session _session;
  std::size_t _selects = 0;
};

} // namespace Shelf
