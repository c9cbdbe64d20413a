//===- Doctor.h - What would happen to a project's units, and why ---------===//
#pragma once

#include "driver/Project.h"

namespace nplus1 {

/// One decision about flags, and how many units it was taken for.
struct FlagSummary {
  FlagDecision Decision;
  size_t Units = 0;
};

/// What a unit sees without being parsed.
struct UnitDiagnosis {
  size_t Unit = 0; ///< index into the project's units
  /// The first header of a profile that it includes; empty if there is none.
  std::string OrmHeader;
  std::string Profile; ///< whose header that is
  /// The first complaint of the preprocessor with its place; empty if there is none.
  std::string Problem;
};

struct Diagnosis {
  std::vector<FlagSummary> Flags;   ///< most frequent first
  std::vector<UnitDiagnosis> Units; ///< in the project's order
};

/// Looks at every unit of \p Of with the preprocessor only, in worker processes: a
/// unit that crashes it is a problem of that unit. This process must not have other
/// threads.
Diagnosis diagnose(const Project &Of);

} // namespace nplus1
