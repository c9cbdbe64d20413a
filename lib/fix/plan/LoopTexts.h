//===- LoopTexts.h - How code in a helper reads at the loop ---------------===//
#pragma once

#include "fix/plan/PlanContext.h"

namespace nplus1 {

/// \p Code, written in the function that chain step \p Level of \p A stands in,
/// as it would be written in the loop's function: parameters are replaced by the
/// arguments of the calls on the way. Nothing if it uses something that has no
/// name there (a local variable of a helper, a member).
std::optional<std::string> atLoop(PlanContext &C, const Access &A, size_t Level, std::string Code);

/// Whether \p What depends on nothing but the element of \p L and constants, so
/// that it can be written inside a callable of a row.
bool isOfElement(const Terms &T, TermId What, LoopRef L);

/// The name of the row inside a key callable: the loop's own variable, else made
/// from the row's class.
std::string rowName(PlanContext &C, LoopRef L);

} // namespace nplus1
