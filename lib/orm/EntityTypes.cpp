#include "orm/EntityTypes.h"

#include "orm/Annotations.h"

#include "clang/AST/DeclTemplate.h"

using namespace clang;

namespace nplus1 {

/// Containers of containers of smart pointers end well before this; types built
/// by metaprograms need not.
static constexpr unsigned MaxTypeDepth = 6;

static std::vector<std::string> partsOf(llvm::StringRef Name) {
  QualifiedName Split(Name);
  Split.Scope.push_back(Split.Last);
  return Split.Scope;
}

EntityTypes::EntityTypes(std::span<const Profile *const> Profiles, ASTContext &Context)
    : Context(Context) {
  for (const Profile *P : Profiles) {
    for (const std::string &Base : P->EntityBases)
      Bases.push_back(partsOf(Base));
    Wrappers.insert(Wrappers.end(), P->EntityWrappers.begin(), P->EntityWrappers.end());
    for (const Role &R : P->Roles)
      if (R.Kind == RoleKind::Forward || R.Kind == RoleKind::Lazy)
        for (const std::string &Name : R.Pattern.Names)
          if (llvm::StringRef Class = Name; Class.consume_back("::operator->"))
            PointerLike.push_back(partsOf(Class));
  }
}

static const ClassTemplateSpecializationDecl *specialization(const CXXRecordDecl *Class) {
  return dyn_cast_or_null<ClassTemplateSpecializationDecl>(Class);
}

/// The first argument of \p Class as an instantiation of a class template; of a
/// class that derives from one, that of the base.
static const TemplateArgument *firstArgument(const CXXRecordDecl &Class) {
  if (const auto *Special = specialization(&Class))
    return Special->getTemplateArgs().size() ? &Special->getTemplateArgs()[0] : nullptr;
  if (const CXXRecordDecl *Definition = Class.getDefinition())
    for (const CXXBaseSpecifier &Base : Definition->bases())
      if (const auto *BaseClass = Base.getType()->getAsCXXRecordDecl())
        if (const auto *Argument = firstArgument(*BaseClass))
          return Argument;
  return nullptr;
}

void EntityTypes::collectWrapped() {
  Wrapped.emplace();
  for (const std::string &Wrapper : Wrappers)
    for (const NamedDecl *Found : lookUp(Context, Wrapper)) {
      const auto *Class = dyn_cast<CXXRecordDecl>(Found);
      const ClassTemplateDecl *Template = Class ? Class->getDescribedClassTemplate() : nullptr;
      if (!Template)
        continue;
      for (const ClassTemplateSpecializationDecl *Special : Template->specializations()) {
        const TemplateArgument *First = firstArgument(*Special);
        const CXXRecordDecl *Row = nullptr;
        if (First && First->getKind() == TemplateArgument::Type)
          Row = First->getAsType()->getAsCXXRecordDecl();
        else if (First && First->getKind() == TemplateArgument::Declaration)
          Row = dyn_cast<CXXRecordDecl>(First->getAsDecl()->getDeclContext());
        if (Row)
          Wrapped->insert(Row->getCanonicalDecl());
      }
    }
}

bool EntityTypes::isEntity(const CXXRecordDecl &Class) {
  auto [At, IsNew] = Known.try_emplace(Class.getCanonicalDecl(), false);
  if (!IsNew)
    return At->second;
  if (!Wrapped)
    collectWrapped();
  bool Result = Wrapped->contains(Class.getCanonicalDecl()) || isAnnotatedEntity(Class);
  for (const ScopeName &Base : Bases) {
    if (Result)
      break;
    Result = isOrDerivesFrom(Class, Base) && !isScope(&Class, Base);
  }
  return Known[Class.getCanonicalDecl()] = Result;
}

const CXXRecordDecl *EntityTypes::entityIn(QualType Type) { return entityIn(Type, 0); }

const CXXRecordDecl *EntityTypes::entityIn(const TemplateArgument &Argument, unsigned Depth) {
  switch (Argument.getKind()) {
  case TemplateArgument::Type:
    return entityIn(Argument.getAsType(), Depth);
  case TemplateArgument::Declaration: // a member pointer, &Author::id
    if (const auto *Class = dyn_cast<CXXRecordDecl>(Argument.getAsDecl()->getDeclContext()))
      return isEntity(*Class) ? Class : nullptr;
    return nullptr;
  case TemplateArgument::Pack:
    for (const TemplateArgument &Item : Argument.pack_elements())
      if (const auto *Found = entityIn(Item, Depth))
        return Found;
    return nullptr;
  default:
    return nullptr;
  }
}

const CXXRecordDecl *EntityTypes::entityIn(QualType Type, unsigned Depth) {
  if (Type.isNull() || Depth > MaxTypeDepth)
    return nullptr;
  Type = Type.getNonReferenceType();
  while (Type->isAnyPointerType() || Type->isArrayType())
    Type = Type->isArrayType() ? QualType(Type->getPointeeOrArrayElementType(), 0)
                               : Type->getPointeeType();
  const CXXRecordDecl *Class = Type->getAsCXXRecordDecl();
  if (!Class)
    return nullptr;
  if (isEntity(*Class))
    return Class->hasDefinition() ? Class->getDefinition() : Class;
  if (const auto *Special = specialization(Class)) {
    for (const TemplateArgument &Argument : Special->getTemplateArgs().asArray())
      if (const auto *Found = entityIn(Argument, Depth + 1))
        return Found;
    return nullptr;
  }
  if (const CXXRecordDecl *Definition = Class->getDefinition())
    for (const CXXBaseSpecifier &Base : Definition->bases())
      if (const auto *Found = entityIn(Base.getType(), Depth + 1))
        return Found;
  return nullptr;
}

bool EntityTypes::isPointerLike(const CXXRecordDecl &Class) const {
  return llvm::any_of(PointerLike,
                      [&](const ScopeName &Name) { return isOrDerivesFrom(Class, Name); });
}

const CXXRecordDecl *EntityTypes::classBehind(QualType Type) const {
  for (unsigned Depth = 0; Depth <= MaxTypeDepth; ++Depth) {
    Type = Type.getNonReferenceType();
    if (Type->isAnyPointerType()) {
      Type = Type->getPointeeType();
      continue;
    }
    const CXXRecordDecl *Class = Type->getAsCXXRecordDecl();
    if (!Class || !isPointerLike(*Class))
      return Class;
    const TemplateArgument *First = firstArgument(*Class);
    if (!First || First->getKind() != TemplateArgument::Type)
      return Class;
    Type = First->getAsType();
  }
  return nullptr;
}

/// The first class that \p Callee, or else its class, is instantiated for.
static const CXXRecordDecl *instantiatedFor(const FunctionDecl &Callee) {
  if (const TemplateArgumentList *Arguments = Callee.getTemplateSpecializationArgs())
    for (const TemplateArgument &Argument : Arguments->asArray())
      if (Argument.getKind() == TemplateArgument::Type)
        if (const auto *Class = Argument.getAsType()->getAsCXXRecordDecl())
          return Class;
  const auto *Method = dyn_cast<CXXMethodDecl>(&Callee);
  const TemplateArgument *First = Method ? firstArgument(*Method->getParent()) : nullptr;
  return First && First->getKind() == TemplateArgument::Type
             ? First->getAsType()->getAsCXXRecordDecl()
             : nullptr;
}

bool EntityTypes::saysOf(const FunctionDecl &Callee, const EntityTraits &Wanted) const {
  const CXXRecordDecl *Row = instantiatedFor(Callee);
  if (!Row)
    return false;
  for (const NamedDecl *Found : lookUp(Context, Wanted.Class)) {
    const auto *Class = dyn_cast<CXXRecordDecl>(Found);
    ClassTemplateDecl *Template = Class ? Class->getDescribedClassTemplate() : nullptr;
    if (!Template)
      continue;
    for (const ClassTemplateSpecializationDecl *Traits : Template->specializations()) {
      const TemplateArgument *First = firstArgument(*Traits);
      if (!First || First->getKind() != TemplateArgument::Type ||
          First->getAsType()->getAsCXXRecordDecl() == nullptr ||
          First->getAsType()->getAsCXXRecordDecl()->getCanonicalDecl() != Row->getCanonicalDecl())
        continue;
      for (const NamedDecl *Member : Traits->lookup(&Context.Idents.get(Wanted.Typedef)))
        if (const auto *Typedef = dyn_cast<TypedefNameDecl>(Member)) {
          if (Wanted.Is == "*")
            return true;
          if (const auto *Is = Typedef->getUnderlyingType()->getAsCXXRecordDecl())
            return isScope(Is, partsOf(Wanted.Is));
        }
    }
  }
  return false;
}

bool EntityTypes::hasForm(QualType Type, llvm::StringRef Form) {
  if (Form == "void")
    return Type->isVoidType();
  QualType Bare = Type.getNonReferenceType();
  const CXXRecordDecl *Class = Bare->getAsCXXRecordDecl();
  if (Form == "entity")
    return Class && isEntity(*Class);
  bool IsPointer = Bare->isAnyPointerType() || (Class && isPointerLike(*Class));
  if (Form == "entity-pointer") {
    const CXXRecordDecl *Target = IsPointer ? classBehind(Bare) : nullptr;
    return Target && isEntity(*Target);
  }
  if (Form == "entity-container")
    return Class && !IsPointer && !isEntity(*Class) && entityIn(Bare);
  return Class && isOrDerivesFrom(*Class, partsOf(Form));
}

} // namespace nplus1
