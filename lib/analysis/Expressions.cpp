//===- Expressions.cpp - Where the value of an expression comes from ------===//
#include "analysis/AnalysisInternal.h"

using namespace clang;

namespace nplus1 {

namespace {
/// Deeper expressions than this are Opaque: machine-written, and a stack's worth.
constexpr unsigned MaxDepth = 600;
} // namespace

ValueId FunctionExtractor::eval(const Expr *Expression) {
  if (!Expression)
    return 0;
  if (Depth >= MaxDepth) {
    Facts.Cut = true;
    return 0;
  }
  ++Depth;
  ValueId Result = evalUncounted(Expression);
  --Depth;
  return Result;
}

ValueId FunctionExtractor::evalUncounted(const Expr *E) {
  switch (E->getStmtClass()) {
  case Stmt::DeclRefExprClass:
    return evalReference(*cast<DeclRefExpr>(E)->getDecl());
  case Stmt::CXXThisExprClass:
    return Values.leaf(Value::Kind::This);
  case Stmt::MemberExprClass:
    return evalMember(*cast<MemberExpr>(E));
  case Stmt::CallExprClass:
  case Stmt::CXXMemberCallExprClass:
  case Stmt::CXXOperatorCallExprClass:
  case Stmt::UserDefinedLiteralClass:
    return evalCall(*cast<CallExpr>(E));
  case Stmt::CXXConstructExprClass:
  case Stmt::CXXTemporaryObjectExprClass:
    return evalConstruct(*cast<CXXConstructExpr>(E));
  case Stmt::LambdaExprClass:
    return evalLambda(*cast<LambdaExpr>(E));
  case Stmt::BinaryOperatorClass:
  case Stmt::CompoundAssignOperatorClass:
    return evalBinary(*cast<BinaryOperator>(E));
  case Stmt::CXXRewrittenBinaryOperatorClass:
    return eval(cast<CXXRewrittenBinaryOperator>(E)->getSemanticForm());
  case Stmt::UnaryOperatorClass:
    return evalUnary(*cast<UnaryOperator>(E));
  case Stmt::ConditionalOperatorClass:
  case Stmt::BinaryConditionalOperatorClass:
    return evalConditional(*cast<AbstractConditionalOperator>(E));
  case Stmt::OpaqueValueExprClass: {
    const auto *Opaque = cast<OpaqueValueExpr>(E);
    if (auto It = OpaqueValues.find(Opaque); It != OpaqueValues.end())
      return It->second;
    return eval(Opaque->getSourceExpr());
  }
  case Stmt::ArraySubscriptExprClass: {
    const auto *Subscript = cast<ArraySubscriptExpr>(E);
    ValueId Base = eval(Subscript->getBase());
    return elementOf(Base, eval(Subscript->getIdx()), Subscript->getBase());
  }
  case Stmt::StringLiteralClass: {
    const auto *Text = cast<StringLiteral>(E);
    bool IsSql = Text->getCharByteWidth() == 1 && readSql(Text->getString()).isKnown();
    return Values.leaf(Value::Kind::Constant, IsSql ? SqlText : 0,
                       intern(Unit.Places.text(E->getSourceRange())));
  }
  case Stmt::IntegerLiteralClass:
  case Stmt::FloatingLiteralClass:
  case Stmt::CharacterLiteralClass:
  case Stmt::CXXBoolLiteralExprClass:
  case Stmt::CXXNullPtrLiteralExprClass:
    return Values.leaf(Value::Kind::Constant, 0, intern(Unit.Places.text(E->getSourceRange())));
  case Stmt::CXXDefaultArgExprClass:
  case Stmt::CXXDefaultInitExprClass:
  case Stmt::CXXScalarValueInitExprClass:
  case Stmt::ImplicitValueInitExprClass:
  case Stmt::UnaryExprOrTypeTraitExprClass:
  case Stmt::SizeOfPackExprClass:
  case Stmt::TypeTraitExprClass:
  case Stmt::CXXNoexceptExprClass:
  case Stmt::CXXTypeidExprClass:
  case Stmt::RequiresExprClass:
  case Stmt::ConceptSpecializationExprClass:
    return Values.leaf(Value::Kind::Constant);
  case Stmt::InitListExprClass: {
    const auto *List = cast<InitListExpr>(E);
    // auto ids{all()}: the object itself, in braces.
    if (List->getNumInits() == 1 &&
        Unit.Ast.hasSameUnqualifiedType(List->getType(), List->getInit(0)->getType()))
      return eval(List->getInit(0));
    std::vector<ValueId> Elements;
    for (const Expr *Element : List->inits())
      Elements.push_back(eval(Element));
    if (Elements.size() > 64)
      return Values.derived(std::move(Elements));
    return Values.add({Value::Kind::List, 0, 0, std::move(Elements)});
  }
  case Stmt::CXXNewExprClass: {
    const auto *New = cast<CXXNewExpr>(E);
    return New->getConstructExpr() ? eval(New->getConstructExpr()) : evalChildren(*E);
  }
  case Stmt::CXXDynamicCastExprClass: {
    const auto *Cast = cast<CXXDynamicCastExpr>(E);
    QualType To = Cast->getType();
    return alternative(eval(Cast->getSubExpr()), To->isPointerType() ? To->getPointeeType() : To);
  }
  case Stmt::CXXThrowExprClass:
    if (const Expr *Thrown = cast<CXXThrowExpr>(E)->getSubExpr())
      escape(Thrown, eval(Thrown));
    noteExit(0, /*Throws=*/true);
    Env.Dead = true;
    return 0;
  case Stmt::StmtExprClass: {
    const CompoundStmt *Block = cast<StmtExpr>(E)->getSubStmt();
    llvm::ArrayRef<const Stmt *> Body(Block->body_begin(), Block->body_end());
    const auto *Last = Body.empty() ? nullptr : dyn_cast<Expr>(Body.back());
    walkBlock(Last ? Body.drop_back() : Body);
    return eval(Last);
  }
  case Stmt::CoawaitExprClass:
    return eval(cast<CoroutineSuspendExpr>(E)->getOperand());
  case Stmt::CoyieldExprClass: {
    const Expr *Yielded = cast<CoroutineSuspendExpr>(E)->getOperand();
    ValueId What = eval(Yielded);
    escape(Yielded, What);
    return What;
  }
  default:
    break;
  }
  if (const auto *Cast = dyn_cast<CastExpr>(E)) {
    // A conversion through a function is a call; all others keep the value.
    ValueId What = eval(Cast->getSubExpr());
    // A row as an object of some library's class may be asked anything.
    if ((Cast->getCastKind() == CK_DerivedToBase ||
         Cast->getCastKind() == CK_UncheckedDerivedToBase) &&
        !Unit.mayHoldRows(Cast->getType()))
      escape(Cast->getSubExpr(), What);
    return What;
  }
  if (const auto *Full = dyn_cast<FullExpr>(E))
    return eval(Full->getSubExpr());
  if (const auto *Temporary = dyn_cast<MaterializeTemporaryExpr>(E))
    return eval(Temporary->getSubExpr());
  if (const auto *Bound = dyn_cast<CXXBindTemporaryExpr>(E))
    return eval(Bound->getSubExpr());
  if (const auto *Paren = dyn_cast<ParenExpr>(E))
    return eval(Paren->getSubExpr());
  if (const auto *List = dyn_cast<CXXStdInitializerListExpr>(E))
    return eval(List->getSubExpr());
  if (const auto *Replaced = dyn_cast<SubstNonTypeTemplateParmExpr>(E))
    return eval(Replaced->getReplacement());
  return evalChildren(*E);
}

ValueId FunctionExtractor::evalChildren(const Expr &Expression) {
  std::vector<ValueId> Parts;
  for (const Stmt *Child : Expression.children())
    if (const auto *Part = dyn_cast_or_null<Expr>(Child)) {
      Parts.push_back(eval(Part));
      if (Unit.mayHoldRows(Expression.getType()))
        escape(Part, Parts.back());
    }
  return Parts.empty() ? 0 : Values.derived(std::move(Parts));
}

ValueId FunctionExtractor::evalReference(const ValueDecl &Declaration) {
  if (isa<EnumConstantDecl>(Declaration))
    return Values.leaf(Value::Kind::Constant, 0, intern(Declaration.getQualifiedNameAsString()));
  if (const auto *Function = dyn_cast<FunctionDecl>(&Declaration)) {
    const auto *Method = dyn_cast<CXXMethodDecl>(Function);
    return Values.leaf(Value::Kind::Callable, Method && Method->isInstance(), Unit.usr(*Function));
  }
  return read({named(&Declaration)});
}

const ValueDecl *FunctionExtractor::named(const ValueDecl *Variable) const {
  auto It = OtherNames.find(Variable);
  return It == OtherNames.end() ? Variable : It->second;
}

ValueId FunctionExtractor::read(Location At) {
  if (const ValueId *Known = Env.find(At))
    return *Known;
  return untouched(At);
}

ValueId FunctionExtractor::untouched(Location At) {
  if (At.Member)
    return At.Member;
  const ValueDecl *Variable = At.Variable;
  if (auto It = CaptureIds.find(Variable); It != CaptureIds.end())
    return Values.leaf(Value::Kind::Capture, It->second);
  if (const auto *Parameter = dyn_cast<ParmVarDecl>(Variable)) {
    if (Parameter->getDeclContext() == &Function)
      return Values.leaf(Value::Kind::Parameter, Parameter->getFunctionScopeIndex());
    return 0;
  }
  if (const auto *Plain = dyn_cast<VarDecl>(Variable);
      Plain && (Plain->hasGlobalStorage() || Plain->isStaticDataMember())) {
    if (ValueId Table = tableValue(*Plain))
      return Table;
    if (ValueId List = listValue(*Plain))
      return List;
    return Values.leaf(Value::Kind::Invariant, !Plain->getType().isConstant(Unit.Ast),
                       intern(Variable->getQualifiedNameAsString()));
  }
  return 0;
}

ValueId FunctionExtractor::fieldOf(ValueId Base, llvm::StringRef Name, QualType Type) {
  return Base ? Values.of(Value::Kind::Field, Base, !Unit.mayHoldRows(Type), intern(Name)) : 0;
}

/// Whether \p Member is all that an object of its class has, and the class is a pointer
/// to it: then the object stands for it.
static bool isWrapped(const ValueDecl &Member) {
  const auto *Field = dyn_cast<FieldDecl>(&Member);
  return Field && isPointerWrapper(*Field->getParent());
}

ValueId FunctionExtractor::evalMember(const MemberExpr &Member) {
  const ValueDecl *Declaration = Member.getMemberDecl();
  if (isa<EnumConstantDecl>(Declaration) || isa<VarDecl>(Declaration)) {
    eval(Member.getBase());
    return evalReference(*Declaration);
  }
  ValueId Base = eval(Member.getBase());
  if (isa<FunctionDecl>(Declaration) || isWrapped(*Declaration))
    return Base;
  ValueId Field = fieldOf(Base, Declaration->getName(), Declaration->getType());
  return Field ? read({nullptr, Field}) : 0;
}

Location FunctionExtractor::locationOf(const Expr *Expression) {
  if (!Expression)
    return {};
  Expression = Expression->IgnoreParenCasts();
  if (const auto *Reference = dyn_cast<DeclRefExpr>(Expression))
    return isa<VarDecl, BindingDecl>(Reference->getDecl())
               ? Location{named(Reference->getDecl()), 0}
               : Location{};
  if (const auto *Member = dyn_cast<MemberExpr>(Expression)) {
    if (!isa<FieldDecl>(Member->getMemberDecl()))
      return {};
    if (isWrapped(*Member->getMemberDecl()))
      return locationOf(Member->getBase());
    Location Base = locationOf(Member->getBase());
    ValueId Object = isa<CXXThisExpr>(Member->getBase()->IgnoreParenImpCasts())
                         ? Values.leaf(Value::Kind::This)
                         : (Base.isValid() ? read(Base) : 0);
    ValueId Field =
        fieldOf(Object, Member->getMemberDecl()->getName(), Member->getMemberDecl()->getType());
    return Field ? Location{nullptr, Field} : Location{};
  }
  if (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(Expression))
    return locationOf(Subscript->getBase());
  if (const auto *Unary = dyn_cast<UnaryOperator>(Expression);
      Unary && (Unary->getOpcode() == UO_Deref || Unary->getOpcode() == UO_AddrOf))
    return locationOf(Unary->getSubExpr());
  if (const auto *Call = dyn_cast<CXXOperatorCallExpr>(Expression);
      Call && Call->getNumArgs() > 0 &&
      (Call->getOperator() == OO_Subscript || Call->getOperator() == OO_Arrow ||
       Call->getOperator() == OO_Star))
    return locationOf(Call->getArg(0));
  // A builder returns the object that it was called on.
  const auto *Call = dyn_cast<CallExpr>(Expression);
  const auto *Method = Call ? dyn_cast_or_null<CXXMethodDecl>(Call->getDirectCallee()) : nullptr;
  if (Method && Method->isInstance() && !Method->isConst() && Call->isLValue())
    if (RoleMatch Match = Unit.Roles.roleOf(*Method);
        Match && Match.What->Kind == RoleKind::Builder &&
        Match.What->Context.K != Operand::Kind::Receiver) {
      const auto *Member = dyn_cast<CXXMemberCallExpr>(Call);
      return locationOf(Member ? Member->getImplicitObjectArgument() : Call->getArg(0));
    }
  return {};
}

void FunctionExtractor::assign(const Expr *Target, ValueId What) {
  Location At = locationOf(Target);
  if (!At.isValid())
    return escape(Target, What);
  // Writing one element or what a pointer points at does not replace the rest.
  const Expr *Plain = Target->IgnoreParenImpCasts();
  bool Whole = isa<DeclRefExpr, MemberExpr>(Plain);
  // table[tag] = function
  if (const auto *Entry = dyn_cast<CXXOperatorCallExpr>(Plain);
      Entry && Entry->getOperator() == OO_Subscript && Entry->getNumArgs() == 2 &&
      holdsCallables(What))
    What = Values.add({Value::Kind::List, 0, 0, {eval(Entry->getArg(1)), What}});
  if (!Whole)
    What = Values.choice({read(At), Values.add({Value::Kind::List, 0, 0, {What}})});
  if (At.Variable)
    if (const auto *Variable = dyn_cast<VarDecl>(At.Variable))
      if (auto It = VariableIds.find(Variable); It != VariableIds.end())
        Facts.Variables[It->second].Reassigned = true;
  if (!Whole && holdsCallables(What)) {
    Env.set(At, What);
    return keepTable(At, What);
  }
  if (Unit.mayHoldRows(Target->getType()))
    return change(Target, At, What);
  Env.set(At, What);
  noteStore(At, What);
}

ValueId FunctionExtractor::evalBinary(const BinaryOperator &Operator) {
  if (Operator.isLogicalOp()) {
    ValueId Left = eval(Operator.getLHS());
    GuardId Saved = CurrentGuard;
    CurrentGuard = addGuard(Guard::Kind::Branch, Left, 0, Operator.getOpcode() == BO_LOr);
    ValueId Right = eval(Operator.getRHS());
    CurrentGuard = Saved;
    return Values.derived({Left, Right});
  }
  if (Operator.isAssignmentOp()) {
    ValueId What = eval(Operator.getRHS());
    if (Operator.isCompoundAssignmentOp())
      What = Values.derived({eval(Operator.getLHS()), What});
    assign(Operator.getLHS(), What);
    return What;
  }
  ValueId Left = eval(Operator.getLHS());
  ValueId Right = eval(Operator.getRHS());
  if (Operator.getOpcode() == BO_Comma)
    return Right;
  if (Operator.isPtrMemOp())
    return Values.derived({Left, Right});
  // Pointer arithmetic stays in the same array.
  if (Operator.isAdditiveOp() && Operator.getType()->isPointerType())
    return Operator.getLHS()->getType()->isPointerType() ? Left : Right;
  return Values.derived({Left, Right});
}

ValueId FunctionExtractor::evalUnary(const UnaryOperator &Operator) {
  ValueId What = eval(Operator.getSubExpr());
  switch (Operator.getOpcode()) {
  case UO_Deref:
    nameElement(What, Operator.getType());
    return What;
  case UO_AddrOf:
  case UO_Plus:
  case UO_Coawait:
    return What;
  case UO_PreInc:
  case UO_PreDec:
  case UO_PostInc:
  case UO_PostDec: {
    // ++cursor_, for who asks whether a member ever changes.
    noteStore(locationOf(Operator.getSubExpr()), Values.derived({What}));
    return What;
  }
  default:
    return Values.derived({What});
  }
}

ValueId FunctionExtractor::evalConditional(const AbstractConditionalOperator &Operator) {
  GuardId Outside = CurrentGuard;
  ValueId Common = 0;
  if (const auto *Binary = dyn_cast<BinaryConditionalOperator>(&Operator)) {
    Common = eval(Binary->getCommon());
    OpaqueValues[Binary->getOpaqueValue()] = Common;
  }
  GuardId IfTrue = assume(Operator.getCond());
  Environment Before = Env;
  CurrentGuard = IfTrue;
  ValueId Then = eval(Operator.getTrueExpr());
  Environment AfterThen = std::move(Env);
  Env = std::move(Before);
  CurrentGuard = Outside;
  bool Tagged = IfTrue != None && IfTrue != Outside && Facts.Guards[IfTrue].K == Guard::Kind::Case;
  ValueId Condition = IfTrue != None && IfTrue != Outside ? Facts.Guards[IfTrue].Condition : 0;
  CurrentGuard = addGuard(Tagged ? Guard::Kind::Default : Guard::Kind::Branch, Condition, 0,
                          /*Negated=*/true);
  ValueId Else = eval(Operator.getFalseExpr());
  CurrentGuard = Outside;
  Env.merge(AfterThen, Values, [&](Location At) { return untouched(At); });
  return Values.choice({Then, Else});
}

} // namespace nplus1
