#include "orm/ProfileDrift.h"

#include "orm/QualifiedName.h"

#include "clang/AST/DeclTemplate.h"
#include "llvm/ADT/MapVector.h"

using namespace clang;

namespace nplus1 {

static bool takesEnough(const FunctionDecl &Function, const DeclarationPattern &Pattern) {
  unsigned Count = Function.getNumParams();
  if (Function.hasCXXExplicitFunctionObjectParameter())
    --Count;
  bool TakesPack = Count && Function.parameters().back()->isParameterPack();
  return (!Pattern.MinParameters || TakesPack || Count >= *Pattern.MinParameters) &&
         (!Pattern.MaxParameters || TakesPack || Count <= *Pattern.MaxParameters);
}

std::vector<std::string> undeclaredNames(const Profile &P, ASTContext &Context) {
  std::vector<std::string> Result;
  auto Report = [&](const SourcePoint &At, const std::string &Name, const char *Why) {
    Result.push_back(At.File + ":" + std::to_string(At.Line) + ": '" + Name + "' " + Why);
  };
  for (const auto *Classes : {&P.EntityBases, &P.EntityWrappers})
    for (const std::string &Name : *Classes)
      if (lookUp(Context, Name).empty())
        Report(P.DefinedAt, Name, "is not declared");
  // Versions differ in overloads, and then a profile has a role for each: one of
  // the roles that give a name has to agree.
  llvm::MapVector<llvm::StringRef, std::vector<const Role *>> RolesOf;
  for (const Role &R : P.Roles)
    for (const std::string &Name : R.Pattern.Names)
      if (!llvm::StringRef(Name).starts_with("<entity>"))
        RolesOf[Name].push_back(&R);
  for (const auto &[Name, Roles] : RolesOf) {
    std::vector<const NamedDecl *> Found = lookUp(Context, Name);
    bool Agrees = llvm::any_of(Found, [&](const NamedDecl *D) {
      const auto *Function = dyn_cast<FunctionDecl>(D);
      return !Function ||
             llvm::any_of(Roles, [&](const Role *R) { return takesEnough(*Function, R->Pattern); });
    });
    // A name that a fix asks for belongs to some versions only.
    bool IsOptional =
        llvm::any_of(P.Fixes, [&](const FixTemplate &Fix) { return Fix.When.Declares == Name; });
    if (!Agrees && !(IsOptional && Found.empty()))
      Report(Roles.front()->DefinedAt, Name.str(),
             Found.empty() ? "is not declared" : "is not declared with so many parameters");
  }
  return Result;
}

} // namespace nplus1
