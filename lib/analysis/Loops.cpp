//===- Loops.cpp - Every form of loop, and what its element is ------------===//
//
// A container that is indexed by what a loop counts yields that loop's Element, as a
// range-based for does: see LoopChanges.cpp for what varies in a loop.
//
//===----------------------------------------------------------------------===//
#include "analysis/AnalysisInternal.h"

#include "clang/AST/DeclTemplate.h"

#include <utility>

using namespace clang;

namespace nplus1 {

namespace {

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
