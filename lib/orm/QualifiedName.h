//===- QualifiedName.h - Declarations by qualified name -------------------===//
//
// Profiles name declarations as a person would: "std::vector::push_back". The
// functions here compare such names with declarations from the inside out,
// without building strings, and find the declarations of a name in a unit.
// Inline namespaces (std::__cxx11) and linkage specifications do not count.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"

#include <string>
#include <vector>

namespace nplus1 {

/// A qualified name, split. "<entity>" in Scope is kept as it is.
struct QualifiedName {
  std::vector<std::string> Scope; ///< outermost first; empty for a global name
  std::string Last;

  explicit QualifiedName(llvm::StringRef Text);

  bool isOperator() const { return llvm::StringRef(Last).starts_with("operator"); }
  bool isConstructor() const { return !Scope.empty() && Scope.back() == Last; }
  /// Whether Last has a wildcard: '*' is one unless Last is an operator.
  bool hasWildcard() const { return !isOperator() && Last.find('*') != std::string::npos; }
  /// Whether \p Name is Last, or matches its wildcard.
  bool matchesLast(llvm::StringRef Name) const;
};

/// Whether \p Context is the namespace or class with the name \p Scope.
bool isScope(const clang::DeclContext *Context, llvm::ArrayRef<std::string> Scope);

/// Whether \p Class or one of its base classes, also dependent ones, has the
/// name \p Scope. Instantiations have their template's name.
bool isOrDerivesFrom(const clang::CXXRecordDecl &Class, llvm::ArrayRef<std::string> Scope);

/// How a profile writes a conversion: "operator bool", "operator T*"; without
/// qualifiers, scopes and template arguments, a template parameter by its name.
std::string conversionName(const clang::CXXConversionDecl &Conversion);

/// Everything that \p Name means in the unit: through namespace aliases, and
/// with templates replaced by what they declare. Empty if nothing. A wildcard in
/// the last part finds every match.
std::vector<const clang::NamedDecl *> lookUp(clang::ASTContext &Context, llvm::StringRef Name);

} // namespace nplus1
