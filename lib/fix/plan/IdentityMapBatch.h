//===- IdentityMapBatch.h - The identity-map-batch shape ------------------===//
//
//   for (row : rows)        for (row : prefetched<User>(rows, author of a row))
//     row->author->name ──▶   row->author->name
//
//===----------------------------------------------------------------------===//
#pragma once

#include "fix/plan/PlanContext.h"

namespace nplus1 {

/// One plan for all of \p Findings, which share their root loop: its range is
/// wrapped once, for every relation of the rows.
PlanOrReason planIdentityMapBatch(PlanContext &C,
                                  const std::vector<const LinkedFinding *> &Findings,
                                  const FixTemplate &Template);

} // namespace nplus1
