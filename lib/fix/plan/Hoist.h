//===- Hoist.h - The hoist shape ------------------------------------------===//
//
//   for (row : rows)              const auto rate = Rate::find(context, 1);
//     use(row, Rate::find(   ──▶  for (row : rows)
//              context, 1));        use(row, rate);
//
//===----------------------------------------------------------------------===//
#pragma once

#include "fix/plan/PlanContext.h"

namespace nplus1 {

/// Moves a query that is the same in every turn out of the loop of \p Found.
PlanOrReason planHoist(PlanContext &C, const LinkedFinding &Found);

} // namespace nplus1
