//===- Places.h - From Clang's source ranges to places in files -----------===//
#pragma once

#include "analysis/FactsBuilder.h"

#include "clang/AST/ASTContext.h"

namespace nplus1 {

/// Turns Clang's ranges into Places. Code inside a macro's argument keeps its
/// own place in the file; code out of a macro's body gets the place of the
/// expansion, marked InMacro.
class PlaceMaker {
public:
  PlaceMaker(const clang::ASTContext &Context, StringTable &Strings)
      : Context(Context), Strings(Strings) {}

  Place of(clang::SourceRange Tokens);
  /// The place of \p Node's tokens, implicit nodes stripped.
  Place of(const clang::Stmt *Node);
  /// From \p Begin up to, not including, the token at \p End.
  Place upTo(clang::SourceLocation Begin, clang::SourceLocation End);
  /// The start of the statement at \p Begin, where another can be put before it;
  /// a statement that a macro expands to starts where the macro is written.
  Place before(clang::SourceLocation Begin);
  /// The text in the file, empty for an invalid place.
  llvm::StringRef text(const Place &At, clang::SourceLocation Near);
  /// The tokens of \p Tokens as written.
  llvm::StringRef text(clang::SourceRange Tokens);

private:
  Place ofChars(clang::CharSourceRange Range, bool InMacro);
  const clang::ASTContext &Context;
  StringTable &Strings;
  llvm::DenseMap<clang::FileID, StringId> Files;
};

} // namespace nplus1
