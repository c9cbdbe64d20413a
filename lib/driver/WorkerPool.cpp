#include "driver/WorkerPool.h"

#include "driver/JobRuns.h"
#include "driver/WorkerProcess.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"

#include <csignal>
#include <poll.h>
#include <vector>

using namespace llvm;

namespace nplus1 {
namespace {

constexpr int PollMilliseconds = 200;

class Pool {
public:
  Pool(size_t Count, const WorkerLimits &Limits, function_ref<std::string(size_t)> Work,
       function_ref<void(size_t, JobResult)> Finished, function_ref<void()> Waiting,
       function_ref<void()> Leaving)
      : Size(std::min<size_t>(std::max(1u, Limits.Workers), Count)), Jobs(Count, Size),
        Limits(Limits), Work(Work), Finished(Finished), Waiting(Waiting), Leaving(Leaving) {}

  void run() {
    // A worker that dies while it is written to is noticed when it is read.
    auto *Before = signal(SIGPIPE, SIG_IGN);
    for (size_t Run = 0; Run < Size && addWorker(Run); ++Run)
      ;
    while (any_of(Workers, [](const Worker &W) { return W.Process->job().has_value(); }))
      wait();
    Workers.clear();
    signal(SIGPIPE, Before);
    // No process could be made at all.
    while (Jobs.anyLeft())
      Finished(*Jobs.next(0), {JobResult::End::OutOfMemory, 0, {}});
  }

private:
  struct Worker {
    std::unique_ptr<WorkerProcess> Process;
    size_t Run;
  };

  const size_t Size;
  JobRuns Jobs;
  const WorkerLimits &Limits;
  function_ref<std::string(size_t)> Work;
  function_ref<void(size_t, JobResult)> Finished;
  function_ref<void()> Waiting, Leaving;
  std::vector<Worker> Workers;

  bool addWorker(size_t Run) {
    SmallVector<int, 32> Ends;
    for (const Worker &W : Workers)
      Ends.append({W.Process->requests(), W.Process->answers()});
    auto New = WorkerProcess::start(Limits, Work, Leaving, Ends);
    if (!New)
      return false;
    if (auto Job = Jobs.next(Run))
      New->give(*Job);
    Workers.push_back({std::move(New), Run});
    return true;
  }

  void wait() {
    SmallVector<pollfd, 32> Fds;
    for (const Worker &W : Workers)
      Fds.push_back({W.Process->answers(), POLLIN, 0});
    poll(Fds.data(), Fds.size(), PollMilliseconds);
    Waiting();
    // From the back, because workers that end are taken out.
    for (size_t I = Workers.size(); I-- > 0;)
      if (Fds[I].revents)
        receiveFrom(I);
      else if (Workers[I].Process->isLate(Limits))
        replace(I, /*Late=*/true);
  }

  void receiveFrom(size_t Index) {
    WorkerProcess &From = *Workers[Index].Process;
    std::optional<size_t> Job = From.job();
    bool Ended = false;
    if (auto Answer = From.receive(Ended)) {
      if (auto Next = Jobs.next(Workers[Index].Run))
        From.give(*Next);
      Finished(*Job, {JobResult::End::Done, 0, std::move(*Answer)});
    } else if (Ended) {
      replace(Index, /*Late=*/false);
    }
  }

  void replace(size_t Index, bool Late) {
    const size_t Run = Workers[Index].Run;
    std::optional<size_t> Job = Workers[Index].Process->job();
    JobResult Result = Workers[Index].Process->end();
    if (Late)
      Result.How = JobResult::End::TimedOut;
    Workers.erase(Workers.begin() + Index);
    if (Jobs.anyLeft())
      addWorker(Run);
    if (Job)
      Finished(*Job, std::move(Result));
  }
};

} // namespace

void runInWorkers(size_t Count, const WorkerLimits &Limits, function_ref<std::string(size_t)> Work,
                  function_ref<void(size_t, JobResult)> Finished, function_ref<void()> Waiting,
                  function_ref<void()> Leaving) {
  Pool(Count, Limits, Work, Finished, Waiting, Leaving).run();
}

} // namespace nplus1
