#include "fix/PlanMerger.h"

#include "llvm/ADT/STLExtras.h"

#include <algorithm>
#include <tuple>

namespace nplus1 {

namespace {

std::optional<size_t> conflict(const MergedEdits &Merged, const ResolvedPlan &Plan) {
  for (const auto &[Path, Change] : Plan.Changes) {
    auto File = Merged.find(Path);
    if (File == Merged.end())
      continue;
    if (std::optional<size_t> Blocker = File->second.conflict(Change))
      return Blocker;
  }
  return std::nullopt;
}

void add(MergedEdits &Merged, const ResolvedPlan &Plan) {
  for (const auto &[Path, Change] : Plan.Changes)
    Merged[Path].add(Plan.Plan, Change);
}

/// Lowest place first; the rest makes the order total.
bool isLower(const ResolvedPlan &A, const ResolvedPlan &B) {
  auto Less = [](const auto &X, const auto &Y) {
    return std::tie(X.first, X.second.Edits, X.second.Includes) <
           std::tie(Y.first, Y.second.Edits, Y.second.Includes);
  };
  return std::lexicographical_compare(A.Changes.begin(), A.Changes.end(), B.Changes.begin(),
                                      B.Changes.end(), Less);
}

} // namespace

void sortByWeight(std::vector<ResolvedPlan> &Plans) {
  llvm::sort(Plans, [](const ResolvedPlan &A, const ResolvedPlan &B) {
    if (A.Safety != B.Safety)
      return A.Safety > B.Safety;
    if (A.QueriesSaved != B.QueriesSaved)
      return A.QueriesSaved > B.QueriesSaved;
    if (isLower(A, B) || isLower(B, A))
      return isLower(A, B);
    return A.Plan < B.Plan;
  });
}

MergedPlans mergePlans(llvm::ArrayRef<ResolvedPlan> Plans) {
  MergedPlans Result;
  MergedEdits Merged;
  for (const ResolvedPlan &Plan : Plans) {
    if (std::optional<size_t> Blocker = conflict(Merged, Plan)) {
      Result.Deferred.push_back({Plan.Plan, *Blocker});
      continue;
    }
    add(Merged, Plan);
    Result.Accepted.push_back(Plan.Plan);
  }
  return Result;
}

MergedEdits editsOf(llvm::ArrayRef<ResolvedPlan> Plans, llvm::ArrayRef<size_t> Accepted) {
  MergedEdits Merged;
  for (const ResolvedPlan &Plan : Plans)
    if (llvm::is_contained(Accepted, Plan.Plan))
      add(Merged, Plan);
  return Merged;
}

} // namespace nplus1
