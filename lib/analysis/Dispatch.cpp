//===- Dispatch.cpp - Calls whose target a value picks --------------------===//
//
//   std::visit(visitor, row.target)        one call per type that it may hold
//   loaders.at(row.kind)(row.id)           one call per function in the table
//   loaders.find(row.kind)->second(row.id)
//
// Each call stands under a Case guard of the value that picks it, as if a switch
// had been written.
//
//===----------------------------------------------------------------------===//
#include "analysis/AnalysisInternal.h"

#include "llvm/ADT/STLExtras.h"

using namespace clang;

namespace nplus1 {

namespace {

/// Tables that are written out are small; more levels than a map of pairs has
/// are no table.
constexpr unsigned MaxTableDepth = 5;
constexpr size_t MaxTableEntries = 64;

/// "BookRef" of const ns::BookRef &.
std::string alternativeName(QualType Type, const ASTContext &Ast) {
  Type = Type.getNonReferenceType().getUnqualifiedType();
  if (const CXXRecordDecl *Class = Type->getAsCXXRecordDecl();
      Class && !isa<ClassTemplateSpecializationDecl>(Class))
    return Class->getNameAsString();
  return Type.getAsString(Ast.getPrintingPolicy());
}

/// The type that std::get<T>(…) or std::get<0>(…) asks for.
QualType alternativeType(const FunctionDecl &Callee, unsigned Index) {
  const TemplateArgumentList *Arguments = Callee.getTemplateSpecializationArgs();
  if (!Arguments || Index >= Arguments->size())
    return {};
  const TemplateArgument &Asked = Arguments->get(Index);
  if (Asked.getKind() == TemplateArgument::Type)
    return Asked.getAsType();
  if (Asked.getKind() != TemplateArgument::Integral || Index + 1 >= Arguments->size() ||
      Arguments->get(Index + 1).getKind() != TemplateArgument::Pack)
    return {};
  auto Held = Arguments->get(Index + 1).pack_elements();
  uint64_t Which = Asked.getAsIntegral().getLimitedValue();
  return Which < Held.size() && Held[Which].getKind() == TemplateArgument::Type
             ? Held[Which].getAsType()
             : QualType();
}

/// Whether \p Asked is one of the types that \p Holder, or what it points at, is
/// made of: a variant, not an object of a class that has others below it.
bool isMadeOf(QualType Holder, QualType Asked, const ASTContext &Ast) {
  Holder = Holder.getNonReferenceType();
  if (Holder->isPointerType())
    Holder = Holder->getPointeeType();
  const auto *Class =
      dyn_cast_or_null<ClassTemplateSpecializationDecl>(Holder->getAsCXXRecordDecl());
  if (!Class)
    return false;
  for (const TemplateArgument &Argument : Class->getTemplateArgs().asArray()) {
    llvm::ArrayRef<TemplateArgument> Items =
        Argument.getKind() == TemplateArgument::Pack ? Argument.pack_elements() : Argument;
    for (const TemplateArgument &Item : Items)
      if (Item.getKind() == TemplateArgument::Type && Ast.hasSameType(Item.getAsType(), Asked))
        return true;
  }
  return false;
}

/// Every way to call an object of \p Class with one argument, bases included.
void callOperators(const CXXRecordDecl &Class, std::vector<const CXXMethodDecl *> &Out) {
  auto Add = [&](const FunctionDecl *Candidate) {
    const auto *Method = dyn_cast<CXXMethodDecl>(Candidate);
    if (Method && Method->getNumParams() == 1 && Method->hasBody() && !Method->isDependentContext())
      Out.push_back(Method);
  };
  for (const Decl *Member : Class.decls()) {
    const auto *Template = dyn_cast<FunctionTemplateDecl>(Member);
    const auto *Method = dyn_cast<CXXMethodDecl>(Member);
    if (Method && Method->getOverloadedOperator() == OO_Call)
      Add(Method);
    else if (Template && Template->getTemplatedDecl()->getOverloadedOperator() == OO_Call)
      for (const FunctionDecl *Instance : Template->specializations())
        Add(Instance);
  }
  if (!Class.hasDefinition())
    return;
  for (const CXXBaseSpecifier &Base : Class.bases())
    if (const CXXRecordDecl *Of = Base.getType()->getAsCXXRecordDecl())
      callOperators(*Of, Out);
}

/// Whether all that \p Node does is to put constants into containers and objects.
bool isWrittenOut(const Stmt *Node, unsigned &Left) {
  if (!Node || Left == 0)
    return false;
  --Left;
  if (isa<CallExpr, LambdaExpr, CXXNewExpr>(Node))
    return false;
  return llvm::all_of(Node->children(),
                      [&](const Stmt *Child) { return isWrittenOut(Child, Left); });
}

/// Whether \p Node writes a lambda or names a function, other than to call it.
bool writesCallable(const Stmt *Node, unsigned &Left) {
  if (!Node || Left == 0)
    return false;
  --Left;
  if (isa<LambdaExpr>(Node))
    return true;
  if (const auto *Reference = dyn_cast<DeclRefExpr>(Node))
    return isa<FunctionDecl>(Reference->getDecl());
  const auto *Call = dyn_cast<CallExpr>(Node);
  for (const Stmt *Child : Node->children())
    if (!(Call && Child == Call->getCallee()) && writesCallable(Child, Left))
      return true;
  return false;
}

} // namespace

ValueId FunctionExtractor::alternative(const Role &What, const CallSite &Site) {
  ValueId Whole = operand(What.From, Site, 0);
  QualType Type = alternativeType(*Site.Callee, What.Entity.Index);
  // A variant of loaded rows is a row; a variant of references is a key.
  if (!Type.isNull() && Unit.entityName(Type) && !Site.ArgumentNodes.empty() &&
      isMadeOf(Site.ArgumentNodes.front()->getType(), Type, Unit.Ast))
    return Whole;
  return alternative(Whole, Type);
}

ValueId FunctionExtractor::alternative(ValueId Whole, QualType Type) {
  if (!Whole || Type.isNull())
    return Whole;
  StringId Name = intern(alternativeName(Type, Unit.Ast));
  ValueId Held = Values.of(Value::Kind::Field, Whole, 0, Name);
  Alternatives[Held] = {Whole, Name};
  return Held;
}

ValueId FunctionExtractor::callableIn(ValueId Whole, const CXXMethodDecl &Target) {
  const CXXRecordDecl *Lambda = Target.getParent();
  std::vector<ValueId> Work{Whole};
  for (size_t I = 0; I < Work.size() && I < MaxTableEntries; ++I) {
    const Value V = Values[Work[I]];
    if (V.K == Value::Kind::Callable) {
      bool Same = V.Name == Unit.usr(Target);
      if (const FunctionTemplateDecl *Generic = Lambda->getDependentLambdaCallOperator())
        Same |= llvm::any_of(Generic->specializations(), [&](const FunctionDecl *Instance) {
          return V.Name == Unit.usr(*Instance);
        });
      if (!Same)
        continue;
      Value Instance = V; // other instances capture the same
      Instance.Name = Unit.usr(Target);
      return Values.add(std::move(Instance));
    }
    if (V.K == Value::Kind::List || V.K == Value::Kind::Choice || V.K == Value::Kind::Derived)
      Work.insert(Work.end(), V.Operands.begin(), V.Operands.end());
  }
  return 0;
}

ValueId FunctionExtractor::visitAlternatives(const Role &What, CallSite &Site) {
  unsigned Which = What.Callable.Index;
  ValueId Whole = operand(What.From, Site, 0);
  const CXXRecordDecl *Class =
      Which < Site.ArgumentNodes.size()
          ? Site.ArgumentNodes[Which]->getType().getNonReferenceType()->getAsCXXRecordDecl()
          : nullptr;
  if (!Class || !Whole)
    return Values.derived(Site.Arguments);
  std::vector<const CXXMethodDecl *> Targets;
  callOperators(*Class, Targets);

  const Expr *Written = Site.ArgumentNodes[Which]->IgnoreUnlessSpelledInSource();
  bool InPlace = !isa<DeclRefExpr, MemberExpr, CallExpr>(Written);
  std::vector<ValueId> Results;
  GuardId Outside = CurrentGuard;
  for (const CXXMethodDecl *Target : Targets) {
    QualType Held = Target->getParamDecl(0)->getType();
    StringId Name = intern(alternativeName(Held, Unit.Ast));
    CurrentGuard = Outside;
    CurrentGuard = addGuard(Guard::Kind::Case, Whole, Name);
    CallSite Turn;
    Turn.Node = InPlace ? Written : Site.Node;
    Turn.Callee = Target;
    Turn.Type = Target->getReturnType();
    Turn.Arguments = {Unit.entityName(Held) ? Whole
                                            : Values.of(Value::Kind::Field, Whole, 0, Name)};
    if (Target->getParent()->isLambda()) {
      if (ValueId Callable = callableIn(Site.Arguments[Which], *Target)) {
        Results.push_back(invoke(Turn, Callable));
        Facts.Events.back().InPlace = InPlace;
      }
    } else if (Unit.isProject(*Target)) {
      Turn.Receiver = Site.Arguments[Which];
      Results.push_back(projectCall(Turn));
    }
  }
  CurrentGuard = Outside;
  return Results.empty() ? Values.derived(Site.Arguments) : Values.choice(std::move(Results));
}

bool FunctionExtractor::holdsCallables(ValueId Whole) const {
  std::vector<std::pair<ValueId, unsigned>> Work{{Whole, 0}};
  for (size_t I = 0; I < Work.size() && I < MaxTableEntries; ++I) {
    auto [Id, Depth] = Work[I];
    const Value &V = Values[Id];
    if (V.K == Value::Kind::Callable)
      return true;
    if (Depth < MaxTableDepth && (V.K == Value::Kind::List || V.K == Value::Kind::Choice))
      for (ValueId Operand : V.Operands)
        Work.emplace_back(Operand, Depth + 1);
  }
  return false;
}

void FunctionExtractor::tableEntries(ValueId Whole, StringId Tag, unsigned Depth,
                                     std::vector<TableEntry> &Out) {
  const Value V = Values[Whole];
  if (Depth > MaxTableDepth || Out.size() >= MaxTableEntries)
    return;
  if (V.K == Value::Kind::Callable)
    return Out.push_back({Tag, Whole});
  if (V.K != Value::Kind::List && V.K != Value::Kind::Choice)
    return;
  // {tag, function}
  if (V.K == Value::Kind::List && V.Operands.size() == 2 &&
      Values[V.Operands[0]].K == Value::Kind::Constant)
    return tableEntries(V.Operands[1], Values[V.Operands[0]].Name, Depth + 1, Out);
  for (size_t I = 0; I < V.Operands.size(); ++I)
    // An array of functions: the tag is the position.
    tableEntries(V.Operands[I],
                 Values[V.Operands[I]].K == Value::Kind::Callable && V.Operands.size() > 1
                     ? intern(std::to_string(I))
                     : Tag,
                 Depth + 1, Out);
}

std::optional<ValueId> FunctionExtractor::callFromTable(CallSite &Site, ValueId Callee) {
  Value V = Values[Callee];
  if (V.K == Value::Kind::Field && Unit.Strings.text(V.Name) == "second")
    V = Values[V.Operands[0]]; // of the pair that an iterator is at
  if (V.K != Value::Kind::ElementOf)
    return std::nullopt;
  std::vector<TableEntry> Entries;
  tableEntries(V.Operands[0], 0, 0, Entries);
  if (Entries.empty())
    return std::nullopt;
  std::vector<ValueId> Results;
  GuardId Outside = CurrentGuard;
  for (const TableEntry &Entry : Entries) {
    CurrentGuard = Outside;
    CurrentGuard =
        addGuard(Guard::Kind::Case, V.Operands.size() > 1 ? V.Operands[1] : 0, Entry.Tag);
    Results.push_back(invoke(Site, Entry.Callable));
  }
  CurrentGuard = Outside;
  return Values.choice(std::move(Results));
}

void FunctionExtractor::keepTable(Location At, ValueId Whole) {
  const Value &Field = Values[At.Member];
  if (At.Variable || Field.K != Value::Kind::Field ||
      Values[Field.Operands[0]].K != Value::Kind::This)
    return;
  StringId Name = Field.Name;
  auto Known =
      llvm::find_if(Facts.Stores, [&](const FieldStore &Store) { return Store.Field == Name; });
  if (Known == Facts.Stores.end())
    Facts.Stores.push_back({Name, Whole});
  else
    Known->What = Whole;
}

std::optional<ValueId> FunctionExtractor::lookUpInTable(const CallSite &Site) {
  if (!Site.ReceiverNode || Site.Arguments.empty() || !holdsCallables(Site.Receiver))
    return std::nullopt;
  if (Site.Type->isScalarType())
    return Values.derived({Site.Arguments.front()});
  return Values.add({Value::Kind::ElementOf, 0, 0, {Site.Receiver, Site.Arguments.front()}});
}

ValueId FunctionExtractor::tableValue(const VarDecl &Variable) {
  if (!Variable.hasGlobalStorage() || !Variable.getType().isConstant(Unit.Ast))
    return 0;
  const VarDecl *Defined = nullptr;
  const Expr *Initial = Variable.getAnyInitializer(Defined);
  if (!Initial || Initial->isValueDependent())
    return 0;
  unsigned Left = 50 * MaxTableEntries;
  if (!writesCallable(Initial, Left))
    return 0;
  ValueId Table = eval(Initial);
  return holdsCallables(Table) ? Table : 0;
}

ValueId FunctionExtractor::listValue(const VarDecl &Variable) {
  if (!Variable.getType().isConstant(Unit.Ast) || Variable.getType()->isScalarType())
    return 0;
  const Expr *Initial = Variable.getAnyInitializer();
  unsigned Left = 50 * MaxTableEntries;
  if (!Initial || Initial->isValueDependent() || !isWrittenOut(Initial, Left))
    return 0;
  ValueId List = eval(Initial);
  return Values[List].K == Value::Kind::List && !Values[List].Operands.empty() ? List : 0;
}

} // namespace nplus1
