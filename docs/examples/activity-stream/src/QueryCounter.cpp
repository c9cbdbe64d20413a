#include "QueryCounter.h"

#include <Poco/Data/SQLite/Utility.h>

#include <sqlite3.h>

#include <utility>

using Poco::Data::SQLite::Utility;

namespace Shelf {

namespace {

int countSelect(unsigned, void *selects, void *, void *sql) {
  if (sqlite3_strnicmp(static_cast<const char *>(sql), "SELECT", 6) == 0)
    ++*static_cast<std::size_t *>(selects);
  return 0;
}

} // namespace

QueryCounter::QueryCounter(const Poco::Data::Session &session) : _session(session) {
  sqlite3_trace_v2(Utility::dbHandle(_session), SQLITE_TRACE_STMT, countSelect, &_selects);
}

QueryCounter::~QueryCounter() {
  sqlite3_trace_v2(Utility::dbHandle(_session), 0, nullptr, nullptr);
}

std::size_t QueryCounter::take() { return std::exchange(_selects, 0); }

} // namespace Shelf
