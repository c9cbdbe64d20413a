//===- Conditions.cpp - What must hold for code to run --------------------===//
#include "analysis/AnalysisInternal.h"

using namespace clang;

namespace nplus1 {

GuardId FunctionExtractor::addGuard(Guard::Kind Kind, ValueId Condition, StringId Tag, bool Negated,
                                    const Expr *Tested) {
  Guard G;
  G.K = Kind;
  G.Parent = CurrentGuard;
  G.Loop = CurrentLoop;
  G.Condition = Condition;
  G.Tag = Tag;
  G.Negated = Negated;
  if (Tested)
    G.ConditionPlace = Unit.Places.of(Tested);
  Facts.Guards.push_back(G);
  return Facts.Guards.size() - 1;
}

namespace {

const Expr *stripped(const Expr *E) { return E->IgnoreUnlessSpelledInSource(); }

/// Both sides of "a == b", whether the operator is built in or a function.
std::optional<std::pair<const Expr *, const Expr *>> equality(const Expr *E) {
  if (const auto *Binary = dyn_cast<BinaryOperator>(E); Binary && Binary->getOpcode() == BO_EQ)
    return std::pair(Binary->getLHS(), Binary->getRHS());
  if (const auto *Rewritten = dyn_cast<CXXRewrittenBinaryOperator>(E);
      Rewritten && Rewritten->getOperator() == BO_EQ)
    return std::pair(Rewritten->getLHS(), Rewritten->getRHS());
  if (const auto *Call = dyn_cast<CXXOperatorCallExpr>(E);
      Call && Call->getOperator() == OO_EqualEqual && Call->getNumArgs() == 2)
    return std::pair(Call->getArg(0), Call->getArg(1));
  return std::nullopt;
}

/// Whether \p E, with value \p V, is a constant that can be the tag of a type.
bool isTag(const Expr *E, const Value &V) {
  return V.K == Value::Kind::Constant &&
         (!E->getType()->isPointerType() || isa<StringLiteral>(stripped(E))) &&
         !E->getType()->isNullPtrType();
}

} // namespace

GuardId FunctionExtractor::assume(const Expr *Condition) {
  if (!Condition)
    return CurrentGuard;
  Expr::EvalResult Constant;
  if (!Condition->isValueDependent() && Condition->EvaluateAsRValue(Constant, Unit.Ast) &&
      !Constant.HasSideEffects) {
    eval(Condition);
    return CurrentGuard;
  }
  const Expr *Plain = Condition->IgnoreParenImpCasts();
  if (const auto *And = dyn_cast<BinaryOperator>(Plain); And && And->getOpcode() == BO_LAnd) {
    GuardId Saved = CurrentGuard;
    CurrentGuard = assume(And->getLHS());
    GuardId Both = assume(And->getRHS());
    CurrentGuard = Saved;
    return Both;
  }
  if (auto Sides = equality(stripped(Plain))) {
    ValueId Left = eval(Sides->first), Right = eval(Sides->second);
    bool LeftTag = isTag(Sides->first, Values[Left]),
         RightTag = isTag(Sides->second, Values[Right]);
    if (LeftTag != RightTag) {
      const Expr *Tag = stripped(LeftTag ? Sides->first : Sides->second);
      return addGuard(Guard::Kind::Case, LeftTag ? Right : Left,
                      intern(Unit.Places.text(Tag->getSourceRange())), /*Negated=*/false,
                      LeftTag ? Sides->second : Sides->first);
    }
    return addGuard(Guard::Kind::Branch, Values.derived({Left, Right}));
  }
  return addGuard(Guard::Kind::Branch, eval(Condition));
}

} // namespace nplus1
