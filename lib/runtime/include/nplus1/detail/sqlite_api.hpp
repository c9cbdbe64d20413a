// The two functions of SQLite that the runtime needs: the bind limit of a connection, and the hook
// that reports its statements.
//
// The ORMs hide SQLite behind a plug-in or a shared library, so programs do not link to it
// themselves. The functions are therefore looked up at run time, in the library that made the
// connection.
#pragma once

#include <cstddef>

#if defined(__unix__) || defined(__APPLE__)
#include <dlfcn.h>
#define NPLUS1_HAS_DLSYM 1
#else
#define NPLUS1_HAS_DLSYM 0
#endif

struct sqlite3;

namespace nplus1::detail {

/// SQLite's function of this name; null if it cannot be found. `near` is an address inside the
/// library that uses SQLite, or null if that library is linked to the program in the ordinary way.
template <class Function>
Function sqlite_function([[maybe_unused]] const char *name, [[maybe_unused]] const void *near) {
  void *found = nullptr;
#if NPLUS1_HAS_DLSYM
  if (!near) {
    found = dlsym(RTLD_DEFAULT, name);
  } else {
    Dl_info library;
    if (dladdr(near, &library) && library.dli_fname)
      if (void *handle = dlopen(library.dli_fname, RTLD_LAZY | RTLD_NOLOAD)) {
        found = dlsym(handle, name);
        dlclose(handle);
      }
  }
#endif
  return reinterpret_cast<Function>(found);
}

/// What every SQLite accepts that has not been limited on purpose, used where the connection cannot
/// be asked.
inline constexpr std::size_t sqlite_bind_default = 999;

/// How many values one statement may bind. The limit belongs to the connection: it may be lower
/// than what the library was built with.
inline std::size_t sqlite_bind_limit(sqlite3 *connection, const void *near = nullptr) {
  constexpr int variable_number = 9; // SQLITE_LIMIT_VARIABLE_NUMBER
  const auto limit = sqlite_function<int (*)(sqlite3 *, int, int)>("sqlite3_limit", near);
  if (!connection || !limit)
    return sqlite_bind_default;
  const int value = limit(connection, variable_number, -1);
  return value > 0 ? static_cast<std::size_t>(value) : sqlite_bind_default;
}

using sqlite_trace_callback = int (*)(unsigned, void *, void *, void *);
using sqlite_trace_function = int (*)(sqlite3 *, unsigned, sqlite_trace_callback, void *);

/// sqlite3_trace_v2 of the library that `near` is in, see sqlite_function(); null if not found.
inline sqlite_trace_function sqlite_trace_in(const void *near = nullptr) {
  return sqlite_function<sqlite_trace_function>("sqlite3_trace_v2", near);
}

} // namespace nplus1::detail
