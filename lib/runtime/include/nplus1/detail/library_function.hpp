// Functions of the database's client library, looked up at run time: the ORMs hide it behind a
// plug-in or a shared library, so programs do not link to it themselves.
#pragma once

#if defined(__unix__) || defined(__APPLE__)
#include <dlfcn.h>
#define NPLUS1_HAS_DLSYM 1
#else
#define NPLUS1_HAS_DLSYM 0
#endif

namespace nplus1::detail {

/// The function of this name; null if it cannot be found. `near` is an address inside the library
/// that uses the client library, or null if that one is linked to the program in the ordinary way.
template <class Function>
Function library_function([[maybe_unused]] const char *name, [[maybe_unused]] const void *near) {
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

} // namespace nplus1::detail
