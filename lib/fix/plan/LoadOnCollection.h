//===- LoadOnCollection.h - The load-on-collection shape ------------------===//
//
//   for (row : rows)            rows.load("author");
//     use(row.author());   ──▶  for (row : rows)
//                                 use(row.author());
//
//===----------------------------------------------------------------------===//
#pragma once

#include "fix/plan/PlanContext.h"

namespace nplus1 {

/// One plan for all of \p Findings, which share their root loop.
PlanOrReason planLoadOnCollection(PlanContext &C,
                                  const std::vector<const LinkedFinding *> &Findings,
                                  const FixTemplate &Template);

/// The same for \p Found, an eager load of the row alone inside the loop, which is
/// taken out.
PlanOrReason planLoadInstead(PlanContext &C, const LinkedFinding &Found,
                             const FixTemplate &Template);

} // namespace nplus1
