#include "orm/Annotations.h"

#include "clang/AST/Attr.h"
#include "clang/AST/DeclCXX.h"

using namespace clang;

namespace nplus1 {
namespace {

struct Words {
  Profile From;
  llvm::StringMap<size_t> RoleOf; ///< index into From.Roles

  void add(llvm::StringRef Word, Role Meaning) {
    RoleOf[Word] = From.Roles.size();
    From.Roles.push_back(std::move(Meaning));
  }
};

Role plain(RoleKind Kind) {
  Role R;
  R.Kind = Kind;
  return R;
}

Role lazy(RelationArity Arity, CacheScope Cached) {
  Role R = plain(RoleKind::Lazy);
  R.Arity = Arity;
  R.Cached = Cached;
  R.Relation.K = Operand::Kind::Method;
  return R;
}

Role byArguments(RoleKind Kind) {
  Role R = plain(Kind);
  R.Key.K = Operand::Kind::AllArguments;
  return R;
}

const Words &words() {
  static const Words Table = [] {
    Words W;
    W.From.Name = "annotations";
    W.From.Title = "Annotations in headers";
    using enum RelationArity;
    W.add("lazy", lazy(One, CacheScope::Never));
    W.add("lazy_cached", lazy(One, CacheScope::Object));
    W.add("lazy_many", lazy(Many, CacheScope::Never));
    W.add("lazy_many_cached", lazy(Many, CacheScope::Object));
    W.add("free", plain(RoleKind::Free));
    W.add("row_source", plain(RoleKind::Rows));
    W.add("builder", plain(RoleKind::Builder));
    W.add("finder", byArguments(RoleKind::Finder));
    W.add("executor", byArguments(RoleKind::Executor));
    W.add("count", byArguments(RoleKind::Count));
    W.add("cursor", plain(RoleKind::Cursor));
    W.add("write", plain(RoleKind::Write));
    Role Forward = plain(RoleKind::Forward);
    Forward.From.K = Operand::Kind::Receiver;
    W.add("forward", Forward);
    return W;
  }();
  return Table;
}

/// The word after "nplus1::" of the first such annotation, or empty.
llvm::StringRef annotation(const Decl &D) {
  for (const auto *Annotate : D.specific_attrs<AnnotateAttr>())
    if (llvm::StringRef Word = Annotate->getAnnotation(); Word.consume_front("nplus1::"))
      return Word;
  return "";
}

} // namespace

const Profile &annotationProfile() { return words().From; }

RoleMatch annotatedRole(const FunctionDecl &Function) {
  const FunctionDecl *Pattern = Function.getTemplateInstantiationPattern();
  for (const FunctionDecl *F : {&Function, Pattern}) {
    if (!F)
      continue;
    auto Found = words().RoleOf.find(annotation(*F->getMostRecentDecl()));
    if (Found != words().RoleOf.end())
      return {&words().From, &words().From.Roles[Found->second]};
  }
  if (const auto *Method = dyn_cast<CXXMethodDecl>(&Function))
    for (const CXXMethodDecl *Overridden : Method->overridden_methods())
      if (RoleMatch Match = annotatedRole(*Overridden))
        return Match;
  return {};
}

bool isAnnotatedEntity(const CXXRecordDecl &Class) {
  const CXXRecordDecl *Definition = Class.getDefinition();
  return Definition && annotation(*Definition) == "entity";
}

} // namespace nplus1
