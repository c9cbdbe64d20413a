//===- FixPlan.h - One change that happens as a whole ---------------------===//
//
// What the planner hands to the engine (FixEngine.h): the edits that must
// succeed together, in whatever files, and what they are worth. A plan is a
// value; it holds no AST and no file contents.
//
// Rules for whoever writes the edits of a plan:
//  - Offsets and lengths count bytes of the file that was analysed, a byte
//    order mark included.
//  - Text has "\n" line ends and no indentation but what goes beyond that of
//    the line it lands on; the engine copies the rest and formats.
//  - Edits do not overlap. Insertions at one place keep their order; two equal
//    ones count once.
//  - What is wrapped whole is best written as one replacement. Where it is
//    written as two insertions ("f(" and ")"), the plan combines with no other
//    plan that inserts at the same places.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "finding/Finding.h"

#include <cstddef>
#include <string>
#include <vector>

namespace nplus1 {

/// A header that a file has to include for a plan's text to compile.
struct HeaderNeed {
  std::string File; ///< absolute path of the file that includes
  /// As it stands between the quotes, e.g. "nplus1/poco.hpp": the file's own
  /// habit decides between <> and "". Given with <> or "" it is taken as it is.
  std::string Header;

  auto operator<=>(const HeaderNeed &) const = default;
};

/// All of Change.Edits and Headers, or nothing.
struct FixPlan {
  Fix Change;
  /// Indices of the findings that it answers, in the list that was planned for.
  std::vector<size_t> Findings;
  std::vector<HeaderNeed> Headers;
  /// Queries that it saves for each row; of two plans in each other's way and
  /// equally safe, the one that saves more wins.
  unsigned QueriesSaved = 0;
};

} // namespace nplus1
