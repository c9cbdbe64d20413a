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

bool QualifiedName::matchesLast(llvm::StringRef Name) const {
  if (!hasWildcard())
    return Name == Last;
  auto [Head, Tail] = llvm::StringRef(Last).split('*');
  return Name.size() >= Head.size() + Tail.size() && Name.starts_with(Head) && Name.ends_with(Tail);
}

std::string conversionName(const CXXConversionDecl &Conversion) {
  const FunctionDecl *Pattern = Conversion.getTemplateInstantiationPattern();
  QualType Type = (Pattern ? Pattern : &Conversion)->getReturnType().getNonReferenceType();
  std::string Stars;
  for (; Type->isPointerType(); Type = Type->getPointeeType())
    Stars += "*";
  Type = Type.getUnqualifiedType();
  std::string Name;
  if (const auto *Parameter = Type->getAs<TemplateTypeParmType>();
      Parameter && Parameter->getDecl())
    Name = Parameter->getDecl()->getNameAsString();
  else if (const auto *Special = Type->getAs<TemplateSpecializationType>())
    Name = Special->getTemplateName().getAsTemplateDecl()->getNameAsString();
  else if (const auto *Class = Type->getAsCXXRecordDecl())
    Name = Class->getNameAsString();
  else
    Name = Type.getAsString(Conversion.getASTContext().getPrintingPolicy());
  return "operator " + Name + Stars;
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

/// Adds the scopes that \p Found opens: a class template also opens those of its
/// partial specialisations, which may declare what the template does not.
static void addScopes(const NamedDecl *Found, std::vector<const DeclContext *> &Scopes) {
  if (const auto *Alias = dyn_cast<NamespaceAliasDecl>(Found)) {
    Scopes.push_back(Alias->getNamespace());
    return;
  }
  if (const auto *Template = dyn_cast<ClassTemplateDecl>(Found)) {
    llvm::SmallVector<ClassTemplatePartialSpecializationDecl *> Partial;
    const_cast<ClassTemplateDecl *>(Template)->getPartialSpecializations(Partial);
    Scopes.insert(Scopes.end(), Partial.begin(), Partial.end());
    Found = Template->getTemplatedDecl();
  }
  if (const auto *Typedef = dyn_cast<TypedefNameDecl>(Found))
    Found = Typedef->getUnderlyingType()->getAsCXXRecordDecl();
  if (const auto *Class = dyn_cast_or_null<CXXRecordDecl>(Found))
    Scopes.push_back(Class->hasDefinition() ? Class->getDefinition() : Class);
  else if (const auto *Namespace = dyn_cast_or_null<NamespaceDecl>(Found))
    Scopes.push_back(Namespace);
}

static std::vector<const NamedDecl *> membersNamed(ASTContext &Context, const DeclContext &Scope,
                                                   const QualifiedName &Name) {
  const auto *Class = dyn_cast<CXXRecordDecl>(&Scope);
  if (Name.isConstructor() && Class)
    return {Class->ctor_begin(), Class->ctor_end()};
  std::vector<const NamedDecl *> Result;
  if (DeclarationName Wanted = declarationName(Context, Name.Last)) {
    llvm::append_range(Result, Scope.lookup(Wanted));
  } else if (Name.isOperator() && Class) {
    for (const Decl *Member : Class->decls()) {
      if (const auto *Template = dyn_cast<FunctionTemplateDecl>(Member))
        Member = Template->getTemplatedDecl();
      if (const auto *Conversion = dyn_cast<CXXConversionDecl>(Member))
        if (conversionName(*Conversion) == Name.Last)
          Result.push_back(Conversion);
    }
  } else if (Name.hasWildcard()) {
    for (const Decl *Member : Scope.decls())
      if (const auto *Named = dyn_cast<NamedDecl>(Member);
          Named && Named->getIdentifier() && Name.matchesLast(Named->getName()))
        Result.push_back(Named);
  }
  return Result;
}

std::vector<const NamedDecl *> lookUp(ASTContext &Context, llvm::StringRef Text) {
  QualifiedName Name(Text);
  std::vector<const DeclContext *> Scopes = {Context.getTranslationUnitDecl()};
  for (const std::string &Part : Name.Scope) {
    std::vector<const DeclContext *> Inner;
    for (const DeclContext *Scope : Scopes)
      if (DeclarationName Wanted = declarationName(Context, Part))
        for (const NamedDecl *Found : Scope->lookup(Wanted))
          addScopes(Found->getUnderlyingDecl(), Inner);
    Scopes = std::move(Inner);
  }
  std::vector<const NamedDecl *> Result;
  for (const DeclContext *Scope : Scopes)
    for (const NamedDecl *Found : membersNamed(Context, *Scope, Name)) {
      Found = Found->getUnderlyingDecl();
      if (const auto *Template = dyn_cast<TemplateDecl>(Found);
          Template && Template->getTemplatedDecl())
        Found = Template->getTemplatedDecl();
      Result.push_back(Found);
    }
  return Result;
}

} // namespace nplus1
