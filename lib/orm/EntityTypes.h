//===- EntityTypes.h - Which classes are rows of tables -------------------===//
#pragma once

#include "orm/Profile.h"
#include "orm/QualifiedName.h"

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"

#include <optional>
#include <span>

namespace nplus1 {

/// Answers for one finished AST. Not thread-safe.
class EntityTypes {
public:
  EntityTypes(std::span<const Profile *const> Profiles, clang::ASTContext &Context);

  /// Whether objects of \p Class are rows: it derives from an entity base, is
  /// wrapped by an entity wrapper somewhere in the unit, or is annotated.
  bool isEntity(const clang::CXXRecordDecl &Class);

  /// The entity that \p Type is, points at, wraps or contains; null if none.
  const clang::CXXRecordDecl *entityIn(clang::QualType Type);

  /// Whether \p Type has the form \p Form, as DeclarationPattern::Returns has it.
  bool hasForm(clang::QualType Type, llvm::StringRef Form);

  /// The class that \p Type is after references, pointers and smart pointers;
  /// null if it is none.
  const clang::CXXRecordDecl *classBehind(clang::QualType Type) const;

  /// Whether the traits of the entity that \p Callee is instantiated for are as
  /// \p Wanted: the first class among the template arguments of the function, or
  /// else of its class. An entity without traits has none of that kind.
  bool saysOf(const clang::FunctionDecl &Callee, const EntityTraits &Wanted) const;

private:
  using ScopeName = std::vector<std::string>;
  const clang::CXXRecordDecl *entityIn(clang::QualType Type, unsigned Depth);
  const clang::CXXRecordDecl *entityIn(const clang::TemplateArgument &Argument, unsigned Depth);
  void collectWrapped();
  bool isPointerLike(const clang::CXXRecordDecl &Class) const;

  clang::ASTContext &Context;
  std::vector<ScopeName> Bases;
  std::vector<std::string> Wrappers;
  std::vector<ScopeName> PointerLike;
  std::optional<llvm::DenseSet<const clang::CXXRecordDecl *>> Wrapped;
  llvm::DenseMap<const clang::CXXRecordDecl *, bool> Known;
};

} // namespace nplus1
