// Counts the queries of POCO sessions and ActiveRecord contexts, on SQLite.
#pragma once

#include <nplus1/detail/sqlite_tap.hpp>
#include <nplus1/guard/query_guard.hpp>

#include <Poco/ActiveRecord/Context.h>
#include <Poco/Any.h>
#include <Poco/Data/Session.h>
#include <Poco/String.h>

#include <memory>
#include <utility>

namespace nplus1 {

template <> struct query_source<Poco::Data::Session> {
  static std::unique_ptr<query_tap> open(Poco::Data::Session &session, query_sink sink) {
    if (Poco::icompare(session.connector(), "sqlite") != 0)
      return nullptr;
    return detail::sqlite_tap::open(Poco::AnyCast<sqlite3 *>(session.getProperty("handle")),
                                    std::move(sink), detail::sqlite_trace_in());
  }
};

template <> struct query_source<Poco::ActiveRecord::Context::Ptr> {
  static std::unique_ptr<query_tap> open(Poco::ActiveRecord::Context::Ptr context,
                                         query_sink sink) {
    return query_source<Poco::Data::Session>::open(context->session(), std::move(sink));
  }
};

} // namespace nplus1
