#include "driver/WorkerProcess.h"

#include "support/ParserProcess.h"
#include "support/Pipe.h"

#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace llvm;
using Clock = std::chrono::steady_clock;

namespace nplus1 {
namespace {

/// The life of a worker. Never returns.
[[noreturn]] void work(int Requests, int Answers, const WorkerLimits &Limits,
                       function_ref<std::string(size_t)> Work, function_ref<void()> Leaving) {
  confineParserProcess(Limits.Memory);
  prepareParserHeap(Limits.Memory);
  if (int Nowhere = open("/dev/null", O_WRONLY); Nowhere >= 0) {
    dup2(Nowhere, STDOUT_FILENO);
    dup2(Nowhere, STDERR_FILENO);
  }

  uint64_t Job;
  while (readAll(Requests, reinterpret_cast<char *>(&Job), sizeof Job))
    if (!writeMessage(Answers, Work(Job)))
      break;
  Leaving();
  _exit(0);
}

} // namespace

std::unique_ptr<WorkerProcess> WorkerProcess::start(const WorkerLimits &Limits,
                                                    function_ref<std::string(size_t)> Work,
                                                    function_ref<void()> Leaving,
                                                    ArrayRef<int> OthersEnds) {
  int Request[2], Answer[2];
  if (pipe2(Request, O_CLOEXEC))
    return nullptr;
  if (pipe2(Answer, O_CLOEXEC)) {
    close(Request[0]);
    close(Request[1]);
    return nullptr;
  }
  pid_t Process = fork();
  if (Process == 0) {
    close(Request[1]);
    close(Answer[0]);
    // A pipe ends when its last holder closes it.
    for (int Fd : OthersEnds)
      close(Fd);
    work(Request[0], Answer[1], Limits, Work, Leaving);
  }
  close(Request[0]);
  close(Answer[1]);
  if (Process < 0) {
    close(Request[1]);
    close(Answer[0]);
    return nullptr;
  }
  std::unique_ptr<WorkerProcess> Started(new WorkerProcess);
  Started->Process = Process;
  Started->Requests = Request[1];
  Started->Answers = Answer[0];
  return Started;
}

void WorkerProcess::give(size_t Next) {
  Job = Next;
  Begin = Clock::now();
  Received.clear();
  uint64_t Number = Next;
  // If the worker is gone already, its end of the answers tells.
  writeAll(Requests, {reinterpret_cast<const char *>(&Number), sizeof Number});
}

std::optional<std::string> WorkerProcess::receive(bool &Ended) {
  char Buffer[1 << 16];
  ssize_t Count = read(Answers, Buffer, sizeof Buffer);
  if (Count < 0 && errno == EINTR)
    return std::nullopt;
  Ended = Count <= 0;
  if (Ended)
    return std::nullopt;
  Received.append(Buffer, Count);
  uint64_t Size;
  if (Received.size() < sizeof Size)
    return std::nullopt;
  memcpy(&Size, Received.data(), sizeof Size);
  if (Received.size() < sizeof Size + Size)
    return std::nullopt;
  Job.reset();
  return Received.substr(sizeof Size);
}

bool WorkerProcess::isLate(const WorkerLimits &Limits) const {
  return Job && Limits.Time.count() && Clock::now() - Begin > Limits.Time;
}

JobResult WorkerProcess::end() {
  JobResult Result;
  Result.How = JobResult::End::Crashed;
  if (Process <= 0)
    return Result;
  close(Requests);
  close(Answers);
  if (Job)
    kill(Process, SIGKILL); // harmless if it is dead already
  int Status = 0;
  while (waitpid(Process, &Status, 0) < 0 && errno == EINTR)
    ;
  Process = -1;
  if (WIFSIGNALED(Status))
    Result.Signal = WTERMSIG(Status);
  else if (WEXITSTATUS(Status) == OutOfMemoryStatus)
    Result.How = JobResult::End::OutOfMemory;
  return Result;
}

} // namespace nplus1
