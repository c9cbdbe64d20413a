//===- Statements.h - Statements as text: take them out, move them --------===//
#pragma once

#include "fix/plan/PlanContext.h"

namespace nplus1 {

/// The edit that takes away what is at \p At, with its line if it has that to
/// itself, where it is a statement of a block. Nothing if it is a part of
/// another statement. The semicolon may be in \p At or behind it. The comment lines
/// right above it go with it into \p Comment, if that is given.
std::optional<Edit> removedStatement(PlanContext &C, FunctionId In, const Place &At,
                                     std::string *Comment = nullptr);

} // namespace nplus1
