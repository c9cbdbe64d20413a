//===- MacroValues.h - Macros, for the version conditions of profiles -----===//
#pragma once

#include "llvm/ADT/StringRef.h"

#include <functional>
#include <optional>

namespace clang {
class Preprocessor;
} // namespace clang

namespace nplus1 {

/// Answers, as RoleIndex asks, whether a macro is defined at the end of the unit
/// that \p Source has preprocessed, and as which integer: literals, also in
/// parentheses or through other macros; 0 for anything else. \p Source must
/// outlive the answer.
std::function<std::optional<long>(llvm::StringRef)> macroValues(const clang::Preprocessor &Source);

} // namespace nplus1
