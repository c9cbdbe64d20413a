//===- Loops.cpp - Every form of loop, and what its element is ------------===//
//
// A loop body is walked once. Before that, each variable that the loop changes
// is set to what it is "in some iteration":
//
//   a counted integer                     Counter
//   an iterator over a container          Element of that container
//   anything else                         Carried (a queue, a walked pointer)
//
// and a container that is indexed by a Counter yields that loop's Element. So
// range-for, iterator, index, foreach macros and cursors all meet in Element.
//
//===----------------------------------------------------------------------===//
#include "analysis/AnalysisInternal.h"

#include "clang/AST/DeclTemplate.h"
#include "clang/AST/RecursiveASTVisitor.h"

#include <utility>

using namespace clang;

namespace nplus1 {

namespace {

bool isRows(Value::Kind K) {
  return K == Value::Kind::Rows || K == Value::Kind::Relation || K == Value::Kind::Refined ||
         K == Value::Kind::Limited || K == Value::Kind::Prefetched;
}

/// A class template's instance that can be iterated, and is no text.
bool isContainer(QualType Type) {
  const auto *Class = dyn_cast_or_null<ClassTemplateSpecializationDecl>(
      Type.getNonReferenceType()->getAsCXXRecordDecl());
  if (!Class || Class->getTemplateArgs().size() == 0 ||
      Class->getTemplateArgs()[0].getKind() != TemplateArgument::Type ||
      Class->getTemplateArgs()[0].getAsType()->isAnyCharacterType())
    return false;
  IdentifierTable &Names = Class->getASTContext().Idents;
  return !Class->lookup(&Names.get("begin")).empty() && !Class->lookup(&Names.get("end")).empty();
}

/// "std::views::iota(0, n)".
bool isCounting(const Expr *Range) {
  const CXXRecordDecl *Class =
      Range ? Range->getType().getNonReferenceType()->getAsCXXRecordDecl() : nullptr;
  return Class && Class->getQualifiedNameAsString() == "std::ranges::iota_view";
}

/// Collects the expressions that statements assign to.
class ChangeCollector : public RecursiveASTVisitor<ChangeCollector> {
public:
  ChangeCollector(const RoleIndex &Roles, const SourceManager &Sources)
      : Roles(Roles), Sources(Sources) {}

  struct Change {
    const Expr *Target;
    bool Steps; ///< ++, --, += constant
  };
  std::vector<Change> Changes;

  bool VisitUnaryOperator(UnaryOperator *Operator) {
    if (Operator->isIncrementDecrementOp())
      Changes.push_back({Operator->getSubExpr(), true});
    return true;
  }
  bool VisitBinaryOperator(BinaryOperator *Operator) {
    if (Operator->isAssignmentOp())
      Changes.push_back({Operator->getLHS(), Operator->isCompoundAssignmentOp()});
    return true;
  }
  bool VisitCXXOperatorCallExpr(CXXOperatorCallExpr *Call) {
    switch (Call->getOperator()) {
    case OO_PlusPlus:
    case OO_MinusMinus:
    case OO_PlusEqual:
      Changes.push_back({Call->getArg(0), true});
      break;
    case OO_Equal:
      Changes.push_back({Call->getArg(0), false});
      break;
    default:
      break;
    }
    return true;
  }
  /// queue.pop(), list.push_back(x): a library container changes under a method
  /// that is not const and does not merely hand out elements.
  bool VisitCXXMemberCallExpr(CXXMemberCallExpr *Call) {
    const CXXMethodDecl *Method = Call->getMethodDecl();
    if (!Method || Method->isConst() || !Sources.isInSystemHeader(Method->getLocation()))
      return true;
    RoleMatch Match = Roles.roleOf(*Method);
    // list.pop_front(): free of charge, and it changes the list.
    bool Removes = Match && Match.From->Always && Match.What->Kind == RoleKind::Free;
    if (!Match || Match.What->Kind == RoleKind::Store || Removes)
      Changes.push_back({Call->getImplicitObjectArgument(), false});
    return true;
  }
  bool TraverseLambdaExpr(LambdaExpr *) { return true; }

private:
  const RoleIndex &Roles;
  const SourceManager &Sources;
};

/// The container that a foreach macro was given: its object is made by a call
/// with the container as the argument. Null if it is not made so.
const Expr *writtenContainer(const Expr *Iterator) {
  const auto *Member = dyn_cast<MemberExpr>(Iterator->IgnoreParenImpCasts());
  const auto *Object =
      Member ? dyn_cast<DeclRefExpr>(Member->getBase()->IgnoreParenImpCasts()) : nullptr;
  const auto *Variable = Object ? dyn_cast<VarDecl>(Object->getDecl()) : nullptr;
  const Expr *Made = Variable && Variable->hasInit()
                         ? Variable->getInit()->IgnoreUnlessSpelledInSource()
                         : nullptr;
  if (const auto *Call = dyn_cast_or_null<CallExpr>(Made); Call && Call->getNumArgs() > 0)
    return Call->getArg(0);
  return nullptr;
}

} // namespace

LoopId FunctionExtractor::addLoop(Loop::Kind Kind, const Stmt &Statement, const Stmt *Body) {
  Loop L;
  L.K = Statement.getBeginLoc().isMacroID() ? Loop::Kind::Macro : Kind;
  L.Parent = CurrentLoop;
  L.Guard = CurrentGuard;
  L.Where = Unit.Places.of(Statement.getSourceRange());
  if (BlockStatement)
    L.Insertion = Unit.Places.before(BlockStatement->getBeginLoc());
  L.InBlock = BlockStatement == &Statement;
  if (Body) {
    L.Body = Unit.Places.of(Body->getSourceRange());
    L.Header = Unit.Places.upTo(Statement.getBeginLoc(), Body->getBeginLoc());
  }
  Facts.Loops.push_back(L);
  return Facts.Loops.size() - 1;
}

void FunctionExtractor::changeIn(LoopId Id, llvm::ArrayRef<const Stmt *> Parts) {
  ChangeCollector Collector(Unit.Roles, Unit.Ast.getSourceManager());
  for (const Stmt *Part : Parts)
    if (Part)
      Collector.TraverseStmt(const_cast<Stmt *>(Part));

  std::map<Location, bool> StepsOnly;
  std::map<Location, const Expr *> Targets;
  for (const auto &Change : Collector.Changes) {
    Location At = locationOf(Change.Target);
    if (!At.isValid())
      continue;
    // A variable that is born inside the loop carries nothing over.
    const auto *Variable = dyn_cast_or_null<VarDecl>(At.Variable);
    if (At.Variable && !Env.find(At) && !isa<ParmVarDecl>(At.Variable) &&
        !CaptureIds.count(At.Variable) && !(Variable && Variable->hasGlobalStorage()))
      continue;
    auto [It, New] = StepsOnly.try_emplace(At, Change.Steps);
    It->second &= Change.Steps;
    Targets.try_emplace(At, Change.Target);
  }
  for (auto [At, Steps] : StepsOnly) {
    ValueId Before = read(At);
    const Value &Was = Values[Before];
    QualType Type = At.Variable ? At.Variable->getType().getNonReferenceType() : QualType();
    if (Steps && !Type.isNull() && Type->isIntegerType()) {
      Env.set(At, Values.leaf(Value::Kind::Counter, Id));
    } else if (Steps && !At.Member && Before) {
      // An iterator. Some begin() run the query: then it stands for the rows.
      ValueId Container = Was.K == Value::Kind::ElementOf ? Was.Operands[0] : Before;
      Env.set(At, Values.of(Value::Kind::Element, Container, Id));
      setRange(Id, Container, nullptr);
    } else if (Steps && isRows(Was.K)) {
      // An iterator whose begin() runs the query.
      Env.set(At, Values.of(Value::Kind::Element, Before, Id));
      setRange(Id, Before, nullptr);
    } else if (Steps && At.Member && Was.K == Value::Kind::Field) {
      // An iterator kept in an object that stands for its container, as the
      // containers behind foreach macros do.
      ValueId Container = Was.Operands[0];
      Env.set(At, Values.of(Value::Kind::Element, Container, Id));
      setRange(Id, Container, writtenContainer(Targets[At]));
    } else {
      Env.set(At, Values.of(Value::Kind::Carried, Before, Id));
    }
  }
}

void FunctionExtractor::inside(LoopId Id, llvm::function_ref<void()> Body) {
  LoopId OutsideLoop = CurrentLoop;
  GuardId OutsideGuard = CurrentGuard;
  Environment Before = Env;
  CurrentLoop = Id;
  BreakTargets.push_back({Id, OutsideGuard, {}});
  std::vector<std::pair<Location, ValueId>> Carried;
  for (const auto &[At, What] : Env.all())
    if (Values[What].K == Value::Kind::Carried && Values[What].Index == Id)
      Carried.emplace_back(At, What);
  Body();
  if (!Env.Dead)
    for (const auto &[At, What] : Carried)
      Facts.Loops[Id].Steps.push_back({What, read(At)});
  auto Untouched = [&](Location At) { return untouched(At); };
  Env.merge(Before, Values, Untouched);
  for (const Environment &Left : BreakTargets.back().Left)
    Env.merge(Left, Values, Untouched);
  BreakTargets.pop_back();
  CurrentLoop = OutsideLoop;
  CurrentGuard = OutsideGuard;
}

void FunctionExtractor::setRange(LoopId Id, ValueId Container, const Expr *Written) {
  Loop &L = Facts.Loops[Id];
  if (L.Range)
    return;
  L.Range = Container;
  if (Values[Container].K == Value::Kind::List && !Values[Container].Operands.empty())
    L.ConstantSize = Values[Container].Operands.size() <= FewTurns;
  // std::views::take(rows, 3)
  if (Values[Container].K == Value::Kind::Limited && Values[Container].Name)
    L.ConstantSize = Values[Container].Index <= FewTurns;
  if (!Written)
    return;
  L.RangePlace = Unit.Places.of(Written);
  if (const auto *Reference = dyn_cast<DeclRefExpr>(Written->IgnoreUnlessSpelledInSource())) {
    if (const auto *Variable = dyn_cast<VarDecl>(Reference->getDecl()))
      if (auto It = VariableIds.find(Variable); It != VariableIds.end())
        L.RangeVariable = It->second;
  }
  L.RangeTemporary = Written->IgnoreUnlessSpelledInSource()->isPRValue();
  if (const CXXRecordDecl *Class = Written->getType().getNonReferenceType()->getAsCXXRecordDecl())
    L.RangeClass = intern(Class->getQualifiedNameAsString());
  if (!L.Element)
    L.Element = Unit.entityName(Written->getType());
}

void FunctionExtractor::nameElement(ValueId What, QualType Type) {
  if (const Value &V = Values[What]; V.K == Value::Kind::Element && !Facts.Loops[V.Index].Element)
    Facts.Loops[V.Index].Element = Unit.entityName(Type);
}

LoopId FunctionExtractor::varyingHere(ValueId What) const {
  LoopId In = Values.varyingIn(What);
  for (LoopId Around = CurrentLoop; Around != None; Around = Facts.Loops[Around].Parent)
    if (Around == In)
      return In;
  return None;
}

ValueId FunctionExtractor::elementOf(ValueId Container, ValueId Index, const Expr *Written) {
  LoopId Id = varyingHere(Index);
  // A container that the loop itself fills or empties: a work list.
  if (Id == None && Values[Container].K == Value::Kind::Carried)
    Id = varyingHere(Container);
  if (Id == None)
    return Values[Index].K == Value::Kind::Constant || !Index
               ? Values.of(Value::Kind::ElementOf, Container)
               : Values.add({Value::Kind::ElementOf, 0, 0, {Container, Index}});
  setRange(Id, Container, Written);
  return Values.of(Value::Kind::Element, Container, Id);
}

void FunctionExtractor::walkRangeFor(const CXXForRangeStmt &For) {
  walk(For.getInit());
  const Expr *Range = For.getRangeInit();
  ValueId Container = Range ? eval(Range) : 0;

  // Some containers query when they are iterated: their begin() has a role.
  if (const DeclStmt *Begin = For.getBeginStmt()) {
    const auto *Iterator = dyn_cast<VarDecl>(Begin->getSingleDecl());
    const auto *Call = Iterator && Iterator->getInit()
                           ? dyn_cast<CallExpr>(Iterator->getInit()->IgnoreImplicit())
                           : nullptr;
    const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
    RoleMatch Match = Callee ? Unit.Roles.roleOf(*Callee) : RoleMatch();
    if (Match && Match.What->Kind != RoleKind::Element) {
      CallSite Site;
      Site.Node = Range;
      Site.Callee = Callee;
      Site.ReceiverNode = Range;
      Site.Receiver = Container;
      Site.Type = Range->getType();
      Container = applyRole(Match, Site);
    }
  }

  LoopId Id = addLoop(Loop::Kind::RangeFor, For, For.getBody());
  const bool Counts = isCounting(Range);
  if (!Counts) // else what is indexed with the numbers is the range
    setRange(Id, Container, Range);
  const VarDecl *Variable = For.getLoopVariable();
  if (Range)
    if (const auto *Array = Unit.Ast.getAsConstantArrayType(Range->getType().getNonReferenceType()))
      Facts.Loops[Id].ConstantSize = Array->getSize().ule(FewTurns);
  if (Variable) {
    if (!isa<DecompositionDecl>(Variable))
      Facts.Loops[Id].Variable = intern(Variable->getName());
    Facts.Loops[Id].Chunks = isContainer(Variable->getType());
    if (StringId Name = Unit.entityName(Variable->getType()))
      Facts.Loops[Id].Element = Name;
  }
  changeIn(Id, {For.getBody()});
  inside(Id, [&] {
    ValueId Element = Values.of(Value::Kind::Element, Container, Id);
    if (Variable) {
      // The numbers of a view count; they are no rows.
      Env.set({Variable}, Counts ? Values.leaf(Value::Kind::Counter, Id) : Element);
      if (const auto *Bindings = dyn_cast<DecompositionDecl>(Variable)) {
        unsigned Number = 0;
        for (const BindingDecl *Binding : Bindings->bindings()) {
          ValueId Part = fieldOf(Element, std::to_string(Number++), Binding->getType());
          Env.set({Binding}, Part);
          if (const VarDecl *Holding = Binding->getHoldingVar())
            Env.set({Holding}, Part);
        }
      }
    }
    walk(For.getBody());
  });
}

/// "for (int i = 0; i < 10; ++i)": a small number of turns that the program text
/// gives. Steps other than one only make it smaller.
bool FunctionExtractor::isConstantSize(const ForStmt &For) {
  const auto *Test =
      For.getCond() ? dyn_cast<BinaryOperator>(For.getCond()->IgnoreParenImpCasts()) : nullptr;
  const auto *Init = dyn_cast_or_null<DeclStmt>(For.getInit());
  if (!Test || !Test->isRelationalOp() || !Init || !Init->isSingleDecl())
    return false;
  const auto *Counter = dyn_cast<VarDecl>(Init->getSingleDecl());
  if (!Counter || !Counter->hasInit() || Counter->getInit()->isValueDependent())
    return false;
  auto Constant = [&](const Expr *E) -> std::optional<llvm::APSInt> {
    Expr::EvalResult Known;
    if (E->isValueDependent() || !E->EvaluateAsInt(Known, Unit.Ast))
      return std::nullopt;
    return Known.Val.getInt().extend(128);
  };
  auto First = Constant(Counter->getInit());
  auto Last = Constant(Test->getRHS());
  if (!Last)
    Last = Constant(Test->getLHS());
  if (!First || !Last)
    return false;
  First->setIsSigned(true);
  Last->setIsSigned(true);
  return (*Last - *First).abs().ule(FewTurns);
}

void FunctionExtractor::walkFor(const ForStmt &For) {
  GuardId Outside = CurrentGuard;
  walk(For.getInit());
  bool Counted = isConstantSize(For);
  LoopId Id = addLoop(Loop::Kind::Index, For, For.getBody());
  Facts.Loops[Id].ConstantSize = Counted;
  changeIn(Id, {For.getCond(), For.getInc(), For.getBody()});
  inside(Id, [&] {
    if (const DeclStmt *Variable = For.getConditionVariableDeclStmt())
      declare(*Variable);
    // The test decides whether there is another turn, not whether this one runs.
    if (For.getCond())
      Facts.Loops[Id].Test = evalHead(For.getCond());
    walk(For.getBody());
    Env.Dead = false;
    if (For.getInc())
      eval(For.getInc());
  });
  if (Facts.Loops[Id].Range && Facts.Loops[Id].K == Loop::Kind::Index &&
      !Facts.Loops[Id].RangePlace.isValid())
    Facts.Loops[Id].K = Loop::Kind::Iterator;
  CurrentGuard = Outside;
}

ValueId FunctionExtractor::evalHead(const Expr *Condition) {
  bool Outside = std::exchange(InHead, true);
  ValueId Test = eval(Condition);
  InHead = Outside;
  return Test;
}

void FunctionExtractor::walkWhile(const WhileStmt &While) {
  LoopId Id = addLoop(Loop::Kind::While, While, While.getBody());
  changeIn(Id, {While.getCond(), While.getBody()});
  inside(Id, [&] {
    if (const DeclStmt *Variable = While.getConditionVariableDeclStmt())
      declare(*Variable);
    Facts.Loops[Id].Test = evalHead(While.getCond());
    walk(While.getBody());
  });
}

void FunctionExtractor::walkDo(const DoStmt &Do) {
  LoopId Id = addLoop(Loop::Kind::Do, Do, Do.getBody());
  changeIn(Id, {Do.getBody(), Do.getCond()});
  inside(Id, [&] {
    walk(Do.getBody());
    Env.Dead = false;
    Facts.Loops[Id].Test = evalHead(Do.getCond());
  });
}

} // namespace nplus1
