//===- FixRun.h - The fixes of an analysis, verified and applied ----------===//
#pragma once

#include "driver/Analysis.h"
#include "fix/FixEngine.h"

#include <map>

namespace nplus1 {

struct FixRunOptions {
  FixMode Mode = FixMode::DryRun;
  bool Unsafe = false;     ///< apply plans that are not safe, too
  bool AllowDirty = false; ///< edit files whose content is not committed to git
  /// Only what can be applied side by side; what is then left would need another run.
  bool Once = false;
  /// Notes whose remedies are applied, too: comments that are not needed any more.
  std::vector<RunNote> Notes;
};

/// What became of a finding.
struct FindingOutcome {
  bool Fixed = false;
  std::string Text; ///< what the fix does, or why there is none; may be empty
};

struct FixRun {
  /// Those that were tried first: those that answer findings, then the remedies of
  /// the notes that have one, in their order.
  std::vector<FixPlan> Plans;
  /// Has one outcome for each of Plans, and the files with all that was applied.
  FixResult Done;
  /// Of those that were wanted, by their index in the analysis.
  std::map<size_t, FindingOutcome> Findings;

  /// The outcome of the remedy of each note that has one.
  llvm::ArrayRef<PlanOutcome> notes() const;
};

/// The findings of \p Result, as indices into Result.Linked.Findings, that are
/// active in \p Said, which was made of it and triaged.
std::vector<size_t> activeFindings(const Analysis &Result, const Report &Said);

/// Applies the plans of \p Result whose findings are all among \p Wanted (indices
/// into Result.Linked.Findings). Before anything is written the touched units are
/// parsed and linked again with the new contents: a plan that leaves its finding or
/// adds an error is withdrawn. What is then left is planned and applied again, until
/// nothing more can be: a second run finds nothing to do. Where a file of any plan may not be
/// written, a run that is to write fails and changes nothing.
llvm::Expected<FixRun> runFixes(const Project &Of, const Analysis &Result,
                                llvm::ArrayRef<size_t> Wanted, const Phase1Options &Phase1,
                                const FixRunOptions &Options, ProgressCallback Progress);

} // namespace nplus1
