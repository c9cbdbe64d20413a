//===- PlanResolver.h - From what was planned to what can be edited -------===//
#pragma once

#include "fix/FileTable.h"
#include "fix/FixPlan.h"
#include "fix/PlanMerger.h"

namespace nplus1 {

/// \p Plan, number \p Index, with its files opened, its edits in order and its
/// headers turned into #include lines where they are missing. Fails with the
/// reason why not all of it can be applied: a file that may not be edited or has
/// changed, or edits that make no sense.
llvm::Expected<ResolvedPlan> resolvePlan(const FixPlan &Plan, size_t Index, FileTable &Table);

} // namespace nplus1
