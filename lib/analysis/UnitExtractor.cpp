//===- UnitExtractor.cpp - The functions of one unit ----------------------===//
#include "analysis/AnalysisInternal.h"
#include "analysis/ExtractFacts.h"

#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Index/USRGeneration.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/SmallPtrSet.h"

using namespace clang;

namespace nplus1 {

UnitContext::UnitContext(ASTContext &Ast, const RoleIndex &Roles, UnitFacts &Facts)
    : Ast(Ast), Roles(Roles), Facts(Facts), Strings(Facts.Strings), Places(Ast, Strings) {}

StringId UnitContext::usr(const FunctionDecl &Function) {
  const FunctionDecl *Canonical = Function.getCanonicalDecl();
  StringId &Id = Usrs[Canonical];
  if (Id)
    return Id;
  const auto *Method = dyn_cast<CXXMethodDecl>(Canonical);
  if (Method && Method->getParent()->isLambda()) {
    Place At = Places.of(Method->getParent()->getSourceRange());
    std::string Name = "lambda:" + Strings.text(At.File) + ":" + std::to_string(At.Offset);
    if (Method->isTemplateInstantiation()) // an instance of a generic lambda
      for (const ParmVarDecl *Parameter : Method->parameters())
        Name += ":" + Parameter->getType().getCanonicalType().getAsString();
    return Id = Strings.intern(Name);
  }
  llvm::SmallString<128> Text;
  if (index::generateUSRForDecl(Canonical, Text)) {
    Place At = Places.of(Canonical->getSourceRange());
    return Id = Strings.intern("at:" + Strings.text(At.File) + ":" + std::to_string(At.Offset));
  }
  return Id = Strings.intern(Text);
}

bool UnitContext::isProject(const Decl &Declaration) const {
  const SourceManager &Sources = Ast.getSourceManager();
  SourceLocation At = Sources.getExpansionLoc(Declaration.getLocation());
  return At.isValid() && !Sources.isInSystemHeader(At);
}

StringId UnitContext::entityName(QualType Type) {
  const CXXRecordDecl *Class = Type.isNull() ? nullptr : Roles.entityIn(Type);
  return Class ? Strings.intern(Class->getName()) : 0;
}

StringId UnitContext::entityText(QualType Type, const DeclContext *Where) {
  const CXXRecordDecl *Class = Type.isNull() ? nullptr : Roles.entityIn(Type);
  if (!Class)
    return 0;
  const DeclContext *Home = Class->getDeclContext()->getEnclosingNamespaceContext();
  // Shortest first: is the class's namespace one that surrounds the place, or
  // one that a using-directive there opens?
  for (const DeclContext *Scope = Where; Scope; Scope = Scope->getParent()) {
    if (Scope->Equals(Home))
      return Strings.intern(Class->getName());
    for (const UsingDirectiveDecl *Using : Scope->using_directives())
      if (Using->getNominatedNamespace()->Equals(Home))
        return Strings.intern(Class->getName());
    if (!Scope->isFunctionOrMethod()) {
      for (const NamedDecl *Found : Scope->lookup(Class->getDeclName()))
        if (const auto *Using = dyn_cast<UsingShadowDecl>(Found);
            Using && Using->getTargetDecl()->getCanonicalDecl() == Class->getCanonicalDecl())
          return Strings.intern(Class->getName());
    }
  }
  return Strings.intern(Class->getQualifiedNameAsString());
}

/// Visits what \p Method overrides, at whatever distance.
static void visitOverridden(const CXXMethodDecl &Method,
                            llvm::function_ref<void(const CXXMethodDecl &)> Visit) {
  for (const CXXMethodDecl *Base : Method.overridden_methods()) {
    Visit(*Base->getCanonicalDecl());
    visitOverridden(*Base, Visit);
  }
}

namespace {

/// Finds the functions to walk. Lambdas are walked where they are written.
class FunctionFinder : public RecursiveASTVisitor<FunctionFinder> {
public:
  FunctionFinder(UnitContext &Unit, std::span<const RelationMacroUse> Macros)
      : Unit(Unit), Macros(Macros) {}
  bool shouldVisitTemplateInstantiations() const { return true; }

  bool VisitFunctionDecl(FunctionDecl *Function) {
    if (!Function->doesThisDeclarationHaveABody() || Function->isDependentContext() ||
        Function->isDefaulted() || !Unit.isProject(*Function))
      return true;
    const auto *Method = dyn_cast<CXXMethodDecl>(Function);
    if (Method && Method->getParent()->isLambda())
      return true;
    if (Function->isInvalidDecl())
      return true;
    FunctionExtractor(Unit, *Function).run();
    if (Method)
      visitOverridden(*Method, [&](const CXXMethodDecl &Base) { Overridden.insert(&Base); });
    return true;
  }
  bool VisitCXXMethodDecl(CXXMethodDecl *Method) {
    if (Method->isCanonicalDecl() && Method->size_overridden_methods() && !Method->isDefined() &&
        !Method->isPureVirtual() && !Method->isDependentContext())
      Bodiless.push_back(Method);
    return true;
  }
  bool VisitCXXRecordDecl(CXXRecordDecl *Class) {
    const SourceManager &Sources = Unit.Ast.getSourceManager();
    if (!Class->isThisDeclarationADefinition())
      return true;
    for (const RelationMacroUse &Use : Macros)
      if (Sources.isPointWithin(Sources.getExpansionLoc(Use.At),
                                Sources.getExpansionLoc(Class->getBeginLoc()),
                                Sources.getExpansionLoc(Class->getEndLoc())))
        Unit.Facts.RelationOptions.emplace_back(Class->getNameAsString() + "." + Use.Relation,
                                                Use.Options);
    return true;
  }
  /// System headers hold nothing to walk, and most of the AST.
  bool TraverseDecl(Decl *Declaration) {
    if (Declaration && !isa<TranslationUnitDecl>(Declaration) && !Unit.isProject(*Declaration))
      return true;
    return RecursiveASTVisitor::TraverseDecl(Declaration);
  }

  /// To be called when all functions are walked.
  void addDeclaredOverriders() {
    for (const CXXMethodDecl *Method : Bodiless)
      visitOverridden(*Method, [&](const CXXMethodDecl &Base) {
        if (Overridden.contains(&Base))
          Unit.Facts.DeclaredOverriders.emplace_back(Unit.usr(Base), Unit.usr(*Method));
      });
  }

private:
  UnitContext &Unit;
  std::span<const RelationMacroUse> Macros;
  llvm::SmallPtrSet<const CXXMethodDecl *, 16> Overridden; ///< by methods with a body
  std::vector<const CXXMethodDecl *> Bodiless;
};

} // namespace

FunctionExtractor::FunctionExtractor(UnitContext &Unit, const FunctionDecl &Function,
                                     const LambdaExpr *Lambda)
    : Unit(Unit), Function(Function), Lambda(Lambda), Values(Facts), Uses(*Function.getBody()) {}

void FunctionExtractor::run() {
  Facts.Usr = Unit.usr(Function);
  Facts.Lambda = Lambda != nullptr;
  Facts.Instance = Function.isTemplateInstantiation();
  Facts.Variadic = Function.isVariadic();
  Facts.Redeclared = Function.getPreviousDecl() || Function.getMostRecentDecl() != &Function;
  Facts.Internal = Lambda || Function.getFormalLinkage() == Linkage::Internal;
  Facts.Where = Unit.Places.of(clang::SourceRange(Function.getLocation()));
  Facts.Body = Unit.Places.of(Function.getBody()->getSourceRange());
  std::string Name = Lambda ? "lambda" : Function.getNameAsString();
  if (const auto *Method = dyn_cast<CXXMethodDecl>(&Function); Method && !Lambda) {
    Name = Method->getParent()->getNameAsString() + "::" + Name;
    Facts.Virtual = Method->isVirtual();
    llvm::SmallString<128> Class;
    if (!index::generateUSRForDecl(Method->getParent(), Class))
      Facts.Class = intern(Class);
    visitOverridden(*Method,
                    [&](const CXXMethodDecl &Base) { Facts.Overrides.push_back(Unit.usr(Base)); });
  }
  Facts.Name = intern(Name);

  if (const FunctionTypeLoc Written = Function.getFunctionTypeLoc()) {
    Facts.ParametersEnd = Unit.Places.of(clang::SourceRange(Written.getRParenLoc()));
    Facts.ParametersEnd.Length = 0;
  }
  for (const ParmVarDecl *Parameter : Function.parameters())
    Facts.Parameters.push_back({intern(Parameter->getName()),
                                Unit.Places.of(Parameter->getSourceRange()),
                                Uses.Counts.lookup(Parameter)});
  if (Lambda) {
    unsigned Number = 0;
    for (const LambdaCapture &Capture : Lambda->captures())
      if (Capture.capturesVariable())
        CaptureIds[Capture.getCapturedVar()] = ++Number; // 0 is `this`
    Facts.Captures = Number;
    Facts.CapturesByReference = Lambda->getCaptureDefault() == LCD_ByRef;
  }

  if (const auto *Constructor = dyn_cast<CXXConstructorDecl>(&Function)) {
    Facts.Constructor = true;
    for (const CXXCtorInitializer *Initializer : Constructor->inits()) {
      ValueId What = eval(Initializer->getInit());
      if (const FieldDecl *Field = Initializer->getAnyMember()) {
        StringId FieldName = intern(Field->getName());
        Facts.Stores.push_back({FieldName, What});
        Env.set(
            {nullptr, fieldOf(Values.leaf(Value::Kind::This), Field->getName(), Field->getType())},
            What);
      }
    }
  }
  walk(Function.getBody());
  llvm::sort(Facts.Escapes);
  Facts.Escapes.erase(llvm::unique(Facts.Escapes), Facts.Escapes.end());
  Unit.Facts.Functions.push_back(std::move(Facts));
}

void extractFacts(ASTContext &Ast, std::span<const Profile> Profiles, const RoleIndex &Roles,
                  std::span<const RelationMacroUse> Macros, UnitFacts &Out) {
  UnitContext Unit(Ast, Roles, Out);
  Out.Cpp20 = Ast.getLangOpts().CPlusPlus20;
  for (const Profile *Active : Roles.active())
    Out.Profiles.push_back(Active->Name);
  for (const Profile &P : Profiles)
    for (size_t I = 0; I < P.Fixes.size(); ++I)
      if (Roles.holds(P.Fixes[I].When))
        Out.Fixes.push_back(P.Name + "#" + std::to_string(I));
  FunctionFinder Finder(Unit, Macros);
  Finder.TraverseDecl(Ast.getTranslationUnitDecl());
  Finder.addDeclaredOverriders();
}

} // namespace nplus1
