#include "orm/RoleIndex.h"

#include "orm/Annotations.h"
#include "orm/EntityTypes.h"
#include "orm/RolePatterns.h"

using namespace clang;

namespace nplus1 {

static bool holdsIn(const VersionCondition &Condition, ASTContext &Context,
                    const std::function<std::optional<long>(llvm::StringRef)> &DefinedMacro) {
  if (!Condition.Declares.empty()) {
    bool Declared = llvm::any_of(lookUp(Context, Condition.Declares), [&](const NamedDecl *Found) {
      const auto *Function = dyn_cast<FunctionDecl>(Found);
      return !Condition.Parameters ||
             (Function && Function->getNumParams() == *Condition.Parameters);
    });
    if (!Declared)
      return false;
  }
  if (!Condition.DoesNotDeclare.empty() && !lookUp(Context, Condition.DoesNotDeclare).empty())
    return false;
  if (Condition.Macro.empty())
    return true;
  std::optional<long> Value = DefinedMacro ? DefinedMacro(Condition.Macro) : std::nullopt;
  return Value && (!Condition.MacroAtLeast || *Value >= *Condition.MacroAtLeast) &&
         (!Condition.MacroBelow || *Value < *Condition.MacroBelow);
}

struct RoleIndex::Impl {
  ASTContext &Context;
  std::function<std::optional<long>(llvm::StringRef)> DefinedMacro;
  std::vector<const Profile *> Active;
  EntityTypes Entities;
  RolePatterns Patterns;
  llvm::DenseMap<const FunctionDecl *, RoleMatch> Cache;

  Impl(std::span<const Profile> Profiles, ASTContext &Context,
       std::function<std::optional<long>(llvm::StringRef)> Macro)
      : Context(Context), DefinedMacro(std::move(Macro)),
        Active(activeOf(Profiles, Context, DefinedMacro)), Entities(Active, Context),
        Patterns(Active, Context, Entities) {}

  static std::vector<const Profile *>
  activeOf(std::span<const Profile> Profiles, ASTContext &Context,
           const std::function<std::optional<long>(llvm::StringRef)> &DefinedMacro) {
    std::vector<const Profile *> Result;
    for (const Profile &P : Profiles)
      if (holdsIn(P.When, Context, DefinedMacro))
        Result.push_back(&P);
    return Result;
  }
};

RoleIndex::RoleIndex(std::span<const Profile> Profiles, ASTContext &Context,
                     std::function<std::optional<long>(llvm::StringRef)> DefinedMacro)
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
  return holdsIn(Condition, Implementation->Context, Implementation->DefinedMacro);
}

std::span<const Profile *const> RoleIndex::active() const { return Implementation->Active; }

} // namespace nplus1
