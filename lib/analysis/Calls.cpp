//===- Calls.cpp - Calls, constructions, and what they leave --------------===//
#include "analysis/AnalysisInternal.h"

using namespace clang;

namespace nplus1 {

EventId FunctionExtractor::addEvent(Event E, const CallSite &Site) {
  E.Receiver = E.Receiver ? E.Receiver : Site.Receiver;
  if (E.Arguments.empty())
    E.Arguments = Site.Arguments;
  E.Loop = CurrentLoop;
  E.Guard = CurrentGuard;
  E.Where = Unit.Places.of(Site.Node);
  E.ReceiverArrow = Site.Arrow;
  if (Site.ReceiverNode) {
    // In "p->f()" with a class for p, the object is p, not the result of its "->".
    const Expr *Object = Site.ReceiverNode->IgnoreUnlessSpelledInSource();
    const auto *Arrow = dyn_cast<CXXOperatorCallExpr>(Object);
    if (Site.Arrow && Arrow && Arrow->getOperator() == OO_Arrow)
      Object = Arrow->getArg(0);
    E.ReceiverPlace = Unit.Places.of(Object);
  }
  for (const Expr *Argument : Site.ArgumentNodes)
    E.ArgumentPlaces.push_back(Unit.Places.of(Argument));
  if (Site.Callee) {
    if (const IdentifierInfo *Name = Site.Callee->getIdentifier())
      E.Method = intern(Name->getName());
    if (!E.CalleeName)
      E.CalleeName = intern(Site.Callee->getNameAsString());
  }
  Facts.Events.push_back(std::move(E));
  return Facts.Events.size() - 1;
}

ValueId FunctionExtractor::evalCall(const CallExpr &Call) {
  CallSite Site;
  Site.Node = &Call;
  Site.Callee = Call.getDirectCallee();
  Site.Type = Call.getType();
  unsigned FirstArgument = 0;
  ValueId CalleeValue = 0;

  if (const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call)) {
    Site.ReceiverNode = Member->getImplicitObjectArgument();
    if (const auto *Pointer = dyn_cast<BinaryOperator>(Call.getCallee()->IgnoreParens());
        Pointer && Pointer->isPtrMemOp()) {
      CalleeValue = eval(Pointer->getRHS());
      Site.Arrow = Pointer->getOpcode() == BO_PtrMemI;
    }
    if (const auto *Access = dyn_cast<MemberExpr>(Call.getCallee()->IgnoreParens()))
      Site.Arrow = Access->isArrow();
    const CXXMethodDecl *Method = Member->getMethodDecl();
    Site.Virtual = Method && Method->isVirtual() &&
                   !cast<MemberExpr>(Call.getCallee()->IgnoreParens())->hasQualifier();
  } else if (const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Site.Callee);
             Method && Call.getNumArgs() > 0 &&
             ((isa<CXXOperatorCallExpr>(Call) && Method->isInstance()) ||
              Method->isExplicitObjectMemberFunction())) {
    Site.ReceiverNode = Call.getArg(0);
    FirstArgument = 1;
  } else if (!Site.Callee) {
    CalleeValue = eval(Call.getCallee());
  }

  // Assignment of class objects: the target becomes the source.
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&Call);
      Operator && Operator->getOperator() == OO_Equal && Call.getNumArgs() == 2) {
    ValueId What = eval(Call.getArg(1));
    RoleMatch Match = Site.Callee ? Unit.Roles.roleOf(*Site.Callee) : RoleMatch();
    if (!Match || Match.What->Kind == RoleKind::Forward || Match.What->Kind == RoleKind::Store) {
      assign(Call.getArg(0), What);
      return What;
    }
  }

  if (Site.ReceiverNode) {
    // A method of a base class is called on the whole object.
    const Expr *Object = Site.ReceiverNode;
    while (const auto *Cast = dyn_cast<ImplicitCastExpr>(Object)) {
      if (Cast->getCastKind() != CK_DerivedToBase &&
          Cast->getCastKind() != CK_UncheckedDerivedToBase)
        break;
      Object = Cast->getSubExpr();
    }
    Site.Receiver = eval(Object);
  }
  for (unsigned I = FirstArgument; I < Call.getNumArgs(); ++I) {
    const Expr *Argument = Call.getArg(I);
    if (isa<CXXDefaultArgExpr>(Argument))
      continue;
    Site.ArgumentNodes.push_back(Argument);
    Site.Arguments.push_back(eval(Argument));
  }

  if (!Site.Callee) {
    if (!CalleeValue)
      escapeAll(Site);
    ValueId Result = CalleeValue ? invoke(Site, CalleeValue) : 0;
    QualType Called = Call.getCallee()->getType();
    if (Called->isPointerType())
      Called = Called->getPointeeType();
    fillOutputs(Site, Called->getAs<FunctionProtoType>(), Result);
    return Result;
  }
  RoleMatch Match = Unit.Roles.roleOf(*Site.Callee);
  if (!Match || Match.What->Kind == RoleKind::Pure)
    if (const CXXRecordDecl *Made = madeClass(*Site.Callee))
      return constructThrough(Site, *Made);
  if (Match)
    return applyRole(Match, Site);

  const auto *Method = dyn_cast<CXXMethodDecl>(Site.Callee);
  // A lambda that becomes a function pointer.
  if (isa<CXXConversionDecl>(Site.Callee) && Method->getParent()->isLambda())
    return Site.Receiver;
  bool CallsObject = Method && Method->getOverloadedOperator() == OO_Call;
  const auto *Type = Site.Callee->getType()->getAs<FunctionProtoType>();
  if (CallsObject && (Method->getParent()->isLambda() || !Unit.isProject(*Method))) {
    ValueId Result = invoke(Site, Site.Receiver);
    fillOutputs(Site, Type, Result);
    return Result;
  }
  // A library function that no profile knows computes from what it is given.
  std::vector<ValueId> Parts = Site.Arguments;
  Parts.push_back(Site.Receiver);
  bool Own = Unit.isProject(*Site.Callee);
  if (!Own)
    escapeAll(Site);
  ValueId Result = Own ? projectCall(Site) : Values.derived(Parts);
  fillOutputs(Site, Type, Result);
  return Result;
}

/// Variables that hold nothing yet and are handed over to be written to hold what
/// the call makes of its other arguments: "parse(text, tree)", "find(id, &row)".
void FunctionExtractor::fillOutputs(const CallSite &Site, const FunctionProtoType *Type,
                                    ValueId Result) {
  for (size_t I = 0; Type && I < Site.ArgumentNodes.size(); ++I) {
    // What "…" is given is written to through a pointer, if at all: sscanf.
    if (I >= Type->getNumParams() && !Type->isVariadic())
      break;
    QualType Taken =
        I < Type->getNumParams() ? Type->getParamType(I) : Site.ArgumentNodes[I]->getType();
    bool Written = (Taken->isLValueReferenceType() || Taken->isPointerType()) &&
                   !Taken->getPointeeType().isConstQualified();
    Location At = Written ? locationOf(Site.ArgumentNodes[I]) : Location();
    if (!At.Variable)
      continue;
    ValueId Holds = read(At);
    while (Values[Holds].K == Value::Kind::Carried)
      Holds = Values[Holds].Operands.front();
    const Value &Before = Values[Holds];
    bool Nothing = Before.K == Value::Kind::Constant ||
                   (Before.K == Value::Kind::List && Before.Operands.empty());
    if (!Nothing)
      continue;
    std::vector<ValueId> From{Result, Site.Receiver};
    for (size_t Other = 0; Other < Site.Arguments.size(); ++Other)
      if (Other != I)
        From.push_back(Site.Arguments[Other]);
    Env.set(At, Values.derived(std::move(From)));
  }
}

bool isPointerWrapper(const RecordDecl &Class) {
  const auto *Definition = dyn_cast<CXXRecordDecl>(&Class);
  if (!Definition || !Definition->hasDefinition() || Definition->isLambda())
    return false;
  Definition = Definition->getDefinition();
  auto HoldsNothing = [](const CXXBaseSpecifier &Base) {
    const CXXRecordDecl *Class = Base.getType()->getAsCXXRecordDecl();
    return Class && Class->hasDefinition() && Class->isEmpty();
  };
  if (!llvm::all_of(Definition->bases(), HoldsNothing) ||
      std::distance(Definition->field_begin(), Definition->field_end()) != 1)
    return false;
  return llvm::any_of(Definition->methods(), [](const CXXMethodDecl *Method) {
    return Method->getOverloadedOperator() == OO_Arrow;
  });
}

ValueId FunctionExtractor::withMembers(ValueId Object) {
  const Value Plain = Values[Object];
  if (Plain.K != Value::Kind::List || !Plain.Index || !Plain.Operands.empty())
    return Object;
  std::vector<ValueId> Members;
  addMembers(Object, Members);
  return Members.empty()
             ? Object
             : Values.add({Value::Kind::List, Plain.Index, 0, std::move(Members)});
}

ValueId FunctionExtractor::projectCall(CallSite &Site) {
  Event E;
  E.K = Event::Kind::Call;
  E.Callee = Unit.usr(*Site.Callee);
  E.Virtual = Site.Virtual;
  std::string Name;
  if (const auto *Method = dyn_cast<CXXMethodDecl>(Site.Callee))
    Name = Method->getParent()->getNameAsString() + "::";
  E.CalleeName =
      intern(isa<CXXConstructorDecl>(Site.Callee) ? Site.Callee->getNameAsString()
                                                  : Name + Site.Callee->getNameAsString());
  E.Entity = Unit.entityName(Site.Type);
  E.Plain = !Unit.mayHoldRows(Site.Type);
  for (ValueId &Argument : Site.Arguments)
    Argument = withMembers(Argument);
  EventId Id = addEvent(std::move(E), Site);
  return Values.leaf(Value::Kind::Result, Id);
}

ValueId FunctionExtractor::invoke(CallSite &Site, ValueId Callee) {
  if (std::optional<ValueId> Result = callFromTable(Site, Callee))
    return *Result;
  Event E;
  E.K = Event::Kind::Invoke;
  E.Plain = !Unit.mayHoldRows(Site.Type);
  // Named by the variable that holds it, where there is one.
  std::string Name = "the callable";
  const auto *Call = dyn_cast<CallExpr>(Site.Node);
  const Expr *Holder =
      Site.ReceiverNode ? Site.ReceiverNode : (Call ? Call->getCallee() : Site.Node);
  if (const auto *Reference = dyn_cast<DeclRefExpr>(Holder->IgnoreUnlessSpelledInSource())) {
    Name = Reference->getDecl()->getNameAsString();
    // Another function may have put another one there.
    QualType Type = Reference->getDecl()->getType().getNonReferenceType();
    const CXXRecordDecl *Class = Type->getAsCXXRecordDecl();
    if (Uses.GivenAway.contains(Reference->getDecl()) && !(Class && Class->isLambda()))
      Callee = 0;
  }
  E.CalleeName = intern(Name);
  E.CalleeValue = Callee;
  // A function that is called through its name or address is an ordinary call.
  const Value &Target = Values[Callee];
  if (Target.K == Value::Kind::Callable) {
    E.K = Event::Kind::Call;
    E.Callee = Target.Name;
    if (Target.Index && !Site.ReceiverNode && !Site.Arguments.empty()) {
      Site.Receiver = Site.Arguments.front();
      Site.Arguments.erase(Site.Arguments.begin());
      if (!Site.ArgumentNodes.empty())
        Site.ArgumentNodes.erase(Site.ArgumentNodes.begin());
    }
  }
  EventId Id = addEvent(std::move(E), Site);
  return Values.leaf(Value::Kind::Result, Id);
}

/// By its shape, not by name: a function template whose first template argument
/// is a class of the project, which it returns, perhaps behind a pointer.
const CXXRecordDecl *FunctionExtractor::madeClass(const FunctionDecl &Callee) const {
  const TemplateArgumentList *Arguments = Callee.getTemplateSpecializationArgs();
  if (!Arguments || Arguments->size() == 0 || Arguments->get(0).getKind() != TemplateArgument::Type)
    return nullptr;
  const CXXRecordDecl *Class = Arguments->get(0).getAsType()->getAsCXXRecordDecl();
  if (!Class || !Class->hasDefinition() || !Unit.isProject(*Class))
    return nullptr;
  QualType Returned = Callee.getReturnType().getNonReferenceType();
  if (Returned->isPointerType())
    Returned = Returned->getPointeeType();
  const CXXRecordDecl *Result = Returned->getAsCXXRecordDecl();
  if (const auto *Wrapper = dyn_cast_or_null<ClassTemplateSpecializationDecl>(Result);
      Wrapper && Wrapper->getTemplateArgs().size() > 0 &&
      Wrapper->getTemplateArgs()[0].getKind() == TemplateArgument::Type)
    Result = Wrapper->getTemplateArgs()[0].getAsType()->getAsCXXRecordDecl();
  return Result && Result->getCanonicalDecl() == Class->getCanonicalDecl() ? Class : nullptr;
}

/// Which constructor runs is decided inside the library; it is one that takes so
/// many arguments.
ValueId FunctionExtractor::constructThrough(CallSite &Site, const CXXRecordDecl &Class) {
  std::vector<ValueId> Made;
  for (const CXXConstructorDecl *Constructor : Class.getDefinition()->ctors()) {
    if (Constructor->isCopyOrMoveConstructor() || Constructor->isDeleted() ||
        Constructor->getMinRequiredArguments() > Site.Arguments.size() ||
        Constructor->getNumParams() < Site.Arguments.size())
      continue;
    CallSite Inner = Site;
    Inner.Callee = Constructor;
    Inner.ReceiverNode = nullptr;
    Inner.Receiver = 0;
    Made.push_back(projectCall(Inner));
  }
  return Made.empty() ? Values.derived(Site.Arguments) : Values.choice(std::move(Made));
}

ValueId FunctionExtractor::evalConstruct(const CXXConstructExpr &Construct) {
  CallSite Site;
  Site.Node = &Construct;
  Site.Callee = Construct.getConstructor();
  Site.Type = Construct.getType();
  for (const Expr *Argument : Construct.arguments()) {
    if (isa<CXXDefaultArgExpr>(Argument))
      continue;
    Site.ArgumentNodes.push_back(Argument);
    Site.Arguments.push_back(eval(Argument));
  }
  if (Construct.getConstructor()->isCopyOrMoveConstructor() && !Site.Arguments.empty())
    return Site.Arguments.front();
  if (RoleMatch Match = Unit.Roles.roleOf(*Site.Callee))
    return applyRole(Match, Site);
  // A smart pointer of the project around a row's pointer is that pointer.
  if (Site.Arguments.size() == 1 && isPointerWrapper(*Construct.getConstructor()->getParent()))
    return Site.Arguments.front();
  if (Unit.isProject(*Site.Callee) && !Site.Callee->isImplicit())
    return projectCall(Site);
  if (Site.Arguments.empty())
    return Values.leaf(Value::Kind::List);
  // Containers written out: their one argument is the list.
  if (Site.Arguments.size() == 1) {
    if (!Unit.mayHoldRows(Construct.getType()))
      escapeAll(Site);
    return Site.Arguments.front();
  }
  // An entry of a table of functions: its tag and its function.
  if (llvm::any_of(Site.Arguments, [&](ValueId Part) { return holdsCallables(Part); }))
    return Values.add({Value::Kind::List, 0, 0, Site.Arguments});
  escapeAll(Site);
  return Values.derived(Site.Arguments);
}

} // namespace nplus1
