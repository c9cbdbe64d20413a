#include "orm/QualifiedName.h"

#include "clang/AST/DeclTemplate.h"
#include "llvm/ADT/SmallPtrSet.h"

using namespace clang;

namespace nplus1 {

QualifiedName::QualifiedName(llvm::StringRef Text) {
  while (true) {
    auto [Head, Tail] = Text.split("::");
    if (Tail.empty() || Head.starts_with("operator")) {
      Last = Text.str();
      return;
    }
    Scope.push_back(Head.str());
    Text = Tail;
  }
}

/// The next scope outwards that a person writes.
static const DeclContext *writtenScope(const DeclContext *Context) {
  while (Context && !Context->isTranslationUnit()) {
    bool IsTransparent = isa<LinkageSpecDecl, ExportDecl>(Context) || Context->isInlineNamespace();
    if (!IsTransparent)
      break;
    Context = Context->getParent();
  }
  return Context;
}

bool isScope(const DeclContext *Context, llvm::ArrayRef<std::string> Scope) {
  Context = writtenScope(Context);
  for (const std::string &Part : llvm::reverse(Scope)) {
    const auto *Named = dyn_cast_or_null<NamedDecl>(Context);
    if (!Named || !Named->getIdentifier() || Named->getName() != Part)
      return false;
    Context = writtenScope(Context->getParent());
  }
  return Context && Context->isTranslationUnit();
}

/// The class of a base, or what its template declares if it is dependent.
static const CXXRecordDecl *classOfBase(QualType Type) {
  if (const auto *Class = Type->getAsCXXRecordDecl())
    return Class;
  if (const auto *Special = Type->getAs<TemplateSpecializationType>())
    if (const auto *Template =
            dyn_cast_or_null<ClassTemplateDecl>(Special->getTemplateName().getAsTemplateDecl()))
      return Template->getTemplatedDecl();
  return nullptr;
}

bool isOrDerivesFrom(const CXXRecordDecl &Class, llvm::ArrayRef<std::string> Scope) {
  llvm::SmallVector<const CXXRecordDecl *, 8> Waiting = {&Class};
  llvm::SmallPtrSet<const CXXRecordDecl *, 8> Seen;
  while (!Waiting.empty()) {
    const CXXRecordDecl *Next = Waiting.pop_back_val();
    if (!Seen.insert(Next->getCanonicalDecl()).second)
      continue;
    if (isScope(Next, Scope))
      return true;
    if (const CXXRecordDecl *Definition = Next->getDefinition())
      for (const CXXBaseSpecifier &Base : Definition->bases())
        if (const auto *BaseClass = classOfBase(Base.getType()))
          Waiting.push_back(BaseClass);
  }
  return false;
}

static OverloadedOperatorKind operatorKind(llvm::StringRef Spelling) {
  for (int Kind = OO_None + 1; Kind < NUM_OVERLOADED_OPERATORS; ++Kind)
    if (Spelling == getOperatorSpelling(OverloadedOperatorKind(Kind)))
      return OverloadedOperatorKind(Kind);
  return OO_None;
}

static DeclarationName declarationName(ASTContext &Context, llvm::StringRef Name) {
  llvm::StringRef Spelling = Name;
  if (Spelling.consume_front("operator"))
    if (auto Kind = operatorKind(Spelling))
      return Context.DeclarationNames.getCXXOperatorName(Kind);
  auto Known = Context.Idents.find(Name);
  return Known == Context.Idents.end() ? DeclarationName() : DeclarationName(Known->second);
}

/// The scope that \p Found opens, or null.
static const DeclContext *openedScope(const NamedDecl *Found) {
  if (const auto *Alias = dyn_cast<NamespaceAliasDecl>(Found))
    return Alias->getNamespace();
  if (const auto *Template = dyn_cast<ClassTemplateDecl>(Found))
    Found = Template->getTemplatedDecl();
  if (const auto *Typedef = dyn_cast<TypedefNameDecl>(Found))
    Found = Typedef->getUnderlyingType()->getAsCXXRecordDecl();
  if (const auto *Class = dyn_cast_or_null<CXXRecordDecl>(Found))
    return Class->hasDefinition() ? Class->getDefinition() : Class;
  return dyn_cast_or_null<NamespaceDecl>(Found);
}

std::vector<const NamedDecl *> lookUp(ASTContext &Context, llvm::StringRef Text) {
  QualifiedName Name(Text);
  std::vector<const DeclContext *> Scopes = {Context.getTranslationUnitDecl()};
  for (const std::string &Part : Name.Scope) {
    std::vector<const DeclContext *> Inner;
    for (const DeclContext *Scope : Scopes)
      if (DeclarationName Wanted = declarationName(Context, Part))
        for (const NamedDecl *Found : Scope->lookup(Wanted))
          if (const DeclContext *Opened = openedScope(Found->getUnderlyingDecl()))
            Inner.push_back(Opened);
    Scopes = std::move(Inner);
  }
  std::vector<const NamedDecl *> Result;
  for (const DeclContext *Scope : Scopes) {
    DeclarationName Wanted;
    if (Name.isConstructor() && isa<CXXRecordDecl>(Scope)) {
      for (const CXXConstructorDecl *Constructor : cast<CXXRecordDecl>(Scope)->ctors())
        Result.push_back(Constructor);
      continue;
    }
    if (!(Wanted = declarationName(Context, Name.Last)))
      continue;
    for (const NamedDecl *Found : Scope->lookup(Wanted)) {
      Found = Found->getUnderlyingDecl();
      if (const auto *Template = dyn_cast<TemplateDecl>(Found);
          Template && Template->getTemplatedDecl())
        Found = Template->getTemplatedDecl();
      Result.push_back(Found);
    }
  }
  return Result;
}

} // namespace nplus1
