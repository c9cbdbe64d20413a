// The two functions of SQLite that the runtime needs: the bind limit of a connection, and the hook
// that reports its statements.
#pragma once

#include <nplus1/detail/library_function.hpp>

#include <cstddef>

struct sqlite3;

namespace nplus1::detail {

/// What every SQLite accepts that has not been limited on purpose, used where the connection cannot
/// be asked.
inline constexpr std::size_t sqlite_bind_default = 999;

/// How many values one statement may bind. The limit belongs to the connection: it may be lower
/// than what the library was built with.
inline std::size_t sqlite_bind_limit(sqlite3 *connection, const void *near = nullptr) {
  constexpr int variable_number = 9; // SQLITE_LIMIT_VARIABLE_NUMBER
  const auto limit = library_function<int (*)(sqlite3 *, int, int)>("sqlite3_limit", near);
  if (!connection || !limit)
    return sqlite_bind_default;
  const int value = limit(connection, variable_number, -1);
  return value > 0 ? static_cast<std::size_t>(value) : sqlite_bind_default;
}

using sqlite_trace_callback = int (*)(unsigned, void *, void *, void *);
using sqlite_trace_function = int (*)(sqlite3 *, unsigned, sqlite_trace_callback, void *);

/// sqlite3_trace_v2 of the library that `near` is in, see library_function(); null if not found.
inline sqlite_trace_function sqlite_trace_in(const void *near = nullptr) {
  return library_function<sqlite_trace_function>("sqlite3_trace_v2", near);
}

} // namespace nplus1::detail
