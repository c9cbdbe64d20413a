#include "driver/WorkerPool.h"

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
      : Count(Count), Limits(Limits), Work(Work), Finished(Finished), Waiting(Waiting),
        Leaving(Leaving) {}

  void run() {
    // A worker that dies while it is written to is noticed when it is read.
    auto *Before = signal(SIGPIPE, SIG_IGN);
    while (Workers.size() < std::min<size_t>(std::max(1u, Limits.Workers), Count) && addWorker())
      ;
    while (any_of(Workers, [](const auto &W) { return W->job().has_value(); }))
      wait();
    Workers.clear();
    signal(SIGPIPE, Before);
    // No process could be made at all.
    for (; Next < Count; ++Next)
      Finished(Next, {JobResult::End::OutOfMemory, 0, {}});
  }

private:
  const size_t Count;
  const WorkerLimits &Limits;
  function_ref<std::string(size_t)> Work;
  function_ref<void(size_t, JobResult)> Finished;
  function_ref<void()> Waiting, Leaving;
  size_t Next = 0;
  std::vector<std::unique_ptr<WorkerProcess>> Workers;

  bool addWorker() {
    SmallVector<int, 32> Ends;
    for (const auto &W : Workers)
      Ends.append({W->requests(), W->answers()});
    auto New = WorkerProcess::start(Limits, Work, Leaving, Ends);
    if (!New)
      return false;
    if (Next < Count)
      New->give(Next++);
    Workers.push_back(std::move(New));
    return true;
  }

  void wait() {
    SmallVector<pollfd, 32> Fds;
    for (const auto &W : Workers)
      Fds.push_back({W->answers(), POLLIN, 0});
    poll(Fds.data(), Fds.size(), PollMilliseconds);
    Waiting();
    // From the back, because workers that end are taken out.
    for (size_t I = Workers.size(); I-- > 0;)
      if (Fds[I].revents)
        receiveFrom(I);
      else if (Workers[I]->isLate(Limits))
        replace(I, /*Late=*/true);
  }

  void receiveFrom(size_t Index) {
    WorkerProcess &From = *Workers[Index];
    std::optional<size_t> Job = From.job();
    bool Ended = false;
    if (auto Answer = From.receive(Ended)) {
      if (Next < Count)
        From.give(Next++);
      Finished(*Job, {JobResult::End::Done, 0, std::move(*Answer)});
    } else if (Ended) {
      replace(Index, /*Late=*/false);
    }
  }

  void replace(size_t Index, bool Late) {
    std::optional<size_t> Job = Workers[Index]->job();
    JobResult Result = Workers[Index]->end();
    if (Late)
      Result.How = JobResult::End::TimedOut;
    Workers.erase(Workers.begin() + Index);
    if (Next < Count)
      addWorker();
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
