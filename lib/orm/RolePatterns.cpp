#include "orm/RolePatterns.h"

#include "clang/AST/DeclTemplate.h"

using namespace clang;

namespace nplus1 {

RolePatterns::RolePatterns(std::span<const Profile *const> Profiles, ASTContext &Context,
                           EntityTypes &Entities, const MacroQuestion &DefinedMacro)
    : Context(Context), Entities(Entities) {
  for (const Profile *P : Profiles)
    for (const Role &R : P->Roles) {
      if (!holds(R.When, Context, DefinedMacro))
        continue;
      for (const std::string &Text : R.Pattern.Names) {
        auto C = std::make_unique<Candidate>(
            Candidate{{P, &R}, Text, QualifiedName(Text), unsigned(All.size())});
        file(*All.emplace_back(std::move(C)));
      }
    }
}

void RolePatterns::file(const Candidate &C) {
  const QualifiedName &Name = C.Name;
  if (Name.hasWildcard())
    Wildcards.push_back(&C);
  else if (Name.isOperator())
    ByOperator[Name.Last].push_back(&C);
  else if (Name.isConstructor())
    Constructors[&Context.Idents.get(Name.Last)].push_back(&C);
  else
    ByIdentifier[&Context.Idents.get(Name.Last)].push_back(&C);
}

const RolePatterns::Candidates *RolePatterns::candidatesFor(const FunctionDecl &Callee) {
  auto In = [](auto &Map, const auto &Key) -> const Candidates * {
    auto Found = Map.find(Key);
    return Found == Map.end() ? nullptr : &Found->second;
  };
  DeclarationName Name = Callee.getDeclName();
  switch (Name.getNameKind()) {
  case DeclarationName::Identifier:
    return In(ByIdentifier, Name.getAsIdentifierInfo());
  case DeclarationName::CXXConstructorName:
    return In(Constructors, cast<CXXConstructorDecl>(Callee).getParent()->getIdentifier());
  case DeclarationName::CXXConversionFunctionName:
    return In(ByOperator, conversionName(cast<CXXConversionDecl>(Callee)));
  case DeclarationName::CXXOperatorName: {
    const auto *Method = dyn_cast<CXXMethodDecl>(&Callee);
    if (Method && Method->getOverloadedOperator() == OO_Call && !Method->getParent()->isLambda()) {
      if (!FunctionObjects)
        resolveFunctionObjects();
      if (const auto *Objects = In(*FunctionObjects, Method->getParent()->getCanonicalDecl()))
        return Objects;
    }
    return In(ByOperator,
              std::string("operator") + getOperatorSpelling(Callee.getOverloadedOperator()));
  }
  default:
    return nullptr;
  }
}

void RolePatterns::resolveFunctionObjects() {
  FunctionObjects.emplace();
  for (const auto &C : All) {
    if (C->Name.hasWildcard() || C->Name.isOperator() || C->Name.isConstructor())
      continue;
    for (const NamedDecl *Found : lookUp(Context, C->Text))
      if (const auto *Object = dyn_cast<VarDecl>(Found))
        if (const auto *Class = Object->getType()->getAsCXXRecordDecl())
          (*FunctionObjects)[Class->getCanonicalDecl()].push_back(C.get());
  }
}

RoleMatch RolePatterns::match(const FunctionDecl &Callee) {
  const Candidate *Best = nullptr;
  auto Consider = [&](const Candidates &List) {
    for (const Candidate *C : List)
      if ((!Best || C->Order < Best->Order) && matches(*C, Callee)) {
        Best = C;
        return;
      }
  };
  if (const Candidates *Named = candidatesFor(Callee))
    Consider(*Named);
  if (Callee.getDeclName().isIdentifier())
    Consider(Wildcards);
  return Best ? Best->Match : RoleMatch{};
}

bool RolePatterns::isNamedBy(const QualifiedName &Name, const FunctionDecl &Callee) const {
  const auto *Method = dyn_cast<CXXMethodDecl>(&Callee);
  if (!Name.Scope.empty() && Name.Scope.back() == "<entity>")
    return Method && Entities.isEntity(*Method->getParent());
  if (!Method)
    return isScope(Callee.getDeclContext(), Name.Scope);
  if (Callee.getOverloadedOperator() == OO_Call && !Name.isOperator())
    return true; // found through FunctionObjects
  return isOrDerivesFrom(*Method->getParent(), Name.Scope);
}

bool RolePatterns::matches(const Candidate &C, const FunctionDecl &Callee) const {
  if (C.Name.hasWildcard() && !C.Name.matchesLast(Callee.getName()))
    return false;
  return isNamedBy(C.Name, Callee) && agrees(C.Match.What->Pattern, Callee);
}

/// Whether a method may be called on a const object; neither, for a method that
/// deduces its object.
static std::optional<bool> constness(const CXXMethodDecl &Method) {
  if (!Method.isExplicitObjectMemberFunction())
    return Method.isConst();
  const FunctionDecl *Pattern = Method.getTemplateInstantiationPattern();
  QualType Written = (Pattern ? Pattern : &Method)->getParamDecl(0)->getType();
  if (Written.getNonReferenceType()->isTemplateTypeParmType())
    return std::nullopt;
  QualType Object = Method.getParamDecl(0)->getType();
  return !Object->isReferenceType() || Object.getNonReferenceType().isConstQualified();
}

bool RolePatterns::agrees(const DeclarationPattern &Pattern, const FunctionDecl &Callee) const {
  const auto *Method = dyn_cast<CXXMethodDecl>(&Callee);
  llvm::ArrayRef<ParmVarDecl *> Parameters = Callee.parameters();
  if (Method && Method->isExplicitObjectMemberFunction())
    Parameters = Parameters.drop_front();
  if (Pattern.MinParameters && Parameters.size() < *Pattern.MinParameters)
    return false;
  if (Pattern.MaxParameters && Parameters.size() > *Pattern.MaxParameters)
    return false;
  if (Pattern.Static && (!Method || Method->isStatic() != *Pattern.Static))
    return false;
  if (Pattern.Const && (!Method || constness(*Method).value_or(*Pattern.Const) != *Pattern.Const))
    return false;
  if (Parameters.size() < Pattern.Parameters.size())
    return false;
  for (auto [Wanted, Parameter] : llvm::zip(Pattern.Parameters, Parameters)) {
    if (Wanted == "*")
      continue;
    const CXXRecordDecl *Class = Entities.classBehind(Parameter->getType());
    if (!Class || !Entities.hasForm(Context.getRecordType(Class), Wanted))
      return false;
  }
  if (!Pattern.Traits.isEmpty() && !Entities.saysOf(Callee, Pattern.Traits))
    return false;
  if (!Pattern.Returns.empty() && !Entities.hasForm(Callee.getReturnType(), Pattern.Returns))
    return false;
  if (Pattern.Sibling.empty())
    return true;
  if (!Method || !Callee.getDeclName().isIdentifier())
    return false;
  std::string Sibling = Pattern.Sibling;
  if (auto At = Sibling.find("{name}"); At != std::string::npos)
    Sibling.replace(At, 6, Callee.getName());
  return llvm::any_of(Method->getParent()->lookup(&Context.Idents.get(Sibling)),
                      [](const NamedDecl *Found) { return isa<FunctionDecl>(Found); });
}

} // namespace nplus1
