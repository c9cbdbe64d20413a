//===- Loader.cpp - The module that any clang-tidy can load ---------------===//
//
// A second LLVM in the process is its end, whatever the module does with it. So what
// clang-tidy loads links no LLVM: it asks the clang-tidy which one it has, and only for
// the right one loads the checks, which lie beside it.
//
// NPLUS1_TIDY_VERSION ("19.1.7") and NPLUS1_TIDY_CHECKS (a file name) are the build's.
//
//===----------------------------------------------------------------------===//
#include <cstdio>
#include <dlfcn.h>
#include <string>

namespace clang {
// Of the clang-tidy; missing where it does not export it.
__attribute__((weak)) std::string getClangFullVersion();
} // namespace clang

namespace {

/// Checks register themselves when they are loaded. Returns what is in the way; empty
/// if they are there.
std::string loadChecks() {
  const std::string Running =
      clang::getClangFullVersion ? clang::getClangFullVersion() : "an unknown version";
  const std::string Needed = "version " NPLUS1_TIDY_VERSION;
  const size_t At = Running.find(Needed);
  // "19.1.7" ends before a space, or at the end.
  const char After = At == std::string::npos ? '?' : Running.c_str()[At + Needed.size()];
  if (After != ' ' && After != '\0')
    return "this module is for clang-tidy " NPLUS1_TIDY_VERSION " and was loaded by " + Running;
  Dl_info Here;
  if (!dladdr(reinterpret_cast<void *>(&loadChecks), &Here) || !Here.dli_fname)
    return "it cannot be told where this module lies";
  std::string Checks = Here.dli_fname;
  Checks.replace(Checks.rfind('/') + 1, std::string::npos, NPLUS1_TIDY_CHECKS);
  return dlopen(Checks.c_str(), RTLD_LAZY | RTLD_GLOBAL) ? "" : dlerror();
}

struct Loader {
  Loader() {
    if (const std::string Problem = loadChecks(); !Problem.empty())
      std::fprintf(stderr, "nplus1: %s; its checks are off\n", Problem.c_str());
  }
};

const Loader Now;

} // namespace
