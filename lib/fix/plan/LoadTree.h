//===- LoadTree.h - The loads of a finding, as levels of batches ----------===//
#pragma once

#include "fix/plan/PlanContext.h"

namespace nplus1 {

/// One batch: everything that is loaded over one path into one type.
struct LoadNode {
  /// The accesses that it serves: places in the source.
  std::vector<const Access *> Accesses;
  /// What its keys come from: rows of the loop, or what another node loads.
  size_t Parent = ~size_t(0);
  std::string Entity;     ///< as it can be written
  std::string EntityName; ///< unqualified
  std::string Relation;   ///< what the batch is called after
  /// For a branch of a generic key: the tags of its type.
  std::vector<std::string> Tags;
  bool Generic = false;
  /// The branch is for every tag that has none of its own.
  bool OtherTags = false;
  /// Rows of another branch get there, too: "[[fallthrough]]; default:".
  bool AlsoFallsThrough = false;
};

/// The loads of \p Findings, parents before children; nothing and \p WhyNot if
/// one of them is not a load of one row by key.
std::vector<LoadNode> loadTree(PlanContext &C, const std::vector<const LinkedFinding *> &Findings,
                               std::string &WhyNot);

/// The innermost condition of \p A that tests a field of the row against a
/// constant; null if there is none.
const Condition *tagCondition(const Terms &T, const Access &A);

/// The same of another access of \p Found, if \p A runs for the rows that it does
/// not hold for; null if there is none.
const Access *taggedSibling(const Terms &T, const LinkedFinding &Found, const Access &A);

} // namespace nplus1
