//===- Phase1.h - All units, each turned into facts -----------------------===//
#pragma once

#include "driver/UnitAnalysis.h"

#include <functional>

namespace nplus1 {

struct Phase1Options {
  unsigned Jobs = 0; ///< units at once; 0: defaultJobs()
};

/// The outcome of each of \p Units, in their order, whatever the number of jobs.
std::vector<UnitOutcome> analyzeUnits(std::span<const CompileUnit> Units,
                                      std::span<const Profile> Profiles,
                                      const Phase1Options &Options);

} // namespace nplus1
