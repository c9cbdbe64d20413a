//===- VersionConditions.h - Which version of an ORM a unit sees ----------===//
#pragma once

#include "orm/Profile.h"

#include "clang/AST/ASTContext.h"

#include <functional>

namespace nplus1 {

/// Whether a macro is defined, and with which integer value (0 if it has none).
using MacroQuestion = std::function<std::optional<long>(llvm::StringRef)>;

/// Whether \p Condition holds in the unit \p Context. A null \p DefinedMacro
/// means that no macro is defined.
bool holds(const VersionCondition &Condition, clang::ASTContext &Context,
           const MacroQuestion &DefinedMacro);

} // namespace nplus1
