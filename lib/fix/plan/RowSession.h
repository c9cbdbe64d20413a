//===- RowSession.h - The session that a loop's rows came from ------------===//
#pragma once

#include "fix/plan/LoopFront.h"
#include "fix/plan/PlanContext.h"

namespace nplus1 {

/// The session on which all rows of \p Found's loop were queried, as it is named at
/// \p At: an object, not a pointer. Empty if it has no name there.
std::string sessionOfRows(PlanContext &C, const LinkedFinding &Found, const LoopFront &At);

} // namespace nplus1
