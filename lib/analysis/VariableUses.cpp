#include "analysis/VariableUses.h"

#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;

namespace nplus1 {

namespace {

class Collector : public RecursiveASTVisitor<Collector> {
public:
  explicit Collector(VariableUses &Out) : Out(Out) {}

  bool VisitDeclRefExpr(DeclRefExpr *Reference) {
    ++Out.Counts[Reference->getDecl()];
    return true;
  }
  bool VisitVarDecl(VarDecl *Variable) {
    if (!Variable->getType()->isReferenceType() || !Variable->hasInit())
      return true;
    if (!Variable->getType().getNonReferenceType().isConstQualified())
      if (const ValueDecl *Bound = variableIn(Variable->getInit()))
        Out.GivenAway.insert(Bound);
    shareAllIn(Variable->getInit());
    return true;
  }
  bool VisitUnaryOperator(UnaryOperator *Operator) {
    if (Operator->getOpcode() != UO_AddrOf)
      return true;
    if (const ValueDecl *Bound = variableIn(Operator->getSubExpr())) {
      Out.Shared.insert(Bound);
      Out.GivenAway.insert(Bound);
    }
    return true;
  }
  bool VisitLambdaExpr(LambdaExpr *Lambda) {
    for (const LambdaCapture &Capture : Lambda->captures())
      if (Capture.capturesVariable() && Capture.getCaptureKind() == LCK_ByRef)
        Out.Shared.insert(Capture.getCapturedVar());
    return true;
  }
  bool VisitCXXConstructExpr(CXXConstructExpr *Construct) {
    if (Construct->getConstructor()->isCopyOrMoveConstructor())
      return true;
    for (const Expr *Argument : Construct->arguments())
      if (const ValueDecl *Bound = variableIn(Argument))
        Out.Shared.insert(Bound);
    return true;
  }
  bool VisitCallExpr(CallExpr *Call) {
    const FunctionDecl *Callee = Call->getDirectCallee();
    if (!Callee || isa<CXXOperatorCallExpr>(Call))
      return true;
    // snprintf(text, sizeof text, "…", …)
    if (const ValueDecl *Buffer = Call->getNumArgs() > 1 ? variableIn(Call->getArg(0)) : nullptr;
        Buffer && Buffer->getType()->isArrayType())
      for (const Expr *Argument : llvm::drop_begin(Call->arguments()))
        if (isa<StringLiteral>(Argument->IgnoreParenImpCasts()))
          Out.Texts[Buffer].push_back(Argument);
    for (unsigned I = 0; I < Call->getNumArgs() && I < Callee->getNumParams(); ++I) {
      QualType Type = Callee->getParamDecl(I)->getType();
      if (Type->isLValueReferenceType() && !Type.getNonReferenceType().isConstQualified())
        if (const ValueDecl *Bound = variableIn(Call->getArg(I)))
          Out.GivenAway.insert(Bound);
    }
    return true;
  }
  bool VisitCXXMemberCallExpr(CXXMemberCallExpr *Call) {
    const CXXMethodDecl *Method = Call->getMethodDecl();
    const Expr *Object = Call->getImplicitObjectArgument();
    if (Method && !Method->isConst() && Object && !Object->getType()->isPointerType())
      if (const ValueDecl *Target = variableIn(Object)) {
        Out.Changed[Target].push_back(Call->getExprLoc());
        if (Call->getNumArgs() > 0) // text.append("…")
          Out.Texts[Target].push_back(Call->getArg(0));
      }
    return true;
  }
  bool VisitBinaryOperator(BinaryOperator *Operator) {
    if (Operator->isAssignmentOp())
      if (const ValueDecl *Target = variableIn(Operator->getLHS())) {
        Out.Changed[Target].push_back(Operator->getExprLoc());
        Out.Texts[Target].push_back(Operator->getRHS());
      }
    return true;
  }
  bool VisitCXXOperatorCallExpr(CXXOperatorCallExpr *Call) {
    const ValueDecl *Target = Call->getNumArgs() == 2 ? variableIn(Call->getArg(0)) : nullptr;
    if (!Target)
      return true;
    if (Call->getOperator() == OO_Equal)
      Out.Changed[Target].push_back(Call->getExprLoc());
    // text = "…", text += "…", stream << "…"
    if (Call->getOperator() == OO_Equal || Call->getOperator() == OO_PlusEqual ||
        Call->getOperator() == OO_LessLess)
      Out.Texts[Target].push_back(Call->getArg(1));
    return true;
  }

private:
  static const ValueDecl *variableIn(const Expr *E) {
    const auto *Reference = dyn_cast<DeclRefExpr>(E->IgnoreParenImpCasts());
    return Reference ? dyn_cast<VarDecl>(Reference->getDecl()) : nullptr;
  }
  void shareAllIn(const Stmt *Node) {
    if (!Node)
      return;
    if (const auto *Reference = dyn_cast<DeclRefExpr>(Node))
      Out.Shared.insert(Reference->getDecl());
    for (const Stmt *Child : Node->children())
      shareAllIn(Child);
  }

  VariableUses &Out;
};

} // namespace

VariableUses::VariableUses(const Stmt &Body) {
  Collector(*this).TraverseStmt(const_cast<Stmt *>(&Body));
}

} // namespace nplus1
