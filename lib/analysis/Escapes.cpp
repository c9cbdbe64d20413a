//===- Escapes.cpp - Values that leave what the walk can see --------------===//
//
// The rules that say "nothing reads this" need every use in view. Here it is
// noted where one is not. Only values that could be rows, hold them or lead to
// them count, which their types tell: a number that was computed from a row gives
// no way back to it.
//
//===----------------------------------------------------------------------===//
#include "analysis/AnalysisInternal.h"

#include "clang/AST/DeclTemplate.h"

using namespace clang;

namespace nplus1 {

namespace {
/// Containers of containers of smart pointers end well before this.
constexpr unsigned MaxTypeDepth = 8;
} // namespace

bool UnitContext::mayHoldRows(QualType Type) { return mayHoldRows(Type, 0); }

bool UnitContext::mayHoldRows(QualType Type, unsigned Depth) {
  if (Type.isNull() || Depth > MaxTypeDepth)
    return true;
  bool Behind = false;
  for (QualType Next; !(Next = Type->getPointeeType()).isNull() || Type->isArrayType();
       Type = Next) {
    if (Type->isArrayType())
      Next = QualType(Type->getArrayElementTypeNoTypeQual(), 0);
    Behind = true;
  }
  if (Type->isVoidType())
    return Behind;
  if (Type->isDependentType())
    return true;
  const CXXRecordDecl *Class = Type->getAsCXXRecordDecl();
  if (!Class)
    return Type->isFunctionType() && Depth; // in a wrapper, with what it captured
  auto [At, New] = RowTypes.try_emplace(Class->getCanonicalDecl(), true);
  if (!New)
    return At->second;
  bool Holds = isProject(*Class) || Roles.entityIn(Type);
  const auto *Special = dyn_cast<ClassTemplateSpecializationDecl>(Class);
  auto Any = [&](auto &Self, llvm::ArrayRef<TemplateArgument> Arguments) -> bool {
    for (const TemplateArgument &Argument : Arguments)
      if (Argument.getKind() == TemplateArgument::Pack
              ? Self(Self, Argument.pack_elements())
              : (Argument.getKind() == TemplateArgument::Type &&
                 mayHoldRows(Argument.getAsType(), Depth + 1)))
        return true;
    return false;
  };
  if (!Holds && Special)
    Holds = Any(Any, Special->getTemplateArgs().asArray());
  return RowTypes[Class->getCanonicalDecl()] = Holds;
}

void FunctionExtractor::escape(ValueId What) {
  if (What && Values[What].K != Value::Kind::Constant)
    Facts.Escapes.push_back(What);
}

void FunctionExtractor::escape(const Expr *Written, ValueId What) {
  // A lambda in the hands of a library may be called with anything.
  if (Values[What].K == Value::Kind::Callable)
    Facts.Escapes.push_back(0);
  if (!Written || Unit.mayHoldRows(Written->IgnoreParenImpCasts()->getType()))
    escape(What);
}

void FunctionExtractor::escapeAll(const CallSite &Site) {
  for (size_t I = 0; I < Site.Arguments.size(); ++I)
    escape(I < Site.ArgumentNodes.size() ? Site.ArgumentNodes[I] : nullptr, Site.Arguments[I]);
  if (Site.ReceiverNode)
    escape(Site.ReceiverNode, Site.Receiver);
}

/// Whether \p Target is a variable of this function that nothing else refers to,
/// and that the loop around does not carry to its next turn.
bool FunctionExtractor::staysInView(const Expr *Target) const {
  Target = Target->IgnoreParenImpCasts();
  const Expr *Whole = Target;
  if (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(Target))
    Target = Subscript->getBase()->IgnoreParenImpCasts();
  else if (const auto *Call = dyn_cast<CXXOperatorCallExpr>(Target);
           Call && Call->getOperator() == OO_Subscript)
    Target = Call->getArg(0)->IgnoreParenImpCasts();
  const auto *Reference = dyn_cast<DeclRefExpr>(Target);
  const auto *Variable = Reference ? dyn_cast<VarDecl>(Reference->getDecl()) : nullptr;
  if (!Variable || !Variable->hasLocalStorage() || Variable->getType()->isReferenceType() ||
      Variable->getDeclContext() != &Function || Uses.Shared.contains(Variable))
    return false;
  if (Whole != Target && Variable->getType()->isPointerType())
    return false; // p[0] is somebody else's
  auto Born = BornIn.find(Variable);
  return (Born == BornIn.end() ? None : Born->second) == CurrentLoop;
}

/// An object that lives for one expression: a query that is being built.
bool FunctionExtractor::isTemporary(const Expr *Target) const {
  Target = Target->IgnoreParenImpCasts();
  const auto *Call = dyn_cast<CallExpr>(Target);
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Target);
      Operator && (Operator->getOperator() == OO_Arrow || Operator->getOperator() == OO_Star))
    return isTemporary(Operator->getArg(0));
  if (Call && Call->getDirectCallee() && Unit.Roles.roleOf(*Call->getDirectCallee())) {
    // A builder returns the object that it was called on.
    const auto *Member = dyn_cast<CXXMemberCallExpr>(Call);
    return !Member || !Member->isLValue() || isTemporary(Member->getImplicitObjectArgument()) ||
           staysInView(Member->getImplicitObjectArgument());
  }
  return Target->isPRValue() && !Target->getType()->isPointerType();
}

void FunctionExtractor::change(const Expr *Target, Location At, ValueId What) {
  if (!staysInView(Target) && !isTemporary(Target))
    escape(What);
  if (!At.isValid())
    return;
  Env.set(At, What);
  noteStore(At, What);
}

void FunctionExtractor::noteStore(Location At, ValueId What) {
  const Value &Member = Values[At.Member];
  if (Member.K == Value::Kind::Field && Values[Member.Operands[0]].K == Value::Kind::This)
    Facts.Stores.push_back({Member.Name, What});
}

} // namespace nplus1
