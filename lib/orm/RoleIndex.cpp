#include "orm/RoleIndex.h"

#include "orm/Annotations.h"
#include "orm/EntityTypes.h"
#include "orm/RolePatterns.h"

using namespace clang;

namespace nplus1 {

struct RoleIndex::Impl {
  ASTContext &Context;
  MacroQuestion DefinedMacro;
  std::vector<const Profile *> Active;
  EntityTypes Entities;
  RolePatterns Patterns;
  llvm::DenseMap<const FunctionDecl *, RoleMatch> Cache;

  Impl(std::span<const Profile> Profiles, ASTContext &Context, MacroQuestion Macro)
      : Context(Context), DefinedMacro(std::move(Macro)),
        Active(activeOf(Profiles, Context, DefinedMacro)), Entities(Active, Context),
        Patterns(Active, Context, Entities, DefinedMacro) {}

  static std::vector<const Profile *> activeOf(std::span<const Profile> Profiles,
                                               ASTContext &Context,
                                               const MacroQuestion &DefinedMacro) {
    std::vector<const Profile *> Result;
    for (const Profile &P : Profiles)
      if (nplus1::holds(P.When, Context, DefinedMacro))
        Result.push_back(&P);
    return Result;
  }
};

RoleIndex::RoleIndex(std::span<const Profile> Profiles, ASTContext &Context,
                     MacroQuestion DefinedMacro)
    : Implementation(std::make_unique<Impl>(Profiles, Context, std::move(DefinedMacro))) {}

RoleIndex::~RoleIndex() = default;

RoleMatch RoleIndex::roleOf(const FunctionDecl &Callee) const {
  const FunctionDecl *Canonical = Callee.getCanonicalDecl();
  auto [At, IsNew] = Implementation->Cache.try_emplace(Canonical);
  if (!IsNew)
    return At->second;
  RoleMatch Match = annotatedRole(Callee);
  if (!Match)
    Match = Implementation->Patterns.match(Callee);
  return Implementation->Cache[Canonical] = Match;
}

bool RoleIndex::isEntity(const CXXRecordDecl &Class) const {
  return Implementation->Entities.isEntity(Class);
}

const CXXRecordDecl *RoleIndex::entityIn(QualType Type) const {
  return Implementation->Entities.entityIn(Type);
}

bool RoleIndex::holds(const VersionCondition &Condition) const {
  return nplus1::holds(Condition, Implementation->Context, Implementation->DefinedMacro);
}

std::span<const Profile *const> RoleIndex::active() const { return Implementation->Active; }

} // namespace nplus1
