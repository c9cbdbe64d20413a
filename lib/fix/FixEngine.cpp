#include "fix/FixEngine.h"

#include "fix/GitState.h"
#include "fix/PlanResolver.h"
#include "fix/ReplaceFile.h"

#include "llvm/ADT/STLExtras.h"

namespace nplus1 {

namespace {

/// Why files may not be written, by real path; those that may are missing.
using Obstacles = std::map<std::string, std::string>;

llvm::Expected<Obstacles> obstaclesOnDisk(llvm::ArrayRef<ResolvedPlan> Resolved,
                                          const ProjectBoundary &Boundary, bool AllowDirty) {
  std::set<std::string> Paths;
  for (const ResolvedPlan &Plan : Resolved)
    for (const auto &[Path, Change] : Plan.Changes)
      Paths.insert(Path);

  std::set<std::string> Unsaved;
  if (!AllowDirty) {
    auto Found = unsavedFiles(std::vector<std::string>(Paths.begin(), Paths.end()));
    if (!Found)
      return llvm::createStringError(llvm::toString(Found.takeError()) +
                                     "; pass --allow-dirty to edit all the same");
    Unsaved = std::move(*Found);
  }

  Obstacles Found;
  for (const std::string &Path : Paths) {
    if (std::string Why = whyNotReplaceable(Path); !Why.empty())
      Found[Path] = Boundary.display(Path) + ": " + Why;
    else if (Unsaved.contains(Path))
      Found[Path] =
          Boundary.display(Path) + ": has uncommitted changes; commit them or pass --allow-dirty";
  }
  return Found;
}

/// Removes the plans that touch a file with an obstacle.
void refuse(std::vector<ResolvedPlan> &Resolved, const Obstacles &InTheWay,
            std::vector<PlanOutcome> &Outcomes) {
  llvm::erase_if(Resolved, [&](const ResolvedPlan &Plan) {
    for (const auto &[Path, Change] : Plan.Changes)
      if (auto Obstacle = InTheWay.find(Path); Obstacle != InTheWay.end()) {
        Outcomes[Plan.Plan] = {PlanState::Refused, Obstacle->second};
        return true;
      }
    return false;
  });
}

std::vector<ResolvedPlan> resolveAll(llvm::ArrayRef<FixPlan> Plans, const FixOptions &Options,
                                     FileTable &Table, std::vector<PlanOutcome> &Outcomes) {
  std::vector<ResolvedPlan> Resolved;
  for (size_t I = 0; I < Plans.size(); ++I) {
    const Fix &Change = Plans[I].Change;
    if (Change.Safety == FixSafety::Manual) {
      Outcomes[I] = {PlanState::Manual, Change.Why};
    } else if (Change.Safety == FixSafety::Unsafe && !Options.Unsafe) {
      Outcomes[I] = {PlanState::NeedsUnsafe, Change.Why};
    } else if (auto Plan = resolvePlan(Plans[I], I, Table)) {
      Resolved.push_back(std::move(*Plan));
    } else {
      Outcomes[I] = {PlanState::Refused, llvm::toString(Plan.takeError())};
    }
  }
  sortByWeight(Resolved);
  return Resolved;
}

} // namespace

llvm::Expected<FixResult> applyFixes(llvm::ArrayRef<FixPlan> Plans, const ProjectBoundary &Boundary,
                                     const FixOptions &Options) {
  FixResult Result;
  Result.Outcomes.resize(Plans.size());
  llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Files =
      Options.Files ? Options.Files : llvm::vfs::getRealFileSystem();
  FileTable Table(*Files, Boundary, Options.Seen);
  std::vector<ResolvedPlan> Resolved = resolveAll(Plans, Options, Table, Result.Outcomes);

  if (Options.Mode != FixMode::Preview) {
    auto InTheWay = obstaclesOnDisk(Resolved, Boundary, Options.AllowDirty);
    if (!InTheWay)
      return InTheWay.takeError();
    refuse(Resolved, *InTheWay, Result.Outcomes);
  }

  SettledPlans Settled = settlePlans(std::move(Resolved), Plans, Table, Options.Verify);
  for (const Deferral &Waiting : Settled.Merged.Deferred)
    Result.Outcomes[Waiting.Plan] = {PlanState::Deferred, "overlaps with another fix (" +
                                                              Plans[Waiting.Blocker].Change.Title +
                                                              "); run again"};
  for (const Withdrawal &Gone : Settled.Withdrawn)
    Result.Outcomes[Gone.Plan] = {PlanState::Withdrawn, Gone.Reason};
  Result.Files = std::move(Settled.Files);

  if (Options.Mode == FixMode::Write && !Result.Files.empty())
    if (llvm::Error Error = writeFiles(Result.Files, Boundary))
      return Error;
  return Result;
}

} // namespace nplus1
