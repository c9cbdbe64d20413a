// Counts the queries of POCO sessions and ActiveRecord contexts, on SQLite and PostgreSQL.
#pragma once

#include <nplus1/detail/sqlite_tap.hpp>
#include <nplus1/guard/query_guard.hpp>

#include <Poco/ActiveRecord/Context.h>
#include <Poco/Any.h>
#include <Poco/Data/Session.h>
#include <Poco/String.h>

#if __has_include(<Poco/Data/PostgreSQL/SessionImpl.h>) && __has_include(<libpq-fe.h>)
#include <Poco/Data/PostgreSQL/SessionImpl.h>
#include <nplus1/detail/postgres_tap.hpp>
#define NPLUS1_POCO_POSTGRESQL 1
#else
#define NPLUS1_POCO_POSTGRESQL 0
#endif

#include <memory>
#include <utility>

namespace nplus1 {

template <> struct query_source<Poco::Data::Session> {
  static std::unique_ptr<query_tap> open(Poco::Data::Session &session, query_sink sink) {
    if (Poco::icompare(session.connector(), "sqlite") == 0)
      return detail::sqlite_tap::open(Poco::AnyCast<sqlite3 *>(session.getProperty("handle")),
                                      std::move(sink), detail::sqlite_trace_in());
#if NPLUS1_POCO_POSTGRESQL
    if (Poco::icompare(session.connector(), "postgresql") == 0)
      // Not dynamic_cast: programs need not link POCO's PostgreSQL library.
      return detail::postgres_tap::open(
          static_cast<Poco::Data::PostgreSQL::SessionImpl *>(session.impl())->handle(),
          std::move(sink));
#else
    if (Poco::icompare(session.connector(), "postgresql") == 0)
      detail::raise("nplus1: to count POCO's queries on PostgreSQL, have libpq's headers on the "
                    "include path (pg_config --includedir)");
#endif
    return nullptr;
  }
};

template <> struct query_source<Poco::ActiveRecord::Context::Ptr> {
  static std::unique_ptr<query_tap> open(Poco::ActiveRecord::Context::Ptr context,
                                         query_sink sink) {
    return query_source<Poco::Data::Session>::open(context->session(), std::move(sink));
  }
};

} // namespace nplus1
