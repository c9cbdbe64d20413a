#include "support/ParserProcess.h"

#include "llvm/Support/ErrorHandling.h"

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <new>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

namespace nplus1 {

/// Deep templates and expressions need more than the usual 8 MB of stack.
static constexpr rlim_t ParserStack = rlim_t(64) << 20;

static uint64_t addressSpaceInUse() {
  // The first number of statm: pages of the whole address space.
  uint64_t Pages = 0;
  if (FILE *File = fopen("/proc/self/statm", "r")) {
    if (fscanf(File, "%lu", &Pages) != 1)
      Pages = 0;
    fclose(File);
  }
  return Pages * uint64_t(sysconf(_SC_PAGESIZE));
}

static void lower(int Resource, rlim_t Value) {
  rlimit Limit;
  if (getrlimit(Resource, &Limit))
    return;
  Limit.rlim_cur = std::min(Value, Limit.rlim_max);
  setrlimit(Resource, &Limit);
}

void confineParserProcess(uint64_t Memory) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  // The parent tells of a crash; stack traces and core files are for debuggers.
  for (int Signal : {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGTRAP, SIGSYS, SIGTERM, SIGINT})
    signal(Signal, SIG_DFL);
  lower(RLIMIT_CORE, 0);
  lower(RLIMIT_STACK, ParserStack);
  if (Memory)
    lower(RLIMIT_AS, addressSpaceInUse() + Memory);
  // A worker of a confined process has the handlers already.
  llvm::remove_bad_alloc_error_handler();
  llvm::install_bad_alloc_error_handler(
      [](void *, const char *, bool) { _exit(OutOfMemoryStatus); });
  std::set_new_handler([] { _exit(OutOfMemoryStatus); });
}

} // namespace nplus1
