// Counts the queries of a libpq connection (libpq 14 or later). Programs whose library hands the
// PGconn out pass that: SOCI's is postgresql_session_backend::conn_. While they are counted,
// PQtrace() of the program's own is off.
#pragma once

#include <nplus1/detail/postgres_tap.hpp>
#include <nplus1/guard/query_guard.hpp>

#include <memory>
#include <utility>

namespace nplus1 {

/// pg_conn * is libpq's PGconn *.
template <> struct query_source<pg_conn *> {
  static std::unique_ptr<query_tap> open(pg_conn *connection, query_sink sink) {
    return detail::postgres_tap::open(connection, std::move(sink));
  }
};

} // namespace nplus1
