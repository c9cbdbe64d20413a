//===- RolePatterns.h - The patterns of all active profiles, as one index -===//
//
// A unit calls thousands of functions and a profile names dozens. So a callee
// is first looked up by the identifier of its name, which rejects nearly all,
// and only then compared with the patterns that end in that name.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "orm/EntityTypes.h"
#include "orm/QualifiedName.h"
#include "orm/RoleIndex.h"

#include "llvm/ADT/StringMap.h"

namespace nplus1 {

class RolePatterns {
public:
  /// \p Profiles and \p Entities must outlive this. Roles whose version
  /// condition does not hold are left out.
  RolePatterns(std::span<const Profile *const> Profiles, clang::ASTContext &Context,
               EntityTypes &Entities, const MacroQuestion &DefinedMacro);

  /// The first role, in the order of the profiles, that names \p Callee.
  RoleMatch match(const clang::FunctionDecl &Callee);

private:
  struct Candidate {
    RoleMatch Match;
    llvm::StringRef Text; ///< the name as the profile has it
    QualifiedName Name;   ///< the same, split
    unsigned Order;       ///< among all candidates: lower wins
  };
  using Candidates = std::vector<const Candidate *>;

  void file(const Candidate &C);
  const Candidates *candidatesFor(const clang::FunctionDecl &Callee);
  void resolveFunctionObjects();
  bool matches(const Candidate &C, const clang::FunctionDecl &Callee) const;
  bool isNamedBy(const QualifiedName &Name, const clang::FunctionDecl &Callee) const;
  bool agrees(const DeclarationPattern &Pattern, const clang::FunctionDecl &Callee) const;

  clang::ASTContext &Context;
  EntityTypes &Entities;
  std::vector<std::unique_ptr<Candidate>> All;
  llvm::DenseMap<const clang::IdentifierInfo *, Candidates> ByIdentifier;
  llvm::DenseMap<const clang::IdentifierInfo *, Candidates> Constructors; ///< by class
  llvm::StringMap<Candidates> ByOperator; ///< "operator->", "operator bool"
  Candidates Wildcards;
  /// Classes of the objects that a pattern names as if they were functions, such
  /// as std::ranges::transform. Filled when first asked for.
  std::optional<llvm::DenseMap<const clang::CXXRecordDecl *, Candidates>> FunctionObjects;
};

} // namespace nplus1
