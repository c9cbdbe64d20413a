// What the runtime asks a QSqlDatabase.
#pragma once

#include <nplus1/detail/sqlite_api.hpp>

#include <QSqlDatabase>
#include <QSqlDriver>
#include <QString>
#include <QVariant>

#include <algorithm>
#include <cstddef>
#include <cstring>

struct pg_conn;

namespace nplus1::detail {

/// The SQLite connection behind `database`; null if it is none.
inline sqlite3 *qt_sqlite_connection(const QSqlDatabase &database) {
  const QVariant handle = database.driver()->handle();
  if (!handle.isValid() || std::strcmp(handle.typeName(), "sqlite3*") != 0)
    return nullptr;
  return *static_cast<sqlite3 *const *>(handle.constData());
}

/// The PostgreSQL connection behind `database`; null if it is none.
inline pg_conn *qt_postgres_connection(const QSqlDatabase &database) {
  const QVariant handle = database.driver()->handle();
  if (!handle.isValid() || std::strcmp(handle.typeName(), "PGconn*") != 0)
    return nullptr;
  return *static_cast<pg_conn *const *>(handle.constData());
}

/// An address inside the plug-in that drives `database`, which may carry an SQLite of its own.
inline const void *qt_driver_library(const QSqlDatabase &database) {
  return database.driver()->metaObject();
}

/// How many values one statement may bind without harm.
inline std::size_t qt_bind_limit(const QSqlDatabase &database) {
  // QSQLITE gives each placeholder a name, and SQLite compares each name with all before it: 32,000
  // of them take seconds, 1,000 take milliseconds.
  constexpr std::size_t names = 1000;
  if (sqlite3 *connection = qt_sqlite_connection(database))
    return std::min(sqlite_bind_limit(connection, qt_driver_library(database)), names);
  const QString driver = database.driverName();
  if (driver == QLatin1String("QPSQL") || driver == QLatin1String("QMYSQL") ||
      driver == QLatin1String("QMARIADB"))
    return 65535;
  return driver == QLatin1String("QSQLITE") ? sqlite_bind_default : 1000; // Oracle's longest list
}

} // namespace nplus1::detail
