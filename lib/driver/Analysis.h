//===- Analysis.h - Both phases, from a project to findings ---------------===//
//
//   units ──▶ facts of each ──▶ program ──▶ linked findings ──▶ report
//            (phase 1, parallel)          (phase 2)
//
//===----------------------------------------------------------------------===//
#pragma once

#include "driver/MissingHeaders.h"
#include "driver/Phase1.h"
#include "driver/Project.h"
#include "fix/FixPlan.h"
#include "fix/SeenFiles.h"
#include "summary/Link.h"

#include <map>
#include <memory>

namespace nplus1 {

/// Everything that is known of a project after both phases.
struct Analysis {
  std::unique_ptr<Program> Facts;
  LinkResult Linked; ///< refers to Facts
  Coverage Seen;
  std::vector<UnitError> Errors; ///< units that did not parse, in the database's order
  std::vector<MissingInUnit> MissingHeaders;
  SeenFiles Files; ///< what was read, so that edits hit the same bytes
  /// The plans that can be applied; their findings are indices into Linked.Findings.
  std::vector<FixPlan> Plans;

  /// What phase 1 left of each of the project's units.
  struct UnitState {
    std::optional<size_t> Facts; ///< index into Facts->units()
    unsigned Errors = 0;
    std::vector<std::string> Inputs; ///< paths of the files that it read, sorted
  };
  std::vector<UnitState> Units;
};

/// Phase 2: \p Outcomes are those of \p Of's units, parsed from \p Files. \p Of must
/// outlive the result.
Analysis joinUnits(const Project &Of, std::vector<UnitOutcome> Outcomes,
                   llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Files);

/// \p Before with \p Again in place of the outcomes of some of \p Of's units (by their
/// index; each had facts before), all now parsed from \p Files. What is said of the
/// other units, errors and coverage, stays as it was.
Analysis joinAgain(const Project &Of, const Analysis &Before, std::map<size_t, UnitOutcome> Again,
                   llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Files);

/// Both phases. \p Of must outlive the result. \p Progress as in analyzeUnits.
Analysis analyze(const Project &Of, const Phase1Options &Options, ProgressCallback Progress);

/// Phase 2 alone. \p MainFiles has a file for each of \p Outcomes, \p Root is
/// Project::Root, sources are read through \p Files. \p Profiles must outlive the
/// result.
Analysis linkUnits(std::span<const std::string> MainFiles, std::vector<UnitOutcome> Outcomes,
                   std::span<const Profile> Profiles, llvm::StringRef Root,
                   llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Files);

/// Everything that \p Result found: sorted, not triaged. Findings have the
/// fingerprints that they have in \p Result, each its own.
Report makeReport(const Analysis &Result);

/// The same without the findings of units that stand for a header of \p Of, except
/// in that header.
Report makeReport(const Project &Of, const Analysis &Result);

} // namespace nplus1
