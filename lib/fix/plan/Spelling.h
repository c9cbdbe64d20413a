//===- Spelling.h - New declarations are written as the author's are ------===//
//
// "const auto& row", "const auto &row" or "auto const& row": what a loop's header
// shows, or else its function. Where there is a .clang-format, that decides about
// the blanks, when the edits are applied.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "fix/plan/PlanContext.h"

namespace nplus1 {

/// \p Code with each "const auto&" and "auto &" as it would be written around \p L.
std::string spelledAsAround(PlanContext &C, LoopRef L, std::string Code);

} // namespace nplus1
