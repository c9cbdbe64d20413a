//===- Lambdas.cpp - Lambdas are functions with captured values -----------===//
#include "analysis/AnalysisInternal.h"

using namespace clang;

namespace nplus1 {

bool FunctionExtractor::isChangedAfter(const ValueDecl &Variable, SourceLocation At) const {
  auto It = Uses.Changed.find(&Variable);
  return It != Uses.Changed.end() && llvm::any_of(It->second, [&](SourceLocation Changed) {
           return Unit.Ast.getSourceManager().isBeforeInTranslationUnit(At, Changed);
         });
}

/// The body becomes facts of its own. The value is Callable: operand 0 is what
/// `this` is inside, the others are the captured variables as they are here.
ValueId FunctionExtractor::evalLambda(const LambdaExpr &Lambda) {
  Value Callable;
  Callable.K = Value::Kind::Callable;
  Callable.Operands.push_back(Values.leaf(Value::Kind::This));
  for (const LambdaCapture &Capture : Lambda.captures()) {
    if (!Capture.capturesVariable())
      continue;
    const auto *Variable = Capture.getCapturedVar();
    ValueId What = 0;
    if (Lambda.isInitCapture(&Capture)) {
      if (const auto *Plain = dyn_cast<VarDecl>(Variable))
        What = Plain->getInit() ? eval(Plain->getInit()) : 0;
    } else {
      What = read({named(Variable)});
      // The lambda sees what the variable holds when it runs.
      if (Capture.getCaptureKind() == LCK_ByRef && isChangedAfter(*Variable, Lambda.getEndLoc()))
        What = 0;
    }
    Callable.Operands.push_back(What);
  }

  std::vector<const FunctionDecl *> Bodies{Lambda.getCallOperator()};
  // A generic lambda is known by what it was called with. Where the types do not
  // decide which instance runs, the first stands for them.
  if (const FunctionTemplateDecl *Generic = Lambda.getDependentCallOperator())
    Bodies.assign(Generic->spec_begin(), Generic->spec_end());
  std::erase_if(Bodies, [](const FunctionDecl *Body) {
    return !Body || !Body->hasBody() || Body->isDependentContext();
  });
  if (Bodies.empty()) {
    for (ValueId What : Callable.Operands)
      escape(What);
    return 0;
  }
  Callable.Name = Unit.usr(*Bodies.front());
  for (const FunctionDecl *Body : Bodies)
    if (Unit.isNewBody(*Body))
      FunctionExtractor(Unit, *Body, &Lambda).run();
  return Values.add(std::move(Callable));
}

} // namespace nplus1
