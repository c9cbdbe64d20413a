//===- PlanMerger.h - Which plans can be applied together -----------------===//
#pragma once

#include "finding/Finding.h"
#include "fix/FileEdits.h"

#include "llvm/ADT/ArrayRef.h"

#include <map>
#include <string>
#include <vector>

namespace nplus1 {

/// A plan whose files are known and may be edited.
struct ResolvedPlan {
  size_t Plan = 0; ///< its index among the plans that the engine was given
  FixSafety Safety = FixSafety::Safe;
  unsigned QueriesSaved = 0;
  /// By real path. No change is empty.
  std::map<std::string, FileChange> Changes;
};

/// The edits of plans that go together, by real path.
using MergedEdits = std::map<std::string, FileEdits>;

/// A plan that has to wait for another run.
struct Deferral {
  size_t Plan = 0;
  size_t Blocker = 0; ///< the plan that it overlaps with
};

struct MergedPlans {
  /// Indices of plans (ResolvedPlan::Plan), the weightiest first.
  std::vector<size_t> Accepted;
  std::vector<Deferral> Deferred;
};

/// Weightiest first: safer, then more queries saved, then the lower place. The
/// order does not depend on the order of \p Plans but where plans are equal.
void sortByWeight(std::vector<ResolvedPlan> &Plans);

/// Takes plans in the order of \p Plans; one that overlaps with what was taken
/// is deferred as a whole.
MergedPlans mergePlans(llvm::ArrayRef<ResolvedPlan> Plans);

/// The edits of the plans that are in \p Accepted, which go together.
MergedEdits editsOf(llvm::ArrayRef<ResolvedPlan> Plans, llvm::ArrayRef<size_t> Accepted);

} // namespace nplus1
