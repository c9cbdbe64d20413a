//===- LoopSafety.h - What may go wrong when queries leave a loop ---------===//
#pragma once

#include "fix/plan/PlanContext.h"

namespace nplus1 {

/// Whether a turn of \p L may write to the database: itself, or through any
/// function that it calls and whose body is known, in whatever unit.
bool writesInLoop(const Program &P, LoopRef L);

/// Whether the loop changes the container that it runs over.
bool changesRows(PlanContext &C, LoopRef L);

/// Whether the loop sets a member of its rows that one of \p Texts reads, which are
/// written in terms of a row.
bool changesKeys(PlanContext &C, LoopRef L, const std::set<std::string> &Texts);

/// Whether \p L runs over a list that each row of a loop around it has in memory.
bool runsOverPartOfRow(PlanContext &C, LoopRef L);

/// Whether a test in front of the loop, "if (rows.empty()) return;" or
/// "if (!rows.empty())", says that there is a row.
bool surelyHasRows(PlanContext &C, LoopRef L);

/// Whether \p A happens for some rows only, and not merely for those whose
/// relation is not null.
bool isConditional(const PlanContext &C, const Access &A);

} // namespace nplus1
