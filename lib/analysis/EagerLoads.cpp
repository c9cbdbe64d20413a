//===- EagerLoads.cpp - Which relations a prefetch names ------------------===//
//
// A relation is named by a string, by member pointers, or by a callable that reads
// it. What cannot be read names every relation ("*"): nothing is reported then.
//
//===----------------------------------------------------------------------===//
#include "analysis/AnalysisInternal.h"

using namespace clang;

namespace nplus1 {

namespace {

/// Every string literal below \p Node, for lists of relation names.
void collectLiterals(const Stmt *Node, std::vector<std::string> &Out) {
  if (!Node)
    return;
  if (const auto *Literal = dyn_cast<StringLiteral>(Node)) {
    Out.push_back(Literal->getString().str());
    return;
  }
  for (const Stmt *Child : Node->children())
    collectLiterals(Child, Out);
}

/// The member pointers among the template arguments of \p Callee, from number
/// \p First on, as a path: "album.artist".
std::string memberPath(const FunctionDecl &Callee, unsigned First) {
  const TemplateArgumentList *Given = Callee.getTemplateSpecializationArgs();
  std::string Path;
  auto Add = [&](auto &Self, llvm::ArrayRef<TemplateArgument> Arguments) -> void {
    for (const TemplateArgument &Argument : Arguments)
      if (Argument.getKind() == TemplateArgument::Pack)
        Self(Self, Argument.pack_elements());
      else if (Argument.getKind() == TemplateArgument::Declaration)
        Path += (Path.empty() ? "" : ".") + Argument.getAsDecl()->getNameAsString();
  };
  if (Given && First < Given->size())
    Add(Add, Given->asArray().drop_front(First));
  return Path;
}

/// The members that \p Node reads one after the other, "author.publisher": of a
/// callable's parameter, whatever its type will be.
std::string memberChain(const Expr *Node) {
  std::string Chain;
  for (const Expr *E = Node; E;) {
    E = E->IgnoreUnlessSpelledInSource();
    std::string Name;
    if (const auto *Call = dyn_cast<CallExpr>(E)) {
      const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Call);
      E = Operator && Operator->getNumArgs() ? Operator->getArg(0) : Call->getCallee();
      continue;
    }
    if (const auto *Member = dyn_cast<MemberExpr>(E)) {
      Name = Member->getMemberDecl()->getNameAsString();
      E = Member->getBase();
    } else if (const auto *Member = dyn_cast<CXXDependentScopeMemberExpr>(E)) {
      Name = Member->getMember().getAsString();
      E = Member->isImplicitAccess() ? nullptr : Member->getBase();
    } else {
      return isa<DeclRefExpr>(E) ? Chain : std::string();
    }
    Chain = Name + (Chain.empty() ? "" : ".") + Chain;
  }
  return {};
}

/// \p Chain with its first accessor replaced by the member of \p Class that it
/// returns, by which the analysis knows the relation; empty if it returns none.
std::string behindAccessor(const CXXRecordDecl *Class, llvm::StringRef Chain) {
  auto [First, Rest] = Chain.split('.');
  if (!Class || !Class->hasDefinition())
    return {};
  for (const NamedDecl *Found : Class->lookup(&Class->getASTContext().Idents.get(First))) {
    const auto *Method = dyn_cast<CXXMethodDecl>(Found);
    const auto *Body = Method ? dyn_cast_or_null<CompoundStmt>(Method->getBody()) : nullptr;
    const auto *Return =
        Body && Body->size() == 1 ? dyn_cast<ReturnStmt>(Body->body_front()) : nullptr;
    const auto *Member =
        Return && Return->getRetValue()
            ? dyn_cast<MemberExpr>(Return->getRetValue()->IgnoreUnlessSpelledInSource())
            : nullptr;
    if (Member && isa<CXXThisExpr>(Member->getBase()->IgnoreImpCasts()))
      return Member->getMemberDecl()->getNameAsString() + (Rest.empty() ? "" : "." + Rest.str());
  }
  return {};
}

/// What the lambda \p Node returns, if that is all it does; null otherwise.
const Expr *returnedBy(const Expr *Node) {
  const auto *Lambda = dyn_cast<LambdaExpr>(Node->IgnoreUnlessSpelledInSource());
  const auto *Body = Lambda ? dyn_cast<CompoundStmt>(Lambda->getBody()) : nullptr;
  const auto *Return =
      Body && Body->size() == 1 ? dyn_cast<ReturnStmt>(Body->body_front()) : nullptr;
  return Return ? Return->getRetValue() : nullptr;
}

} // namespace

ValueId FunctionExtractor::prefetch(const RoleMatch &Match, CallSite &Site) {
  const Role &What = *Match.What;
  // A static method begins a query, as Model::with("relation") does.
  if (!Site.ReceiverNode)
    Site.Receiver = Values.leaf(Value::Kind::Constant);
  Event E = databaseEvent(Event::Kind::Prefetch, Match);
  std::vector<std::string> Paths;
  if (What.Paths.K == PathSpelling::Kind::Argument && What.Paths.Index < Site.ArgumentNodes.size())
    collectLiterals(Site.ArgumentNodes[What.Paths.Index], Paths);
  // What gets its relations: the object of the call, or what a session is given.
  ValueId Rows = operand(What.Key, Site, Site.Receiver);
  if (What.Paths.K == PathSpelling::Kind::Callables) {
    size_t RowsAt = 0;
    for (size_t I = 1; I < Site.ArgumentNodes.size(); ++I) {
      const Expr *Returned = returnedBy(Site.ArgumentNodes[I]);
      if (!Returned)
        continue;
      const Expr *RowsNode = Site.ArgumentNodes[Paths.empty() ? I - 1 : RowsAt];
      if (Paths.empty())
        RowsAt = I - 1;
      Paths.push_back(memberChain(Returned));
      if (std::string Member =
              behindAccessor(Unit.Roles.entityIn(RowsNode->getType()), Paths.back());
          !Member.empty())
        Paths.push_back(std::move(Member));
    }
    Rows = RowsAt < Site.Arguments.size() ? Site.Arguments[RowsAt] : 0;
  }
  for (std::string &Path : Paths) {
    for (size_t At; !What.Paths.Separator.empty() && What.Paths.Separator != "." &&
                    (At = Path.find(What.Paths.Separator)) != std::string::npos;)
      Path.replace(At, What.Paths.Separator.size(), ".");
    E.Paths.push_back(intern(Path));
  }
  if (What.Paths.K == PathSpelling::Kind::TemplateArguments)
    if (std::string Path = memberPath(*Site.Callee, What.Paths.Index); !Path.empty())
      E.Paths.push_back(intern(Path));
  // Names that are computed: which relations are loaded is not known.
  if (What.Paths.K != PathSpelling::Kind::All && E.Paths.empty())
    E.Paths.push_back(intern("*"));
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Site.Callee);
  const Expr *Changed = Method && !Method->isConst() ? Site.ReceiverNode : nullptr;
  if (What.Key.K == Operand::Kind::Argument && What.Key.Index < Site.ArgumentNodes.size())
    Changed = Site.ArgumentNodes[What.Key.Index];
  E.Keys = {Rows};
  EventId Id = addEvent(std::move(E), Site);
  ValueId Loaded = Values.of(Value::Kind::Prefetched, Rows, Id);
  if (Changed)
    change(Changed, locationOf(Changed), Loaded);
  return Loaded;
}

} // namespace nplus1
