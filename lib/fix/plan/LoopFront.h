//===- LoopFront.h - Where statements go that run right before a loop -----===//
//
//   for (row : rows) …            ──▶   batch; for (row : rows) …
//   case 1: for (row : rows) …    ──▶   case 1: { batch; for (row : rows) … }
//
//===----------------------------------------------------------------------===//
#pragma once

#include "fix/plan/PlanContext.h"

namespace nplus1 {

struct LoopFront {
  std::string File;
  uint32_t Offset = 0;
  /// A block of its own has to be made of the loop: the statement that it is part of
  /// (a case label, an if without braces) takes no second one.
  bool MakesBlock = false;
  /// What is put there runs exactly if the loop does.
  bool RunsWithLoop = false;

  /// The edits that put \p Statements, whole lines, there.
  std::vector<Edit> edits(PlanContext &C, LoopRef L, std::string Statements) const;
};

/// The place in front of \p L, in its block if the statements are to run only if the
/// loop does (\p Own); nothing if there is none, as in a macro.
std::optional<LoopFront> frontOf(PlanContext &C, LoopRef L, bool Own = false);

/// The beginning of a block that is made of \p L; nothing if none can be.
std::optional<LoopFront> blockAround(PlanContext &C, LoopRef L);

} // namespace nplus1
