//===- MapLookup.h - The map-lookup shape ---------------------------------===//
//
//   for (row : rows)                     auto items = batch<Item>(rows, key of a row);
//     use(row.item());            ──▶    for (row : rows)
//                                          use(items.find(key of row));
//
// Loads form a tree: what a batch loads are the rows of the batches below it.
// Where an access sits in a helper, the helper is given the batch; that needs
// all of the helper's callers to be part of the plan. Branches of a generic key
// share one batch by type.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "fix/plan/PlanContext.h"

namespace nplus1 {

/// One plan for all of \p Findings, which share their root loop.
PlanOrReason planMapLookup(PlanContext &C, const std::vector<const LinkedFinding *> &Findings,
                           const FixTemplate &Template);

} // namespace nplus1
