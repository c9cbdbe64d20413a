//===- Analysis.h - Both phases, from a project to findings ---------------===//
//
//   units ──▶ facts of each ──▶ program ──▶ linked findings ──▶ report
//            (phase 1, parallel)          (phase 2)
//
//===----------------------------------------------------------------------===//
#pragma once

#include "driver/Phase1.h"
#include "driver/Project.h"
#include "fix/SeenFiles.h"
#include "summary/Link.h"

#include <memory>

namespace nplus1 {

/// Everything that is known of a project after both phases.
struct Analysis {
  std::unique_ptr<Program> Facts;
  LinkResult Linked; ///< refers to Facts
  Coverage Seen;
  std::vector<UnitError> Errors; ///< units that did not parse, in the database's order
  SeenFiles Files;               ///< what was read, so that edits hit the same bytes
};

/// \p Of must outlive the result.
Analysis analyze(const Project &Of, const Phase1Options &Options);

/// The report of \p Result: sorted, with fingerprints, and without findings below
/// \p Least (nothing: below what each rule's own gate asks).
Report makeReport(const Analysis &Result, const Project &Of, std::optional<Confidence> Least);

} // namespace nplus1
