//===- LoopChanges.cpp - What variables hold in some turn of a loop -------===//
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

#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;

namespace nplus1 {

namespace {

bool isRows(Value::Kind K) {
  return K == Value::Kind::Rows || K == Value::Kind::Relation || K == Value::Kind::Refined ||
         K == Value::Kind::Limited || K == Value::Kind::Prefetched;
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

} // namespace nplus1
