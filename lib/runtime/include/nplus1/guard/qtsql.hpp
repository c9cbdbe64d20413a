// Counts the queries of a QSqlDatabase, on SQLite and PostgreSQL. QDjango programs pass
// QDjango::database().
#pragma once

#include <nplus1/detail/postgres_tap.hpp>
#include <nplus1/detail/qt_sql.hpp>
#include <nplus1/detail/sqlite_tap.hpp>
#include <nplus1/guard/query_guard.hpp>

#include <QSqlDatabase>

#include <memory>
#include <string_view>
#include <utility>

namespace nplus1 {

template <> struct query_source<QSqlDatabase> {
  static std::unique_ptr<query_tap> open(const QSqlDatabase &database, query_sink sink) {
    if (sqlite3 *connection = detail::qt_sqlite_connection(database))
      return detail::sqlite_tap::open(connection, std::move(sink),
                                      detail::sqlite_trace_in(detail::qt_driver_library(database)));
    if (pg_conn *connection = detail::qt_postgres_connection(database))
      return detail::postgres_tap::open(
          connection,
          [sink = std::move(sink)](std::string_view sql) {
            // Qt's driver asks once per table for its name, to fill QSqlField::tableName().
            constexpr std::string_view own = "SELECT relname FROM pg_class WHERE pg_class.oid = ";
            if (sql.substr(0, own.size()) != own)
              sink(sql);
          },
          detail::qt_driver_library(database));
    return nullptr;
  }
};

} // namespace nplus1
