//===- HeaderDeclarations.h - Which headers announce a unit's functions ---===//
//
// A loop may call a function that queries without seeing the ORM: it includes the
// header that declares the function. To find such loops, each unit says for the
// functions that it defines which headers declare them.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "clang/AST/ASTContext.h"

#include <string>
#include <vector>

namespace nplus1 {

struct HeaderDeclaration {
  std::string Usr;                  ///< of a function that the unit defines
  std::vector<std::string> Headers; ///< absolute paths; never empty
};

/// Looks at the declarations in the traversal scope of \p Ast. A header that
/// declares a method which the function overrides counts, too: that is where its
/// callers meet it.
std::vector<HeaderDeclaration> headerDeclarations(clang::ASTContext &Ast);

} // namespace nplus1
