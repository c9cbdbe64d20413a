//===- LoopRows.h - Names for a loop's rows in front of the loop ----------===//
#pragma once

#include "fix/plan/LoopFront.h"
#include "fix/plan/PlanContext.h"

namespace nplus1 {

/// How a loop's rows are named before it.
struct LoopRows {
  std::string Name;
  /// The statement that gives them the name; empty if they have it already.
  std::string Declaration;
  /// What the declaration makes of the loop's header: its range becomes Name, or the
  /// declaration that it began with goes.
  std::optional<Edit> InHeader;
  /// Where the declaration, or else what uses the name, is to be put.
  LoopFront Front;
};

/// What \p L runs over, as written: the container, where the loop is written with
/// its iterators. Empty if it is nowhere written, or in a macro.
std::string rangeText(PlanContext &C, LoopRef L);

/// The rows of \p L; nothing, and why in \p WhyNot, if they can have no name. A
/// new name means nothing in \p Involved and is not in \p Taken, to which it is
/// added. \p ReadOnce: they have to be stored to be read by others, too.
std::optional<LoopRows> nameRows(PlanContext &C, LoopRef L, const std::set<FunctionId> &Involved,
                                 std::set<std::string> &Taken, std::string &WhyNot,
                                 bool ReadOnce = false);

/// Whether every local variable that \p Code names is declared before \p Front, a
/// place in front of \p L.
bool visibleAt(PlanContext &C, LoopRef L, const LoopFront &Front, const std::string &Code);

/// \p Code, as written in \p L, in terms of a row called rowName(): locals of the
/// body are replaced by what they were set to, "rows[i]" and "*it" by the row.
/// Nothing if it needs more than the row.
std::optional<std::string> inTermsOfRow(PlanContext &C, LoopRef L, std::string Code);

/// What a callable of a row does before it returns: takes the row apart where the
/// loop's header does. Empty for most loops.
std::string rowPreamble(PlanContext &C, LoopRef L);

} // namespace nplus1
