// Counts the queries of a connection of SQLite's C interface.
#pragma once

#include <nplus1/detail/sqlite_tap.hpp>
#include <nplus1/guard/query_guard.hpp>

#include <sqlite3.h>

#include <memory>
#include <utility>

namespace nplus1 {

template <> struct query_source<sqlite3 *> {
  static std::unique_ptr<query_tap> open(sqlite3 *connection, query_sink sink) {
    return detail::sqlite_tap::open(connection, std::move(sink), &sqlite3_trace_v2);
  }
};

} // namespace nplus1
