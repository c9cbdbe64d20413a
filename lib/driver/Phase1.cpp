#include "driver/Phase1.h"

#include "driver/Jobs.h"

#include "llvm/Support/ThreadPool.h"

using namespace llvm;

namespace nplus1 {

std::vector<UnitOutcome> analyzeUnits(std::span<const CompileUnit> Units,
                                      std::span<const Profile> Profiles,
                                      const Phase1Options &Options) {
  std::vector<UnitOutcome> Outcomes(Units.size());
  DefaultThreadPool Pool(hardware_concurrency(Options.Jobs ? Options.Jobs : defaultJobs()));
  for (size_t I = 0; I < Units.size(); ++I)
    Pool.async(
        [&, I] { Outcomes[I] = analyzeUnit(Units[I], Profiles, vfs::createPhysicalFileSystem()); });
  Pool.wait();
  return Outcomes;
}

} // namespace nplus1
