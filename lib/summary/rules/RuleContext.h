//===- RuleContext.h - What the rules work with ---------------------------===//
//
// A rule looks at the accesses of one root loop and turns those that are its
// own into findings. Rules run in the order of Rules.h; what an earlier rule
// took (a generic key's branches) a later one does not see.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "summary/Judge.h"
#include "summary/LinkedFinding.h"

#include <set>

namespace nplus1 {

struct LoopAccesses {
  FunctionId In = None;
  LoopRef Root;
  std::vector<Access> All;
  std::vector<uint8_t> Taken; ///< per access: a finding is about it
};

class RuleContext {
public:
  RuleContext(const Program &P, Terms &T, Effects &E) : P(P), T(T), E(E), Judges(P, T, E) {}

  const Program &P;
  Terms &T;
  Effects &E;
  Judge Judges;
  std::vector<LinkedFinding> Found;
  /// Loops with an access that could not be judged.
  std::set<LoopRef> Opaque;

  /// Says which function \p F is in, for fingerprints and suppressions.
  void placeInFunction(Finding &F, FunctionId In) const;

  /// A finding about \p Shown, filled with everything but Message, Path and
  /// Queries, which are the rule's.
  LinkedFinding make(llvm::StringRef Rule, const LoopAccesses &Loop, const Access &Shown,
                     Judgement J) const;
  /// "order", or "row" for an element without a name.
  std::string elementName(LoopRef Root) const;
  std::string entityOf(const Access &A) const;
};

/// The path as reports spell it.
std::vector<std::string> spelled(std::span<const PathStep> Path);

/// Per-row queries of a path: every step that a query of its own loads.
unsigned stepsOf(std::span<const PathStep> Path);

/// The cost of \p Found's loop. The query for the rows counts, unless the loop
/// runs over plain keys that no query is known to give.
QueryCost cost(const LinkedFinding &Found, unsigned PerRow, unsigned After);

} // namespace nplus1
