//===- AppendToQuery.h - The append-to-query shape ------------------------===//
//
//   for (row : rows)          ──▶   for (row : rows.selectRelated())
//   Set rows = all.filter(x); ──▶   Set rows = all.filter(x).selectRelated();
//   return q->latest().get(); ──▶   return q->latest().with("author").get();
//
// The last form is for rows that were fetched before the loop, in its function or
// in another one.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "fix/plan/PlanContext.h"

namespace nplus1 {

/// One plan for all of \p Findings, which share their root loop: their paths are
/// loaded by one call.
PlanOrReason planAppendToQuery(PlanContext &C, const std::vector<const LinkedFinding *> &Findings,
                               const FixTemplate &Template);

} // namespace nplus1
