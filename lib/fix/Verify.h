//===- Verify.h - Fixes that do not hold are withdrawn --------------------===//
//
// The driver parses and analyses the touched units again, with the new contents
// in place of the old (editedFileSystem). Plans that leave their finding or add
// an error are taken out, the rest is put together and verified again, until
// what remains passes.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "fix/FileTable.h"
#include "fix/FixPlan.h"
#include "fix/PlanMerger.h"

#include <functional>
#include <string>
#include <vector>

namespace nplus1 {

/// One thing that is wrong with the edited files.
struct VerifyFailure {
  std::string Unit; ///< the unit's main file
  /// What is wrong, e.g. clang's first new error with its place.
  std::string Reason;
  /// The edited files (EditedFile::Path) that the unit reads; empty if that is
  /// not known.
  std::vector<std::string> Files;
  /// Findings (indices as in FixPlan::Findings) that are still there. Empty: the
  /// unit has an error that it did not have before.
  std::vector<size_t> Findings;
  /// For each error: where it is in the edited files, then where its notes are. Tells
  /// whose edits to suspect first; may be empty.
  std::vector<std::vector<SourcePoint>> Errors = {};
};

/// Empty: everything holds.
struct VerifyResult {
  std::vector<VerifyFailure> Failures;
};

/// Judges contents that are not written yet, in which the plans with the given
/// indices are applied and no others. Must give the same answer for the same
/// contents. If \p Unit is not empty, only the errors of that unit are asked for.
///
/// It is called once if all plans hold. Plans on whose text the errors are cost one
/// call more, all of them together; for one whose errors are elsewhere, the unit is
/// judged about log2(plans touching it) times.
using VerifyCallback = std::function<VerifyResult(
    const EditedFiles &, llvm::ArrayRef<size_t> Applied, llvm::StringRef Unit)>;

struct Withdrawal {
  size_t Plan = 0;
  std::string Reason;
};

struct SettledPlans {
  MergedPlans Merged;
  std::vector<Withdrawal> Withdrawn; ///< in the order in which they went
  /// The accepted plans applied.
  EditedFiles Files;
};

/// Puts \p Resolved (in weight order) together and withdraws what \p Verify does
/// not accept; an empty \p Verify accepts all. A plan that was deferred takes the
/// place of one that was withdrawn. \p Plans are those that Resolved's indices
/// refer to.
SettledPlans settlePlans(std::vector<ResolvedPlan> Resolved, llvm::ArrayRef<FixPlan> Plans,
                         const FileTable &Table, const VerifyCallback &Verify);

} // namespace nplus1
