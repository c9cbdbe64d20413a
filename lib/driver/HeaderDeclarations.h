//===- HeaderDeclarations.h - Which headers announce a unit's functions ---===//
//
// A loop may call a function that queries without seeing the ORM: it includes the
// header that declares the function. To find such loops, each unit says for the
// functions that it defines which headers declare them.
//
// What a query depends on may go through a function of a unit that sees no ORM
// either. To find its body, each unit says the same of the functions that it calls.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "clang/AST/ASTContext.h"

#include <string>
#include <vector>

namespace nplus1 {

struct HeaderDeclaration {
  std::string Usr;  ///< of a function
  std::string Name; ///< "Class::f", "ns::f" or "f"
  /// It has a body in the unit. Otherwise the unit refers to it or overrides it.
  bool Defined = false;
  bool Virtual = false;
  bool Member = false; ///< of a class: nobody but the class declares it
  /// Absolute paths. Empty only if the unit's main file alone declares it.
  std::vector<std::string> Headers;
};

/// Looks at the declarations in the traversal scope of \p Ast. Methods that others
/// override are among them: that is where callers meet these.
std::vector<HeaderDeclaration> headerDeclarations(clang::ASTContext &Ast);

} // namespace nplus1
