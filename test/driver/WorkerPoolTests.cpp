#include "driver/WorkerPool.h"

#include <gmock/gmock.h>

#include <csignal>
#include <cstdlib>
#include <map>
#include <sys/wait.h>
#include <unistd.h>

using namespace nplus1;
using End = JobResult::End;

namespace {

std::map<size_t, JobResult> run(size_t Count, WorkerLimits Limits,
                                llvm::function_ref<std::string(size_t)> Work) {
  std::map<size_t, JobResult> Results;
  runInWorkers(Count, Limits, Work, [&](size_t Job, JobResult Result) {
    EXPECT_TRUE(Results.emplace(Job, std::move(Result)).second) << Job << " finished twice";
  });
  EXPECT_EQ(Results.size(), Count);
  EXPECT_EQ(waitpid(-1, nullptr, WNOHANG), -1) << "a worker is left";
  return Results;
}

TEST(WorkerPool, EveryJobIsDoneOnce) {
  for (unsigned Workers : {1u, 2u, 7u, 100u})
    for (size_t Count : {0u, 1u, 2u, 50u}) {
      auto Results = run(Count, {Workers}, [](size_t Job) { return std::to_string(Job * Job); });
      for (auto &[Job, Result] : Results) {
        EXPECT_EQ(Result.How, End::Done);
        EXPECT_EQ(Result.Bytes, std::to_string(Job * Job));
      }
    }
}

TEST(WorkerPool, LargeAndEmptyAnswersArrive) {
  auto Results =
      run(4, {2}, [](size_t Job) { return std::string(Job * 5'000'000, char('a' + Job)); });
  for (auto &[Job, Result] : Results)
    EXPECT_EQ(Result.Bytes, std::string(Job * 5'000'000, char('a' + Job)));
}

TEST(WorkerPool, OneCrashCostsOneJob) {
  auto Results = run(20, {3}, [](size_t Job) -> std::string {
    if (Job == 7)
      raise(SIGSEGV);
    if (Job == 8)
      _exit(3);
    return "fine";
  });
  for (auto &[Job, Result] : Results)
    EXPECT_EQ(Result.How, Job == 7 || Job == 8 ? End::Crashed : End::Done) << Job;
  EXPECT_EQ(Results[7].Signal, SIGSEGV);
  EXPECT_EQ(Results[8].Signal, 0);
}

int recurse(int Depth, volatile char *Above) {
  volatile char Here[256];
  Here[0] = Above ? *Above : 1;
  if (!Here[0]) // never, which the compiler cannot know
    return Depth;
  return recurse(Depth + 1, Here) + Here[0];
}

TEST(WorkerPool, EndlessRecursionIsACrash) {
  auto Results = run(3, {1}, [](size_t Job) -> std::string {
    return Job == 1 ? std::to_string(recurse(0, nullptr)) : "fine";
  });
  EXPECT_EQ(Results[0].How, End::Done);
  EXPECT_EQ(Results[1].How, End::Crashed);
  EXPECT_EQ(Results[2].How, End::Done);
}

TEST(WorkerPool, HangingJobIsEnded) {
  WorkerLimits Limits;
  Limits.Workers = 2;
  Limits.Time = std::chrono::milliseconds(300);
  auto Results = run(6, Limits, [](size_t Job) -> std::string {
    while (Job == 2)
      pause();
    return "fine";
  });
  for (auto &[Job, Result] : Results)
    EXPECT_EQ(Result.How, Job == 2 ? End::TimedOut : End::Done) << Job;
}

TEST(WorkerPool, GreedyJobIsEnded) {
  WorkerLimits Limits;
  Limits.Workers = 2;
  Limits.Memory = uint64_t(64) << 20;
  auto Results = run(6, Limits, [](size_t Job) -> std::string {
    std::string Hoard;
    while (Job == 2)
      Hoard.append(1 << 20, 'x');
    return "fine";
  });
  for (auto &[Job, Result] : Results)
    EXPECT_EQ(Result.How, Job == 2 ? End::OutOfMemory : End::Done) << Job;
}

TEST(WorkerPool, EveryJobMayFail) {
  auto Results = run(9, {3}, [](size_t) -> std::string { abort(); });
  for (auto &[Job, Result] : Results) {
    EXPECT_EQ(Result.How, End::Crashed);
    EXPECT_EQ(Result.Signal, SIGABRT);
  }
}

TEST(WorkerPool, WorkersPrintNothing) {
  testing::internal::CaptureStdout();
  testing::internal::CaptureStderr();
  run(2, {1}, [](size_t) -> std::string {
    fputs("noise", stderr);
    puts("noise");
    fflush(nullptr);
    return "";
  });
  EXPECT_EQ(testing::internal::GetCapturedStdout(), "");
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
}

} // namespace
