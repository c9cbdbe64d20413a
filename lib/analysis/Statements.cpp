//===- Statements.cpp - The walk over statements --------------------------===//
#include "analysis/AnalysisInternal.h"

#include <utility>

using namespace clang;

namespace nplus1 {

void FunctionExtractor::walk(const Stmt *Node) {
  if (!Node)
    return;
  if (const auto *E = dyn_cast<Expr>(Node)) {
    eval(E);
    return;
  }
  switch (Node->getStmtClass()) {
  case Stmt::CompoundStmtClass: {
    const auto *Block = cast<CompoundStmt>(Node);
    walkBlock(llvm::ArrayRef<const Stmt *>(Block->body_begin(), Block->body_end()));
    return;
  }
  case Stmt::DeclStmtClass:
    return declare(*cast<DeclStmt>(Node));
  case Stmt::IfStmtClass:
    return walkIf(*cast<IfStmt>(Node));
  case Stmt::SwitchStmtClass:
    return walkSwitch(*cast<SwitchStmt>(Node));
  case Stmt::CXXForRangeStmtClass:
    return walkRangeFor(*cast<CXXForRangeStmt>(Node));
  case Stmt::ForStmtClass:
    return walkFor(*cast<ForStmt>(Node));
  case Stmt::WhileStmtClass:
    return walkWhile(*cast<WhileStmt>(Node));
  case Stmt::DoStmtClass:
    return walkDo(*cast<DoStmt>(Node));
  case Stmt::BreakStmtClass:
    return leaveLoop();
  case Stmt::ContinueStmtClass:
    Env.Dead = true;
    Continues = true;
    return;
  case Stmt::GotoStmtClass:
    // What variables hold where it arrives is not followed.
    Facts.Escapes.push_back(0);
    return leave(Node);
  case Stmt::ReturnStmtClass:
  case Stmt::CoreturnStmtClass:
    return leave(Node);
  case Stmt::CXXTryStmtClass:
    return walkTry(*cast<CXXTryStmt>(Node));
  case Stmt::CoroutineBodyStmtClass:
    return walk(cast<CoroutineBodyStmt>(Node)->getBody());
  case Stmt::AttributedStmtClass:
    return walk(cast<AttributedStmt>(Node)->getSubStmt());
  case Stmt::LabelStmtClass: {
    // What is put in front of the label does not run again after a jump to it.
    const Stmt *Outer = BlockStatement;
    BlockStatement = nullptr;
    walk(cast<LabelStmt>(Node)->getSubStmt());
    BlockStatement = Outer;
    return;
  }
  case Stmt::CaseStmtClass:
  case Stmt::DefaultStmtClass:
    return walk(cast<SwitchCase>(Node)->getSubStmt());
  default:
    for (const Stmt *Child : Node->children())
      walk(Child);
  }
}

void FunctionExtractor::walkBlock(llvm::ArrayRef<const Stmt *> Statements) {
  // "if (…) continue;" puts a guard on the rest of its block.
  GuardId Saved = CurrentGuard;
  const Stmt *Outer = BlockStatement;
  for (const Stmt *Statement : Statements) {
    BlockStatement = Statement;
    walk(Statement);
  }
  BlockStatement = Outer;
  CurrentGuard = Saved;
}

void FunctionExtractor::walkIf(const IfStmt &If) {
  walk(If.getInit());
  if (const DeclStmt *Variable = If.getConditionVariableDeclStmt())
    declare(*Variable);
  if (If.isConsteval())
    return walk(If.isNegatedConsteval() ? If.getThen() : If.getElse());
  // if constexpr, and the "if (…; false) {} else" of foreach macros.
  Expr::EvalResult Known;
  if (!If.getCond()->isValueDependent() && If.getCond()->EvaluateAsRValue(Known, Unit.Ast) &&
      !Known.HasSideEffects && Known.Val.isInt())
    return walk(Known.Val.getInt().getBoolValue() ? If.getThen() : If.getElse());

  GuardId Outside = CurrentGuard;
  const Stmt *Then = If.getThen(), *Else = If.getElse();
  GuardId IfTrue = None;
  if (Else && asksForOtherTag(If.getCond())) {
    std::swap(Then, Else);
    IfTrue = assumeNot(If.getCond());
  } else {
    IfTrue = assume(If.getCond());
  }
  if (IfTrue != None && IfTrue != Outside && Facts.Guards[IfTrue].K == Guard::Kind::Branch &&
      givesUp(If))
    Facts.Guards[IfTrue].Absence = true;
  ValueId Condition = IfTrue == None || IfTrue == Outside ? 0 : Facts.Guards[IfTrue].Condition;
  bool ChainOfTags =
      IfTrue != None && IfTrue != Outside && Facts.Guards[IfTrue].K == Guard::Kind::Case;

  Environment Before = Env;
  CurrentGuard = IfTrue;
  bool ContinuedBefore = std::exchange(Continues, false);
  walk(Then);
  bool ThenLeaves = Env.Dead;
  bool LeavesLoop = ThenLeaves && !Continues && CurrentLoop != None;
  Continues |= ContinuedBefore;
  Environment AfterThen = std::move(Env);

  Env = std::move(Before);
  GuardId IfFalse = Outside;
  if (Else || ThenLeaves) {
    CurrentGuard = Outside;
    IfFalse = addGuard(ChainOfTags && Else && !isa<IfStmt>(Else)
                           ? Guard::Kind::Default
                           : (Else ? Guard::Kind::Branch : Guard::Kind::AfterExit),
                       Condition, 0, /*Negated=*/true, If.getCond());
    Facts.Guards[IfFalse].Absence =
        IfTrue != None && IfTrue != Outside && Facts.Guards[IfTrue].Absence;
    Facts.Guards[IfFalse].LeavesLoop = LeavesLoop && !Else;
  }
  bool ElseLeaves = false;
  if (Else) {
    CurrentGuard = IfFalse;
    walk(Else);
    ElseLeaves = Env.Dead;
  }
  Env.merge(AfterThen, Values, [&](Location At) { return untouched(At); });
  CurrentGuard =
      ThenLeaves && !ElseLeaves ? IfFalse : (ElseLeaves && !ThenLeaves ? IfTrue : Outside);
}

void FunctionExtractor::walkSwitch(const SwitchStmt &Switch) {
  walk(Switch.getInit());
  if (const DeclStmt *Variable = Switch.getConditionVariableDeclStmt())
    declare(*Variable);
  ValueId Condition = eval(Switch.getCond());
  const Environment AtSwitch = Env;
  GuardId Outside = CurrentGuard;
  bool HasDefault = false;
  BreakTargets.push_back({None, Outside, {}});

  const auto *Body = dyn_cast<CompoundStmt>(Switch.getBody());
  std::vector<const Stmt *> Statements;
  if (Body)
    Statements.assign(Body->body_begin(), Body->body_end());
  else
    Statements.push_back(Switch.getBody());

  const Stmt *Outer = BlockStatement;
  BlockStatement = nullptr;
  Env.Dead = true;
  std::string Tags;
  bool FellFromDefault = false, WasDefault = false;
  for (const Stmt *Statement : Statements) {
    std::string Here;
    bool Default = false, Label = false;
    while (const auto *Case = dyn_cast<SwitchCase>(Statement)) {
      Label = true;
      if (const auto *Constant = dyn_cast<CaseStmt>(Case)) {
        Here += Here.empty() ? "" : ", ";
        const Expr *Last = Constant->getRHS() ? Constant->getRHS() : Constant->getLHS();
        Here += Unit.Places.text({Constant->getLHS()->getBeginLoc(), Last->getEndLoc()});
      } else {
        Default = HasDefault = true;
      }
      Statement = Case->getSubStmt();
    }
    if (Label) {
      // What falls through to here comes from the cases before.
      Tags = Env.Dead ? Here : Tags + (Tags.empty() || Here.empty() ? "" : ", ") + Here;
      FellFromDefault = !Env.Dead && (FellFromDefault || WasDefault);
      WasDefault = Default;
      Env.merge(AtSwitch, Values, [&](Location At) { return untouched(At); });
      CurrentGuard = Outside;
      CurrentGuard = addGuard(FellFromDefault ? Guard::Kind::Branch
                              : Default       ? Guard::Kind::Default
                                              : Guard::Kind::Case,
                              Condition, intern(Tags), /*Negated=*/false, Switch.getCond());
    }
    walk(Statement);
  }
  if (!HasDefault)
    Env.merge(AtSwitch, Values, [&](Location At) { return untouched(At); });
  for (const Environment &Left : BreakTargets.back().Left)
    Env.merge(Left, Values, [&](Location At) { return untouched(At); });
  BreakTargets.pop_back();
  BlockStatement = Outer;
  CurrentGuard = Outside;
}

void FunctionExtractor::walkTry(const CXXTryStmt &Try) {
  Environment Before = Env;
  walk(Try.getTryBlock());
  Environment After = std::move(Env);
  GuardId Outside = CurrentGuard;
  for (unsigned I = 0; I < Try.getNumHandlers(); ++I) {
    Env = Before;
    Env.merge(After, Values, [&](Location At) { return untouched(At); });
    CurrentGuard = Outside;
    CurrentGuard = addGuard(Guard::Kind::Handler, 0);
    walk(Try.getHandler(I)->getHandlerBlock());
    After.merge(Env, Values, [&](Location At) { return untouched(At); });
  }
  CurrentGuard = Outside;
  Env = std::move(After);
}

void FunctionExtractor::declare(const DeclStmt &Declaration) {
  for (const Decl *D : Declaration.decls()) {
    if (const auto *Variable = dyn_cast<VarDecl>(D))
      declareVariable(*Variable, Declaration.isSingleDecl() ? &Declaration : nullptr);
  }
}

bool FunctionExtractor::areConstant(llvm::ArrayRef<ValueId> All) const {
  return llvm::all_of(All, [&](ValueId Id) {
    return Values[Id].K == Value::Kind::Constant ||
           (Values[Id].K == Value::Kind::List && Values[Id].Operands.empty());
  });
}

void FunctionExtractor::declareVariable(const VarDecl &Variable, const DeclStmt *Statement) {
  if (Variable.isStaticLocal()) {
    // Initialised once, whatever the loop around it.
    return;
  }
  ValueId Initial = Variable.hasInit() ? eval(Variable.getInit()) : Values.leaf(Value::Kind::List);
  // Objects of which nothing is known are not one and the same.
  if (const Value &V = Values[Initial];
      V.K == Value::Kind::List && Variable.getType()->isRecordType() &&
      (V.Operands.empty() || (Variable.getType()->isAggregateType() && areConstant(V.Operands))))
    Initial = Values.leaf(Value::Kind::List, Facts.Variables.size() + 1);
  Env.set({&Variable}, Initial);
  BornIn[&Variable] = CurrentLoop;
  if (Variable.getType()->isLValueReferenceType() && Variable.hasInit())
    if (const auto *Bound = dyn_cast<DeclRefExpr>(Variable.getInit()->IgnoreParens()))
      if (const auto *Whole = dyn_cast<VarDecl>(Bound->getDecl());
          Whole && Whole->hasLocalStorage())
        OtherNames[&Variable] = named(Whole);
  if (const auto *Bindings = dyn_cast<DecompositionDecl>(&Variable)) {
    unsigned Number = 0;
    for (const BindingDecl *Binding : Bindings->bindings()) {
      if (const VarDecl *Holding = Binding->getHoldingVar())
        Env.set({Holding}, fieldOf(Initial, std::to_string(Number), Binding->getType()));
      Env.set({Binding}, fieldOf(Initial, std::to_string(Number++), Binding->getType()));
    }
    return;
  }

  nplus1::Variable Fact;
  Fact.Name = intern(Variable.getName());
  Fact.Initial = Initial;
  Fact.Uses = Uses.Counts.lookup(&Variable);
  if (const TypeSourceInfo *Written = Variable.getTypeSourceInfo())
    Fact.TypeText = intern(Unit.Places.text(Written->getTypeLoc().getSourceRange()));
  Fact.Declaration = Unit.Places.of(
      clang::SourceRange(Variable.getLocation(), Variable.getSourceRange().getEnd()));
  if (Variable.hasInit() && Variable.getInit()->getBeginLoc().isValid() &&
      Variable.getInit()->getBeginLoc() != Variable.getLocation())
    Fact.Initializer = Unit.Places.of(Variable.getInit());
  if (Statement)
    Fact.Statement = Unit.Places.of(Statement->getSourceRange());
  VariableIds[&Variable] = Facts.Variables.size();
  Facts.Variables.push_back(Fact);
}

void FunctionExtractor::noteExit(size_t OuterTarget, bool Throws) {
  for (size_t I = OuterTarget; I < BreakTargets.size(); ++I) {
    BreakTarget &Target = BreakTargets[I];
    if (Target.Loop == None)
      continue;
    if (CurrentGuard == Target.Guard)
      Facts.Loops[Target.Loop].RunsOnce = true;
    else
      Facts.Loops[Target.Loop].Exits.push_back({CurrentGuard, CurrentLoop == Target.Loop, Throws});
  }
}

void FunctionExtractor::leave(const Stmt *Statement) {
  const Expr *What = nullptr;
  if (const auto *Return = dyn_cast<ReturnStmt>(Statement))
    What = Return->getRetValue();
  else if (const auto *Return = dyn_cast<CoreturnStmt>(Statement))
    What = Return->getOperand();
  if (What)
    Facts.Returns.push_back({eval(What), Unit.Places.of(What)});
  noteExit(0);
  Env.Dead = true;
}

void FunctionExtractor::leaveLoop() {
  if (BreakTargets.empty())
    return;
  noteExit(BreakTargets.size() - 1);
  BreakTargets.back().Left.push_back(Env);
  Env.Dead = true;
}

} // namespace nplus1
