//===- UnitWorkers.h - Jobs about units, in worker processes --------------===//
#pragma once

#include "driver/Phase1.h"
#include "driver/WorkerPool.h"

#include "llvm/ADT/ArrayRef.h"

namespace nplus1 {

class UnitWorkers {
public:
  /// \p Progress is told of the jobs and outlives this.
  UnitWorkers(const Phase1Options &Options, ProgressCallback Progress);

  /// What a job may take.
  const WorkerLimits &limits() const { return Limits; }

  /// Runs \p Work, in workers, for each unit of \p Which, and \p Finished, here, with what came
  /// of it. \p Leaving runs in each worker at its end. \p What is done is said as a word
  /// ("scanned").
  void run(
      llvm::StringRef What, llvm::ArrayRef<size_t> Which,
      llvm::function_ref<std::string(size_t Unit)> Work,
      llvm::function_ref<void(size_t Unit, const JobResult &)> Finished,
      llvm::function_ref<void()> Leaving = [] {}) const;

private:
  WorkerLimits Limits;
  ProgressCallback Progress;
};

} // namespace nplus1
