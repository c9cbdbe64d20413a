#include "driver/UnitWorkers.h"

#include "driver/Jobs.h"

using namespace llvm;

namespace nplus1 {

UnitWorkers::UnitWorkers(const Phase1Options &Options, ProgressCallback Progress)
    : Progress(Progress) {
  Limits.Workers = Options.Jobs ? Options.Jobs : defaultJobs();
  Limits.Time = Options.TimeLimit;
  Limits.Memory = Options.MemoryLimit;
}

void UnitWorkers::run(StringRef What, ArrayRef<size_t> Which,
                      function_ref<std::string(size_t)> Work,
                      function_ref<void(size_t, const JobResult &)> Finished,
                      function_ref<void()> Leaving) const {
  size_t Done = 0;
  runInWorkers(
      Which.size(), Limits, [&](size_t Job) { return Work(Which[Job]); },
      [&](size_t Job, JobResult Result) {
        Progress(What, ++Done, Which.size());
        Finished(Which[Job], Result);
      },
      [&] { Progress(What, Done, Which.size()); }, Leaving);
}

} // namespace nplus1
