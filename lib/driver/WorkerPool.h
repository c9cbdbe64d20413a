//===- WorkerPool.h - Jobs in processes that may crash, hang or swell -----===//
//
// Clang is a large program and units are other people's: one that crashes the
// parser, never ends, or eats the memory must cost itself only. Workers are
// forked from this process, so that they start with everything it has loaded;
// they take job numbers and return bytes. One that dies is replaced.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "llvm/ADT/STLFunctionalExtras.h"

#include <chrono>
#include <cstdint>
#include <string>

namespace nplus1 {

struct WorkerLimits {
  unsigned Workers = 1;
  /// Wall time of one job; zero: no limit.
  std::chrono::milliseconds Time{0};
  /// Address space that a worker may add to what it starts with, in bytes; zero:
  /// no limit.
  uint64_t Memory = 0;
};

/// How one job ended.
struct JobResult {
  enum class End { Done, Crashed, TimedOut, OutOfMemory };
  End How = End::Done;
  int Signal = 0;    ///< Crashed: by which signal; 0: the worker left on its own
  std::string Bytes; ///< Done: what the job returned
};

/// Runs jobs 0 to \p Count - 1 in worker processes. \p Work runs in a worker: it
/// sees this process's memory as it was at the start, what it changes is lost,
/// and its stdout and stderr go nowhere. \p Finished is called here, once per job,
/// in the order in which they end. \p Waiting is called here at least every
/// 200 ms. \p Leaving runs in each worker that is not ended by force, when there are no
/// more jobs. This process must not have other threads.
void runInWorkers(
    size_t Count, const WorkerLimits &Limits, llvm::function_ref<std::string(size_t)> Work,
    llvm::function_ref<void(size_t, JobResult)> Finished,
    llvm::function_ref<void()> Waiting = [] {}, llvm::function_ref<void()> Leaving = [] {});

} // namespace nplus1
