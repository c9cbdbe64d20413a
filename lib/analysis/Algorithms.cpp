//===- Algorithms.cpp - Library functions that call a callable per row ----===//
#include "analysis/AnalysisInternal.h"

using namespace clang;

namespace nplus1 {

ValueId FunctionExtractor::iterate(const RoleMatch &Match, CallSite &Site) {
  const Role &What = *Match.What;
  ValueId From = operand(What.From, Site, Site.Receiver);
  if (Values[From].K == Value::Kind::ElementOf)
    From = Values[From].Operands[0]; // an iterator stands for its container
  // What comes back may be one of the rows, or the callable.
  const CXXRecordDecl *Class = Site.Type->getAsCXXRecordDecl();
  if (Unit.mayHoldRows(Site.Type) && !(Class && Class->isLambda()))
    escape(From);
  std::vector<ValueId> Parts{From};
  if (ValueId Returned = runPerRow(What, Site, From))
    Parts.push_back(Returned);
  return Values.derived(std::move(Parts));
}

namespace {

/// The lambda that \p Node is, perhaps wrapped in an object that a library makes of
/// it: std::function, a view's adaptor. Null if it is none.
const LambdaExpr *writtenLambda(const Expr *Node) {
  for (;;) {
    Node = Node->IgnoreUnlessSpelledInSource();
    const auto *Construct = dyn_cast<CXXConstructExpr>(Node);
    const auto *Call = dyn_cast<CallExpr>(Node);
    if (Construct && Construct->getNumArgs())
      Node = Construct->getArg(0);
    else if (Call && Call->getNumArgs())
      Node = Call->getArg(Call->getNumArgs() - 1);
    else
      return dyn_cast<LambdaExpr>(Node);
  }
}

/// The call operator of a function object; null if \p Type has none, or several.
const CXXMethodDecl *callOperator(QualType Type, ASTContext &Ast) {
  const CXXRecordDecl *Class = Type.getNonReferenceType()->getAsCXXRecordDecl();
  if (!Class || !Class->hasDefinition() || Class->isLambda())
    return nullptr;
  auto Found = Class->lookup(Ast.DeclarationNames.getCXXOperatorName(OO_Call));
  if (!Found.isSingleResult())
    return nullptr;
  if (const auto *Method = dyn_cast<CXXMethodDecl>(Found.front()))
    return Method;
  if (const auto *Template = dyn_cast<FunctionTemplateDecl>(Found.front()))
    for (const FunctionDecl *Instance : Template->specializations())
      if (Instance->hasBody())
        return dyn_cast<CXXMethodDecl>(Instance);
  return nullptr;
}

/// std::execution::par and the other policies, by the namespace of their classes
/// ([execution.syn]).
bool isExecutionPolicy(QualType Type) {
  const CXXRecordDecl *Class = Type.getNonReferenceType()->getAsCXXRecordDecl();
  for (const DeclContext *In = Class ? Class->getDeclContext() : nullptr; In; In = In->getParent())
    if (const auto *Space = dyn_cast<NamespaceDecl>(In); Space && Space->getName() == "execution")
      return true;
  return false;
}

} // namespace

ValueId FunctionExtractor::runPerRow(const Role &What, CallSite &Site, ValueId From) {
  unsigned Which = What.Callable.Index;
  if (What.Callable.K != Operand::Kind::Argument || Which >= Site.Arguments.size())
    return 0;
  const LambdaExpr *Written = writtenLambda(Site.ArgumentNodes[Which]);

  LoopId Id = addLoop(Loop::Kind::Algorithm, *Site.Node, Written ? Written->getBody() : nullptr);
  // What is declared before the loop would be shared by its threads.
  if (isExecutionPolicy(Site.ArgumentNodes.front()->getType()))
    Facts.Loops[Id].Insertion = {};
  const Expr *RangeNode =
      What.From.K == Operand::Kind::Argument && What.From.Index < Site.ArgumentNodes.size()
          ? Site.ArgumentNodes[What.From.Index]
          : Site.ReceiverNode;
  setRange(Id, From, RangeNode);
  const FunctionDecl *Body = Written ? Written->getCallOperator() : nullptr;
  if (const FunctionTemplateDecl *Generic = Written ? Written->getDependentCallOperator() : nullptr;
      Generic && !Generic->specializations().empty())
    Body = *Generic->spec_begin();
  if (Body && Body->getNumParams())
    Facts.Loops[Id].Element = Unit.entityName(Body->getParamDecl(0)->getType());

  LoopId Outside = CurrentLoop;
  CurrentLoop = Id;
  CallSite Turn;
  Turn.Node = Site.ArgumentNodes[Which];
  // Binary operations see elements in both places; unused ones cost nothing.
  ValueId Element = Values.of(Value::Kind::Element, From, Id);
  Turn.Arguments = {Element, Element, Element};
  ValueId Returned;
  const CXXMethodDecl *Object = callOperator(Turn.Node->getType(), Unit.Ast);
  if (Object && Unit.isProject(*Object)) {
    Turn.Callee = Object;
    Turn.Receiver = Site.Arguments[Which];
    Turn.Type = Object->getReturnType();
    Returned = projectCall(Turn);
  } else {
    Returned = invoke(Turn, Site.Arguments[Which]);
    Facts.Events.back().InPlace = Written != nullptr;
  }
  // It stops at the first row of which the callable says so.
  if (What.Limit == 1)
    Facts.Loops[Id].Exits.push_back({addGuard(Guard::Kind::Branch, Returned), /*Direct=*/true});
  CurrentLoop = Outside;
  return Returned;
}

} // namespace nplus1
