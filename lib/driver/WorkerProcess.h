//===- WorkerProcess.h - One forked process that does jobs -----------------===//
#pragma once

#include "driver/WorkerPool.h"

#include "llvm/ADT/ArrayRef.h"

#include <memory>
#include <optional>
#include <sys/types.h>

namespace nplus1 {

class WorkerProcess {
public:
  /// Forks a worker that does jobs with \p Work, and then \p Leaving. \p OthersEnds are this
  /// process's ends of the other workers' pipes. Null if no process can be made.
  static std::unique_ptr<WorkerProcess> start(const WorkerLimits &Limits,
                                              llvm::function_ref<std::string(size_t)> Work,
                                              llvm::function_ref<void()> Leaving,
                                              llvm::ArrayRef<int> OthersEnds);
  WorkerProcess(const WorkerProcess &) = delete;
  WorkerProcess &operator=(const WorkerProcess &) = delete;
  /// Waits for the end of an idle worker, kills a busy one.
  ~WorkerProcess() { end(); }

  int requests() const { return Requests; } ///< the pipe to write to
  int answers() const { return Answers; }   ///< the pipe to read from
  /// The job that it is at.
  std::optional<size_t> job() const { return Job; }

  void give(size_t Job);

  /// Reads what is there, blocking if there is nothing. Returns the answer when it
  /// is whole; sets \p Ended if there will be no more.
  std::optional<std::string> receive(bool &Ended);

  /// Whether its job takes longer than \p Limits allow.
  bool isLate(const WorkerLimits &Limits) const;

  /// Ends the process, by force if it is at a job, and says how it ended.
  JobResult end();

private:
  WorkerProcess() = default;

  pid_t Process = -1;
  int Requests = -1, Answers = -1;
  std::optional<size_t> Job;
  std::chrono::steady_clock::time_point Begin;
  std::string Received;
};

} // namespace nplus1
