//===- ProfileValues.h - What the keys of a profile file can hold ---------===//
//
// The types of values that only profiles have. ProfileTables.cpp says which key
// holds which.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "orm/Profile.h"
#include "support/JsonTable.h"

namespace nplus1 {

/// Lower-case letters, digits and '-'.
JsonType<std::string> jsonProfileName();

/// A text whose "{...}" are placeholders of docs/profile-format.md. A brace that
/// does not hold a single word is code.
JsonType<std::string> jsonTemplate();

/// One name or several, as DeclarationPattern::Names has them.
JsonType<std::vector<std::string>> jsonPatternNames();

/// "receiver", {"argument": 0} and the like.
JsonType<Operand> jsonOperand();

/// "all", {"argument": 0} or {"template-arguments": 0}.
JsonType<PathSpelling> jsonPaths();

} // namespace nplus1
