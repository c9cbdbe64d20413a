//===- RoleEffects.cpp - What the ORM's declarations do -------------------===//
#include "analysis/AnalysisInternal.h"

#include "clang/AST/DeclTemplate.h"

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

} // namespace

Event FunctionExtractor::databaseEvent(Event::Kind Kind, const RoleMatch &Match) {
  Event E;
  E.K = Kind;
  E.Profile = intern(Match.From->Name);
  E.Role = Match.What - Match.From->Roles.data();
  return E;
}

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

/// The rows of a query that was written out, not what a relation leads to.
bool FunctionExtractor::isQueryResult(ValueId What) const {
  const Value &V = Values[What];
  switch (V.K) {
  case Value::Kind::Rows:
    return true;
  case Value::Kind::Limited:
  case Value::Kind::Prefetched:
  case Value::Kind::Carried:
    return isQueryResult(V.Operands.front());
  default:
    return false;
  }
}

/// The variable that a library function changes and returns a reference to.
Location FunctionExtractor::changedBy(const Expr *Written) {
  const auto *Call = dyn_cast<CallExpr>(Written->IgnoreParenImpCasts());
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  if (!Callee || !Callee->getReturnType()->isLValueReferenceType())
    return {};
  const auto *Method = dyn_cast<CXXMethodDecl>(Callee);
  QualType Changed;
  const Expr *Target = nullptr;
  if (Method && Method->isInstance() && !Method->isConst()) {
    Changed = Unit.Ast.getRecordType(Method->getParent());
    const auto *Member = dyn_cast<CXXMemberCallExpr>(Call);
    Target = Member ? Member->getImplicitObjectArgument() : Call->getArg(0);
  } else if (!Method && Callee->getNumParams() > 0 &&
             Callee->getParamDecl(0)->getType()->isLValueReferenceType()) {
    Changed = Callee->getParamDecl(0)->getType().getNonReferenceType();
    Target = Call->getArg(0);
  }
  if (!Target || Changed.isConstQualified() ||
      !Unit.Ast.hasSameType(Changed, Callee->getReturnType().getNonReferenceType()))
    return {};
  Location At = locationOf(Target);
  return At.isValid() ? At : changedBy(Target);
}

/// Whether \p Written is a part of a pair or a tuple, which has no name of the user's.
static bool isUnnamedPart(const Expr *Written, const UnitContext &Unit) {
  Written = Written ? Written->IgnoreUnlessSpelledInSource() : nullptr;
  if (const auto *Reference = dyn_cast_or_null<DeclRefExpr>(Written)) {
    const auto *Binding = dyn_cast<BindingDecl>(Reference->getDecl());
    return Binding && Binding->getHoldingVar();
  }
  const auto *Member = dyn_cast_or_null<MemberExpr>(Written);
  return Member && isa<FieldDecl>(Member->getMemberDecl()) &&
         !Unit.isProject(*Member->getMemberDecl());
}

ValueId FunctionExtractor::load(const RoleMatch &Match, CallSite &Site) {
  const Role &What = *Match.What;
  Event E =
      databaseEvent(What.Kind == RoleKind::Count ? Event::Kind::Count : Event::Kind::Load, Match);
  ValueId Base = Site.Receiver;
  std::string Name;
  if (What.Relation.K == Operand::Kind::Receiver) {
    const Value &Of = Values[Base];
    if (Of.K == Value::Kind::Field) {
      if (!isUnnamedPart(Site.ReceiverNode, Unit))
        Name = Unit.Strings.text(Of.Name);
      Base = Of.Operands[0];
    } else if (What.RowsAreLoaded && What.Arity == RelationArity::Many && isQueryResult(Base)) {
      return Base; // the rows of a query, not of a relation
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

/// std::pair<iterator, bool>: an insertion that says whether the key was new.
static bool tellsWhetherNew(QualType Result) {
  const auto *Pair =
      dyn_cast_or_null<ClassTemplateSpecializationDecl>(Result->getAsCXXRecordDecl());
  return Pair && Pair->getTemplateArgs().size() == 2 &&
         Pair->getTemplateArgs()[1].getKind() == TemplateArgument::Type &&
         Pair->getTemplateArgs()[1].getAsType()->isBooleanType();
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
    const bool IsTable = holdsCallables(Added);
    if (!IsTable && Unit.mayHoldRows(Site.ReceiverNode->getType()))
      change(Site.ReceiverNode, At, After);
    else
      Env.set(At, After);
    if (IsTable)
      keepTable(At, After);
  } else {
    escapeAll(Site);
  }
  if (!tellsWhetherNew(Site.Type))
    return Site.Receiver;
  Event Asked;
  Asked.K = Event::Kind::Lookup;
  return Values.leaf(Value::Kind::Result, addEvent(std::move(Asked), Site));
}

std::optional<uint32_t> FunctionExtractor::limitOf(const Role &What, const CallSite &Site) const {
  if (What.LimitArgument.K != Operand::Kind::Argument)
    return What.Limit ? std::optional<uint32_t>(What.Limit) : std::nullopt;
  Expr::EvalResult Limit;
  if (What.LimitArgument.Index >= Site.ArgumentNodes.size())
    return std::nullopt;
  const Expr *Written = Site.ArgumentNodes[What.LimitArgument.Index];
  if (Written->isValueDependent() || !Written->EvaluateAsInt(Limit, Unit.Ast))
    return std::nullopt;
  return Limit.Val.getInt().getLimitedValue(1u << 30);
}

ValueId FunctionExtractor::applyRole(RoleMatch Match, CallSite &Site) {
  const Role &What = *Match.What;
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
    Event E = databaseEvent(Event::Kind::Rows, Match);
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
    Event E = databaseEvent(Event::Kind::Find, Match);
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
    Event E = databaseEvent(Event::Kind::Count, Match);
    E.Keys = keysOf(What, Site);
    return Values.leaf(Value::Kind::Result, addEvent(std::move(E), Site));
  }

  case RoleKind::Eager:
    return prefetch(Match, Site);

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

  case RoleKind::Cursor:
    return advance(Match, Site);

  case RoleKind::Scope:
    return Values.derived(Site.Arguments);

  case RoleKind::Write: {
    Event E = databaseEvent(Event::Kind::Write, Match);
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
    ValueId From =
        operand(What.From, Site,
                Site.ReceiverNode ? Site.Receiver
                                  : (Site.Arguments.empty() ? Values.leaf(Value::Kind::List)
                                                            : Site.Arguments.front()));
    nameElement(From, Site.Type);
    // The program takes so many itself, whatever the query gives: hence the name.
    if (auto Limit = limitOf(What, Site))
      return Values.of(Value::Kind::Limited, From, *Limit, intern(Site.Callee->getNameAsString()));
    return From;
  }

  case RoleKind::Element: {
    ValueId Container = operand(
        What.From, Site,
        Site.ReceiverNode || Site.Arguments.empty() ? Site.Receiver : Site.Arguments.front());
    ValueId Index = Site.ReceiverNode && !Site.Arguments.empty() ? Site.Arguments.front() : 0;
    ValueId Element = elementOf(Container, Index, Site.ReceiverNode);
    nameElement(Element, Site.Type);
    return Element;
  }

  case RoleKind::Store:
    return store(Site);

  case RoleKind::Lookup: {
    if (std::optional<ValueId> Entry = lookUpInTable(Site))
      return *Entry;
    // Of an ORM: whether a relation is loaded.
    Event E = databaseEvent(Event::Kind::Lookup, Match);
    if (Match.From->Always)
      E.Profile = 0;
    EventId Id = addEvent(std::move(E), Site);
    return Values.leaf(Value::Kind::Result, Id);
  }

  case RoleKind::Pure: {
    if (Unit.mayHoldRows(Site.Type))
      escapeAll(Site);
    std::vector<ValueId> Parts = Site.Arguments;
    Parts.push_back(Site.Receiver);
    // text += part, stream << part: what it was called on now depends on the part.
    if (const auto *Variable = dyn_cast_or_null<VarDecl>(changedBy(Site.Node).Variable);
        Variable && Variable->hasLocalStorage())
      Env.set({Variable}, Values.derived(Parts));
    return referring(Match, Site, Values.derived(std::move(Parts)));
  }
  }
  return 0;
}

} // namespace nplus1
