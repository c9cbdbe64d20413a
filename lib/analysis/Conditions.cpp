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

/// Both sides of "a == b", or of "a != b", whether the operator is built in or a function.
std::optional<std::pair<const Expr *, const Expr *>> equality(const Expr *E,
                                                              BinaryOperatorKind How = BO_EQ) {
  if (const auto *Binary = dyn_cast<BinaryOperator>(E); Binary && Binary->getOpcode() == How)
    return std::pair(Binary->getLHS(), Binary->getRHS());
  if (const auto *Rewritten = dyn_cast<CXXRewrittenBinaryOperator>(E);
      Rewritten && Rewritten->getOperator() == How)
    return std::pair(Rewritten->getLHS(), Rewritten->getRHS());
  if (const auto *Call = dyn_cast<CXXOperatorCallExpr>(E);
      Call && Call->getOperator() == (How == BO_EQ ? OO_EqualEqual : OO_ExclaimEqual) &&
      Call->getNumArgs() == 2)
    return std::pair(Call->getArg(0), Call->getArg(1));
  return std::nullopt;
}

/// Whether \p E names a number or a text that never changes: constexpr int bookKind = 1;
/// static const std::string bookTag;
bool namesConstant(const Expr *E) {
  E = stripped(E);
  const ValueDecl *Named = nullptr;
  if (const auto *Reference = dyn_cast<DeclRefExpr>(E))
    Named = Reference->getDecl();
  else if (const auto *Member = dyn_cast<MemberExpr>(E))
    Named = Member->getMemberDecl();
  const auto *Variable = dyn_cast_or_null<VarDecl>(Named);
  if (!Variable || !(Variable->isConstexpr() || Variable->hasGlobalStorage()))
    return false;
  QualType Type = Variable->getType();
  return Type.isConstQualified() &&
         (Type->isIntegralOrEnumerationType() || Type->isRecordType() ||
          (Type->isPointerType() && Type->getPointeeType()->isAnyCharacterType()));
}

/// Whether \p E is a constant by its looks: a literal, an enumerator, a named constant.
bool namesTag(const Expr *E) {
  E = stripped(E);
  const auto *Reference = dyn_cast<DeclRefExpr>(E);
  return isa<StringLiteral, IntegerLiteral, CharacterLiteral, UserDefinedLiteral>(E) ||
         (Reference && isa<EnumConstantDecl>(Reference->getDecl())) || namesConstant(E);
}

/// Whether \p E, with value \p V, is a constant that can be the tag of a type.
bool isTag(const Expr *E, const Value &V) {
  if (namesConstant(E) || isa<UserDefinedLiteral>(stripped(E)))
    return true;
  return V.K == Value::Kind::Constant &&
         (!E->getType()->isPointerType() || isa<StringLiteral>(stripped(E))) &&
         !E->getType()->isNullPtrType();
}

/// "kind == book", "kind == book || kind == magazine".
bool isTagTest(const Expr *E) {
  E = stripped(E);
  if (const auto *Or = dyn_cast<BinaryOperator>(E); Or && Or->getOpcode() == BO_LOr)
    return isTagTest(Or->getLHS()) && isTagTest(Or->getRHS());
  auto Sides = equality(E);
  return Sides && namesTag(Sides->first) != namesTag(Sides->second);
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
  if (auto Sides = equality(stripped(Plain)))
    return assumeEqual(*Plain, Sides->first, Sides->second);
  if (const auto *Or = dyn_cast<BinaryOperator>(Plain);
      Or && Or->getOpcode() == BO_LOr && isTagTest(Or->getLHS()) && isTagTest(Or->getRHS()))
    return assumeEither(*Or);
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

GuardId FunctionExtractor::assumeEqual(const Expr &Test, const Expr *Left, const Expr *Right) {
  ValueId A = eval(Left), B = eval(Right);
  bool LeftTag = isTag(Left, Values[A]), RightTag = isTag(Right, Values[B]);
  if (LeftTag == RightTag)
    return addTest(&Test, Values.derived({A, B}));
  const Expr *Tag = stripped(LeftTag ? Left : Right);
  return addGuard(Guard::Kind::Case, LeftTag ? B : A,
                  intern(Unit.Places.text(Tag->getSourceRange())), /*Negated=*/false,
                  LeftTag ? Right : Left);
}

GuardId FunctionExtractor::assumeEither(const BinaryOperator &Or) {
  const GuardId Either = assume(Or.getLHS()), Other = assume(Or.getRHS());
  // sizeof(Id) == 4 || kind == book: a side that is known decides nothing.
  if (Either == CurrentGuard || Other == CurrentGuard)
    return Either == CurrentGuard ? Other : Either;
  Guard &One = Facts.Guards[Either];
  const Guard &Two = Facts.Guards[Other];
  if (One.K != Guard::Kind::Case || Two.K != Guard::Kind::Case || One.Condition != Two.Condition)
    return addGuard(Guard::Kind::Branch, Values.derived({One.Condition, Two.Condition}), 0,
                    /*Negated=*/false, &Or);
  One.Tag = intern(Unit.Strings.text(One.Tag) + ", " + Unit.Strings.text(Two.Tag));
  return Either;
}

GuardId FunctionExtractor::assumeNot(const Expr *Unequal) {
  auto Sides = equality(stripped(Unequal), BO_NE);
  return assumeEqual(*Unequal, Sides->first, Sides->second);
}

bool FunctionExtractor::asksForOtherTag(const Expr *Condition) {
  auto Sides = equality(stripped(Condition), BO_NE);
  return Sides && namesTag(Sides->first) != namesTag(Sides->second);
}

/// "bool ok = query.exec(); if (!ok)", "rc = step(statement); if (rc != ROW)", "bool
/// failed = !query.exec(); if (failed)": a variable has what a statement answered.
bool FunctionExtractor::asksForFailure(const Expr *Test) {
  Test = stripped(Test);
  auto Answered = [&](const Expr *E, bool Denied) {
    const auto *Reference = dyn_cast<DeclRefExpr>(stripped(E));
    if (!Reference || !isa<VarDecl>(Reference->getDecl()))
      return false;
    const Value *V = &Values[read(locationOf(Reference))];
    if (Denied && V->K == Value::Kind::Derived && V->Operands.size() == 1)
      V = &Values[V->Operands.front()];
    else if (Denied)
      return false;
    return V->K == Value::Kind::Result && (Facts.Events[V->Index].K == Event::Kind::Execute ||
                                           Facts.Events[V->Index].K == Event::Kind::Statement);
  };
  if (const auto *Not = dyn_cast<UnaryOperator>(Test); Not && Not->getOpcode() == UO_LNot)
    return Answered(Not->getSubExpr(), /*Denied=*/false);
  if (const auto *Binary = dyn_cast<BinaryOperator>(Test); Binary && Binary->getOpcode() == BO_NE)
    return Answered(Binary->getLHS(), /*Denied=*/false);
  return Test->getType()->isBooleanType() && Answered(Test, /*Denied=*/true);
}

namespace {

/// What \p Body does in the end, if it is to return; null otherwise.
const ReturnStmt *lastReturn(const Stmt *Body) {
  if (const auto *Block = dyn_cast_or_null<CompoundStmt>(Body))
    Body = Block->body_empty() ? nullptr : Block->body_back();
  return dyn_cast_or_null<ReturnStmt>(Body);
}

} // namespace

bool FunctionExtractor::givesUp(const IfStmt &If) {
  const auto *Not = dyn_cast<UnaryOperator>(stripped(If.getCond()));
  const ReturnStmt *Leaves = lastReturn(If.getThen());
  if (!Not || Not->getOpcode() != UO_LNot || !Leaves)
    return false;
  const Expr *Asked = stripped(Not->getSubExpr());
  if (!Asked->getType()->isBooleanType())
    return false;
  const auto *Call = dyn_cast<CallExpr>(Asked);
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  if (!Callee || !Unit.isProject(*Callee)) {
    Location At = isa<DeclRefExpr>(Asked) ? locationOf(Asked) : Location();
    const Value &V = Values[At.isValid() ? read(At) : 0];
    if (V.K != Value::Kind::Result || Facts.Events[V.Index].K != Event::Kind::Call)
      return false;
  }
  const Expr *Given = Leaves->getRetValue() ? stripped(Leaves->getRetValue()) : nullptr;
  if (const auto *Minus = dyn_cast_or_null<UnaryOperator>(Given))
    Given = stripped(Minus->getSubExpr());
  const auto *Empty = dyn_cast_or_null<InitListExpr>(Given);
  const auto *Flag = dyn_cast_or_null<CXXBoolLiteralExpr>(Given);
  return !Given || (Flag && !Flag->getValue()) || isa<IntegerLiteral>(Given) || isNothing(Given) ||
         (Empty && Empty->getNumInits() == 0);
}

GuardId FunctionExtractor::addTest(const Expr *Test, ValueId Outcome) {
  if (!asksForAbsence(Test, Unit.Roles) && !asksForFailure(Test))
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
