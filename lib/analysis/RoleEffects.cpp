//===- RoleEffects.cpp - What the ORM's declarations do -------------------===//
#include "analysis/AnalysisInternal.h"

using namespace clang;

namespace nplus1 {

namespace {

/// The text of a string literal below conversions; empty if there is none.
std::string literalText(const Expr *Written) {
  while (Written) {
    Written = Written->IgnoreUnlessSpelledInSource();
    if (const auto *Literal = dyn_cast<StringLiteral>(Written))
      return Literal->isOrdinary() || Literal->isUTF8() ? Literal->getString().str()
                                                        : std::string();
    const Expr *Inner = nullptr;
    if (const auto *Construct = dyn_cast<CXXConstructExpr>(Written))
      Inner = Construct->getNumArgs() ? Construct->getArg(0) : nullptr;
    else if (const auto *Call = dyn_cast<CallExpr>(Written))
      Inner = Call->getNumArgs() ? Call->getArg(0) : nullptr;
    Written = Inner;
  }
  return {};
}

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

Event databaseEvent(Event::Kind Kind, const RoleMatch &Match, StringId Profile) {
  Event E;
  E.K = Kind;
  E.Profile = Profile;
  E.Role = Match.What - Match.From->Roles.data();
  return E;
}

} // namespace

ValueId FunctionExtractor::operand(const Operand &Named, const CallSite &Site, ValueId Otherwise) {
  switch (Named.K) {
  case Operand::Kind::Receiver:
    return Site.Receiver;
  case Operand::Kind::Argument:
    return Named.Index < Site.Arguments.size() ? Site.Arguments[Named.Index] : Otherwise;
  case Operand::Kind::AllArguments:
    return Values.derived(Site.Arguments);
  default:
    return Otherwise;
  }
}

std::string FunctionExtractor::operandText(const Operand &Named, const CallSite &Site) {
  switch (Named.K) {
  case Operand::Kind::Method:
    return Site.Callee ? Site.Callee->getNameAsString() : std::string();
  case Operand::Kind::Argument:
    return Named.Index < Site.ArgumentNodes.size() ? literalText(Site.ArgumentNodes[Named.Index])
                                                   : std::string();
  default:
    return {};
  }
}

std::vector<ValueId> FunctionExtractor::keysOf(const Role &What, const CallSite &Site) {
  if (What.Key.K == Operand::Kind::Argument || What.Key.K == Operand::Kind::Receiver)
    return {operand(What.Key, Site, 0)};
  std::vector<ValueId> Keys = Site.Arguments;
  // A session or connection does not say which rows.
  if (Site.Receiver && What.Context.K != Operand::Kind::Receiver)
    Keys.push_back(Site.Receiver);
  return Keys;
}

ValueId FunctionExtractor::load(const RoleMatch &Match, CallSite &Site) {
  const Role &What = *Match.What;
  Event E = databaseEvent(What.Kind == RoleKind::Count ? Event::Kind::Count : Event::Kind::Load,
                          Match, intern(Match.From->Name));
  ValueId Base = Site.Receiver;
  std::string Name;
  if (What.Relation.K == Operand::Kind::Receiver) {
    const Value &Of = Values[Base];
    if (Of.K == Value::Kind::Field) {
      Name = Unit.Strings.text(Of.Name);
      Base = Of.Operands[0];
    }
  } else {
    Name = operandText(What.Relation, Site);
  }
  E.Receiver = Base;
  E.Relation = intern(Name);
  E.ToMany = What.Arity == RelationArity::Many;
  E.Entity = Unit.entityName(Site.Type);
  E.EntityText = Unit.entityText(Site.Type, &Function);
  E.Keys = {Base};
  EventId Id = addEvent(std::move(E), Site);
  return Values.add({Value::Kind::Relation, Id, intern(Name), {Base}});
}

ValueId FunctionExtractor::store(CallSite &Site) {
  if (!Site.ReceiverNode) {
    escapeAll(Site);
    return Values.derived(Site.Arguments);
  }
  Event E;
  E.K = Event::Kind::Store;
  addEvent(std::move(E), Site);
  Location At = locationOf(Site.ReceiverNode);
  if (At.isValid()) {
    ValueId Added = Values.add({Value::Kind::List, 0, 0, Site.Arguments});
    ValueId Before = read(At);
    const Value &Was = Values[Before];
    bool Empty = Was.K == Value::Kind::List && Was.Operands.empty();
    ValueId After = Empty ? Added : Values.choice({Before, Added});
    if (Unit.mayHoldRows(Site.ReceiverNode->getType()))
      change(Site.ReceiverNode, At, After);
    else
      Env.set(At, After);
  } else {
    escapeAll(Site);
  }
  return Site.Receiver;
}

ValueId FunctionExtractor::iterate(const RoleMatch &Match, CallSite &Site) {
  const Role &What = *Match.What;
  ValueId From = operand(What.From, Site, Site.Receiver);
  if (Values[From].K == Value::Kind::ElementOf)
    From = Values[From].Operands[0]; // an iterator stands for its container
  // What comes back may be one of the rows, or the callable.
  const CXXRecordDecl *Class = Site.Type->getAsCXXRecordDecl();
  if (Unit.mayHoldRows(Site.Type) && !(Class && Class->isLambda()))
    escape(From);
  std::vector<ValueId> Parts{From};
  if (ValueId Returned = runPerRow(What, Site, From))
    Parts.push_back(Returned);
  return Values.derived(std::move(Parts));
}

namespace {

/// The lambda that \p Node is, perhaps wrapped in an object that a library makes of
/// it: std::function, a view's adaptor. Null if it is none.
const LambdaExpr *writtenLambda(const Expr *Node) {
  for (;;) {
    Node = Node->IgnoreUnlessSpelledInSource();
    const auto *Construct = dyn_cast<CXXConstructExpr>(Node);
    const auto *Call = dyn_cast<CallExpr>(Node);
    if (Construct && Construct->getNumArgs())
      Node = Construct->getArg(0);
    else if (Call && Call->getNumArgs())
      Node = Call->getArg(Call->getNumArgs() - 1);
    else
      return dyn_cast<LambdaExpr>(Node);
  }
}

/// The call operator of a function object; null if \p Type has none, or several.
const CXXMethodDecl *callOperator(QualType Type, ASTContext &Ast) {
  const CXXRecordDecl *Class = Type.getNonReferenceType()->getAsCXXRecordDecl();
  if (!Class || !Class->hasDefinition() || Class->isLambda())
    return nullptr;
  auto Found = Class->lookup(Ast.DeclarationNames.getCXXOperatorName(OO_Call));
  if (!Found.isSingleResult())
    return nullptr;
  if (const auto *Method = dyn_cast<CXXMethodDecl>(Found.front()))
    return Method;
  if (const auto *Template = dyn_cast<FunctionTemplateDecl>(Found.front()))
    for (const FunctionDecl *Instance : Template->specializations())
      if (Instance->hasBody())
        return dyn_cast<CXXMethodDecl>(Instance);
  return nullptr;
}

} // namespace

ValueId FunctionExtractor::runPerRow(const Role &What, CallSite &Site, ValueId From) {
  unsigned Which = What.Callable.Index;
  if (What.Callable.K != Operand::Kind::Argument || Which >= Site.Arguments.size())
    return 0;
  const LambdaExpr *Written = writtenLambda(Site.ArgumentNodes[Which]);

  LoopId Id = addLoop(Loop::Kind::Algorithm, *Site.Node, Written ? Written->getBody() : nullptr);
  const Expr *RangeNode =
      What.From.K == Operand::Kind::Argument && What.From.Index < Site.ArgumentNodes.size()
          ? Site.ArgumentNodes[What.From.Index]
          : Site.ReceiverNode;
  setRange(Id, From, RangeNode);
  if (Written && Written->getCallOperator()->getNumParams())
    Facts.Loops[Id].Element =
        Unit.entityName(Written->getCallOperator()->getParamDecl(0)->getType());

  LoopId Outside = CurrentLoop;
  CurrentLoop = Id;
  CallSite Turn;
  Turn.Node = Site.ArgumentNodes[Which];
  // Binary operations see elements in both places; unused ones cost nothing.
  ValueId Element = Values.of(Value::Kind::Element, From, Id);
  Turn.Arguments = {Element, Element, Element};
  ValueId Returned;
  const CXXMethodDecl *Object = callOperator(Turn.Node->getType(), Unit.Ast);
  if (Object && Unit.isProject(*Object)) {
    Turn.Callee = Object;
    Turn.Receiver = Site.Arguments[Which];
    Turn.Type = Object->getReturnType();
    Returned = projectCall(Turn);
  } else {
    Returned = invoke(Turn, Site.Arguments[Which]);
    Facts.Events.back().InPlace = Written != nullptr;
  }
  CurrentLoop = Outside;
  return Returned;
}

ValueId FunctionExtractor::applyRole(RoleMatch Match, CallSite &Site) {
  const Role &What = *Match.What;
  StringId Profile = intern(Match.From->Name);
  switch (What.Kind) {
  case RoleKind::Lazy:
    return load(Match, Site);

  case RoleKind::Free:
  case RoleKind::Key: {
    if (!Site.Receiver) {
      if (Unit.mayHoldRows(Site.Type))
        escapeAll(Site);
      return Values.derived(Site.Arguments);
    }
    // What is read may be a relation that is loaded already.
    if (Unit.mayHoldRows(Site.Type))
      escape(Site.Receiver);
    for (size_t I = 0; I < Site.Arguments.size(); ++I)
      escape(Site.ArgumentNodes[I], Site.Arguments[I]);
    return fieldOf(Site.Receiver, Site.Callee->getNameAsString(), Site.Type);
  }

  case RoleKind::Rows: {
    Event E = databaseEvent(Event::Kind::Rows, Match, Profile);
    E.Keys = keysOf(What, Site);
    E.Entity = Unit.entityName(Site.Type);
    E.EntityText = Unit.entityText(Site.Type, &Function);
    bool Refines = Site.ReceiverNode && What.Context.K != Operand::Kind::Receiver;
    std::vector<ValueId> From{Refines ? Site.Receiver : Values.leaf(Value::Kind::Constant)};
    From.insert(From.end(), E.Keys.begin(), E.Keys.end());
    EventId Id = addEvent(std::move(E), Site);
    ValueId Rows = Values.add({Value::Kind::Rows, Id, 0, std::move(From)});
    if (!What.Into.isNone())
      return putInto(What, Site, Rows);
    if (What.GivesElement)
      return elementOf(Rows, Site.Arguments.empty() ? 0 : Site.Arguments.front(),
                       Site.ReceiverNode);
    return What.Limit ? Values.of(Value::Kind::Limited, Rows, What.Limit) : Rows;
  }

  case RoleKind::Builder:
    return build(Match, Site);

  case RoleKind::Finder: {
    Event E = databaseEvent(Event::Kind::Find, Match, Profile);
    E.Keys = keysOf(What, Site);
    E.Entity = Unit.entityName(Site.Type);
    E.EntityText = Unit.entityText(Site.Type, &Function);
    return Values.leaf(Value::Kind::Result, addEvent(std::move(E), Site));
  }

  case RoleKind::Executor:
    return execute(Match, Site);

  case RoleKind::Count: {
    if (!What.Relation.isNone()) {
      ValueId Counted = load(Match, Site);
      return Values.derived({Counted});
    }
    Event E = databaseEvent(Event::Kind::Count, Match, Profile);
    E.Keys = keysOf(What, Site);
    return Values.leaf(Value::Kind::Result, addEvent(std::move(E), Site));
  }

  case RoleKind::Eager: {
    // A static method begins a query, as Model::with("relation") does.
    if (!Site.ReceiverNode)
      Site.Receiver = Values.leaf(Value::Kind::Constant);
    Event E = databaseEvent(Event::Kind::Prefetch, Match, Profile);
    std::vector<std::string> Paths;
    if (What.Paths.K == PathSpelling::Kind::Argument &&
        What.Paths.Index < Site.ArgumentNodes.size())
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

  case RoleKind::Iterate:
    return iterate(Match, Site);

  case RoleKind::Invoke: {
    if (!What.From.isNone())
      return visitAlternatives(What, Site);
    unsigned Which = What.Callable.Index;
    if (What.Callable.K != Operand::Kind::Argument || Which >= Site.Arguments.size())
      return Values.derived(Site.Arguments);
    CallSite Inside;
    Inside.Node = Site.Node;
    Inside.Type = Site.Type;
    Inside.Arguments.assign(Site.Arguments.begin() + Which + 1, Site.Arguments.end());
    Inside.ArgumentNodes.assign(Site.ArgumentNodes.begin() + Which + 1, Site.ArgumentNodes.end());
    ValueId Returned = invoke(Inside, Site.Arguments[Which]);
    Facts.Events.back().InPlace =
        isa<LambdaExpr>(Site.ArgumentNodes[Which]->IgnoreUnlessSpelledInSource());
    return Returned;
  }

  case RoleKind::Cursor: {
    // while (query.next()): inside the loop the cursor is its current row.
    if (CurrentLoop != None && Site.ReceiverNode) {
      Location At = locationOf(Site.ReceiverNode);
      const Value &Was = Values[Site.Receiver];
      ValueId Rows = Was.K == Value::Kind::Carried && Was.Index == CurrentLoop ? Was.Operands[0]
                                                                               : Site.Receiver;
      if (At.isValid() && Was.K != Value::Kind::Element) {
        setRange(CurrentLoop, Rows, Site.ReceiverNode);
        Facts.Loops[CurrentLoop].K = Loop::Kind::Cursor;
        Env.set(At, Values.of(Value::Kind::Element, Rows, CurrentLoop));
      }
    }
    return Values.derived({Site.Receiver});
  }

  case RoleKind::Scope:
    return Values.derived(Site.Arguments);

  case RoleKind::Write: {
    Event E = databaseEvent(Event::Kind::Write, Match, Profile);
    addEvent(std::move(E), Site);
    return What.From.isNone() ? Values.derived({Site.Receiver})
                              : operand(What.From, Site, Site.Receiver);
  }

  case RoleKind::Forward: {
    if (What.Entity.K == Operand::Kind::TemplateArgument)
      return alternative(What, Site);
    if (!What.Callable.isNone() && What.Callable.Index < Site.Arguments.size()) {
      // A view: what it was given, seen through a function. Other adaptors than
      // functions have nothing to run.
      ValueId From = operand(What.From, Site, Site.Receiver);
      const Value &Adaptor = Values[Site.Arguments[What.Callable.Index]];
      if (Adaptor.K == Value::Kind::Callable)
        runPerRow(What, Site, From);
      return From;
    }
    for (size_t I = Site.ReceiverNode ? 0 : 1; I < Site.Arguments.size(); ++I)
      escape(Site.ArgumentNodes[I], Site.Arguments[I]);
    return operand(What.From, Site,
                   Site.ReceiverNode ? Site.Receiver
                                     : (Site.Arguments.empty() ? Values.leaf(Value::Kind::List)
                                                               : Site.Arguments.front()));
  }

  case RoleKind::Element: {
    ValueId Container = operand(
        What.From, Site,
        Site.ReceiverNode || Site.Arguments.empty() ? Site.Receiver : Site.Arguments.front());
    ValueId Index = Site.ReceiverNode && !Site.Arguments.empty() ? Site.Arguments.front() : 0;
    return elementOf(Container, Index, Site.ReceiverNode);
  }

  case RoleKind::Store:
    return store(Site);

  case RoleKind::Lookup: {
    Event E;
    E.K = Event::Kind::Lookup;
    EventId Id = addEvent(std::move(E), Site);
    return Values.leaf(Value::Kind::Result, Id);
  }

  case RoleKind::Pure: {
    if (Unit.mayHoldRows(Site.Type))
      escapeAll(Site);
    std::vector<ValueId> Parts = Site.Arguments;
    Parts.push_back(Site.Receiver);
    return Values.derived(std::move(Parts));
  }
  }
  return 0;
}

} // namespace nplus1
