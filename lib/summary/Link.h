//===- Link.h - From the facts of all units to findings -------------------===//
#pragma once

#include "summary/LinkedFinding.h"

namespace nplus1 {

/// What linking found. Findings are in the order of their places, one per
/// source site whatever the number of units, instances or callers that show it.
struct LinkResult {
  std::vector<LinkedFinding> Findings;
  /// What the terms in the findings' accesses mean.
  std::shared_ptr<Terms> Values;
  unsigned LoopsChecked = 0;
  unsigned LoopsOpaque = 0;
};

/// Links \p P, which the findings refer to. Pure: the same program gives the
/// same result.
LinkResult link(const Program &P);

} // namespace nplus1
