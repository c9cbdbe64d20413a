#include "support/ParserProcess.h"

#include "llvm/Support/ErrorHandling.h"

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <limits>
#include <malloc.h>
#include <new>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

namespace nplus1 {

/// Deep templates and expressions need more than the usual 8 MB of stack.
static constexpr rlim_t ParserStack = rlim_t(64) << 20;
/// What a large unit needs.
static constexpr uint64_t ParserHeap = uint64_t(512) << 20;

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

void prepareParserHeap(uint64_t Memory) {
  mallopt(M_MMAP_THRESHOLD, 4 << 20); // larger ones move cheaply as pages
  mallopt(M_TRIM_THRESHOLD, std::numeric_limits<int>::max());
  const size_t Size = Memory ? std::min(Memory / 2, ParserHeap) : ParserHeap;
  // One block at the end of the heap, which stays there when it is given back. It is
  // not written to.
  mallopt(M_MMAP_MAX, 0);
  void *Reserved = malloc(Size);
  mallopt(M_MMAP_MAX, 65536); // the default
  if (!Reserved)
    return;
  const uintptr_t Page = sysconf(_SC_PAGESIZE);
  const uintptr_t Begin = (uintptr_t(Reserved) + Page - 1) / Page * Page;
  madvise(reinterpret_cast<void *>(Begin), uintptr_t(Reserved) + Size - Begin, MADV_HUGEPAGE);
  free(Reserved);
}

} // namespace nplus1
