//===- FixEngine.h - From plans to edited files ---------------------------===//
//
// The one entry point of this folder for the command line and the editor:
//
//   plans ─▶ resolve (files, includes) ─▶ merge ─▶ format ─▶ verify ─▶ write
//                │ refused                  │ deferred          │ withdrawn
//
// A plan is applied as a whole or not at all; what happens to each is in the
// result, with the reason. docs/fixes.md has the promises.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "fix/AtomicWrite.h"
#include "fix/FixPlan.h"
#include "fix/ProjectBoundary.h"
#include "fix/SeenFiles.h"
#include "fix/Verify.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/VirtualFileSystem.h"

#include <string>
#include <vector>

namespace nplus1 {

enum class FixMode {
  Preview, ///< whether files may be written is not asked, and none is: --diff, editors
  DryRun,  ///< refuses what Write would refuse, writes nothing
  Write,
};

struct FixOptions {
  FixMode Mode = FixMode::DryRun;
  /// Apply plans that are FixSafety::Unsafe, too.
  bool Unsafe = false;
  /// Edit files whose content is not committed to git.
  bool AllowDirty = false;
  /// What the analysis read through; null for the disk.
  llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Files;
  /// Contents that were analysed; null if they cannot have changed.
  const SeenFiles *Seen = nullptr;
  /// Empty: nothing is verified.
  VerifyCallback Verify;
};

enum class PlanState {
  Applied,
  Deferred,    ///< overlaps with an applied plan: to be planned again on what that leaves
  Withdrawn,   ///< did not pass verification
  Refused,     ///< one of its files may not be edited
  NeedsUnsafe, ///< not asked for
  Manual,      ///< for people only
};

struct PlanOutcome {
  PlanState State = PlanState::Applied;
  /// One sentence for people, lower case, no full stop. Empty if Applied.
  std::string Reason;
};

struct FixResult {
  /// One for each plan, in their order.
  std::vector<PlanOutcome> Outcomes;
  /// All applied plans. Written already if the mode is Write.
  EditedFiles Files;
};

/// Applies what can be applied together. The same plans and files give the same
/// result, also where the plans come in another order, but for ties between
/// equal plans. Fails only if git or the disk fails; then no file has changed.
llvm::Expected<FixResult> applyFixes(llvm::ArrayRef<FixPlan> Plans, const ProjectBoundary &Boundary,
                                     const FixOptions &Options);

} // namespace nplus1
