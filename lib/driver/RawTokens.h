//===- RawTokens.h - The tokens of a file that nobody preprocessed --------===//
#pragma once

#include "clang/Lex/Token.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"

namespace nplus1 {

/// Calls \p Visit for each token of \p Text, C++ of whatever standard, with what is
/// written there. Keywords are identifiers, directives are tokens, comments are left out.
void visitRawTokens(llvm::StringRef Text,
                    llvm::function_ref<void(const clang::Token &, llvm::StringRef)> Visit);

} // namespace nplus1
