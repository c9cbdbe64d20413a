// Counts the queries of a QSqlDatabase, on SQLite. QDjango programs pass QDjango::database().
#pragma once

#include <nplus1/detail/qt_sql.hpp>
#include <nplus1/detail/sqlite_tap.hpp>
#include <nplus1/guard/query_guard.hpp>

#include <QSqlDatabase>

#include <memory>
#include <utility>

namespace nplus1 {

template <> struct query_source<QSqlDatabase> {
  static std::unique_ptr<query_tap> open(const QSqlDatabase &database, query_sink sink) {
    if (sqlite3 *connection = detail::qt_sqlite_connection(database))
      return detail::sqlite_tap::open(connection, std::move(sink),
                                      detail::sqlite_trace_in(detail::qt_driver_library(database)));
    return nullptr;
  }
};

} // namespace nplus1
