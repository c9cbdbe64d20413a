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

bool isNothing(const Expr *E) {
  E = stripped(E);
  if (E->getType()->isNullPtrType() || isa<GNUNullExpr>(E))
    return true;
  const CXXRecordDecl *Class = E->getType()->getAsCXXRecordDecl();
  return Class && Class->getName() == "nullopt_t";
}

/// The name of the method that \p E calls without arguments; "" for anything else.
llvm::StringRef askedMethod(const Expr *E) {
  const auto *Call = dyn_cast<CXXMemberCallExpr>(stripped(E));
  const CXXMethodDecl *Method = Call ? Call->getMethodDecl() : nullptr;
  return Method && Method->getIdentifier() && Call->getNumArgs() == 0 ? Method->getName() : "";
}

bool isSize(llvm::StringRef Method) {
  return Method == "size" || Method == "length" || Method == "count";
}

bool asksForNothing(llvm::StringRef Method) {
  return Method == "empty" || Method == "isEmpty" || Method == "isNull";
}

/// Methods through which a row or a container says whether there is anything.
bool isQuestion(llvm::StringRef Method) {
  return isSize(Method) || asksForNothing(Method) || Method == "has_value" ||
         Method.starts_with("operator");
}

/// Whether \p E is a call that runs a statement or asks for its next row, or whether
/// something is loaded.
bool asksStatement(const Expr *E, const RoleIndex &Roles) {
  const auto *Call = dyn_cast<CallExpr>(stripped(E));
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  RoleMatch Match = Callee ? Roles.roleOf(*Callee) : RoleMatch();
  return Match && (Match.What->Kind == RoleKind::Executor || Match.What->Kind == RoleKind::Cursor ||
                   (Match.What->Kind == RoleKind::Lookup && !Match.From->Always));
}

/// Whether \p E holds if the row or the container that it asks for is missing,
/// or there are not as many rows as there must be.
bool asksForAbsence(const Expr *E, const RoleIndex &Roles) {
  E = stripped(E);
  if (auto Sides = equality(E))
    return isNothing(Sides->first) || isNothing(Sides->second) ||
           askedMethod(Sides->second) == "end" ||
           (isSize(askedMethod(Sides->first)) && isa<IntegerLiteral>(stripped(Sides->second)));
  if (const auto *Binary = dyn_cast<BinaryOperator>(E)) {
    if (Binary->getOpcode() == BO_NE && asksStatement(Binary->getLHS(), Roles))
      return true; // step(statement) != ROW
    return (Binary->getOpcode() == BO_NE || Binary->getOpcode() == BO_LT) &&
           isSize(askedMethod(Binary->getLHS())) &&
           isa<IntegerLiteral>(stripped(Binary->getRHS())) &&
           cast<IntegerLiteral>(stripped(Binary->getRHS()))->getValue() != 0;
  }
  const Expr *Denied = nullptr;
  if (const auto *Not = dyn_cast<UnaryOperator>(E); Not && Not->getOpcode() == UO_LNot)
    Denied = stripped(Not->getSubExpr());
  else if (const auto *Not = dyn_cast<CXXOperatorCallExpr>(E);
           Not && Not->getOperator() == OO_Exclaim)
    Denied = stripped(Not->getArg(0));
  if (Denied)
    return Denied->getType()->isPointerType() || Denied->getType()->isRecordType() ||
           askedMethod(Denied) == "has_value" || asksStatement(Denied, Roles);
  return asksForNothing(askedMethod(E));
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
    return addTest(Plain, Values.derived({Left, Right}));
  }
  ValueId Tested = eval(Condition);
  // if (auto book = std::dynamic_pointer_cast<Book>(row)): the pointer is asked.
  ValueId Asked = Tested;
  if (const Value &V = Values[Asked];
      V.K == Value::Kind::Field && Unit.Strings.text(V.Name) == "operator bool")
    Asked = V.Operands.front();
  if (auto Held = Alternatives.find(Asked); Held != Alternatives.end())
    return addGuard(Guard::Kind::Case, Held->second.first, Held->second.second);
  return addTest(Plain, Tested);
}

GuardId FunctionExtractor::addTest(const Expr *Test, ValueId Outcome) {
  if (!asksForAbsence(Test, Unit.Roles))
    return addGuard(Guard::Kind::Branch, Outcome, 0, /*Negated=*/false, Test);
  // What is asked for, without the question: rows, not rows.empty().
  ValueId Asked = Outcome;
  while (Values[Asked].K == Value::Kind::Derived && Values[Asked].Operands.size() == 1)
    Asked = Values[Asked].Operands.front();
  if (Values[Asked].K == Value::Kind::Field && isQuestion(Unit.Strings.text(Values[Asked].Name)))
    Asked = Values[Asked].Operands.front();
  GuardId Result = addGuard(Guard::Kind::Branch, Asked, 0, /*Negated=*/false, Test);
  Facts.Guards[Result].Absence = true;
  return Result;
}

} // namespace nplus1
