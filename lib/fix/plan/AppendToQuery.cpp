#include "fix/plan/AppendToQuery.h"

#include "fix/plan/LoopSafety.h"
#include "fix/plan/RelationPaths.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

#include <algorithm>

namespace nplus1 {

namespace {

class Planner {
public:
  Planner(PlanContext &C, const std::vector<const LinkedFinding *> &Findings,
          const FixTemplate &Template)
      : C(C), Findings(Findings), Template(Template), Root(Findings.front()->Root),
        F(Root.Function), Loop(C.P.loop(Root)) {}

  PlanOrReason run();

private:
  bool no(std::string Why) {
    WhyNot = std::move(Why);
    return false;
  }
  void unsafe(std::string Why) {
    Plan.Change.Safety = FixSafety::Unsafe;
    Plan.Change.Why = std::move(Why);
  }
  void edit(FunctionId In, const Place &At, uint32_t From, uint32_t To, std::string Text) {
    Plan.Change.Edits = {{C.P.text(In, At.File), From, To - From, std::move(Text)}};
  }

  bool rangeTakesEagerLoad() const;
  bool appendToRange();
  bool appendToSource();
  bool appendToVariable(FunctionId In, const Variable &Named);
  const Variable *variableThatKeepsRows(EventRef Query) const;
  void gradeSource(EventRef Query, const RowSource &Source);
  bool refinedBy(const std::vector<std::string> &Methods) const;
  bool hasOption(const Access &A) const;

  PlanContext &C;
  const std::vector<const LinkedFinding *> &Findings;
  const FixTemplate &Template;
  LoopRef Root;
  FunctionId F;
  const nplus1::Loop &Loop;
  std::vector<std::string> Paths;
  std::string Call;
  std::string WhyNot;
  FixPlan Plan;
};

/// What the loop runs over is a query still: its class has an eager load.
bool Planner::rangeTakesEagerLoad() const {
  const Profile *Orm = C.P.profileOf(Findings.front()->Accesses.front().How.What);
  const std::string &Class = C.P.text(F, Loop.RangeClass);
  return Orm && llvm::any_of(Orm->Roles, [&](const Role &R) {
           return R.Kind == RoleKind::Eager && R.At == Role::EagerAt::Query &&
                  llvm::any_of(R.Pattern.Names, [&](llvm::StringRef Name) {
                    return Name.rsplit("::").first == Class;
                  });
         });
}

/// A loop that evaluates its range once takes the call there. Others ask the query
/// again at every turn, so it goes to where the query is made.
bool Planner::appendToRange() {
  if (C.isTemplate(F))
    return no("the loop is in a template");
  if (!Loop.RangePlace.isValid() || Loop.RangePlace.InMacro)
    return no("what the loop runs over is not written where it could be changed");
  bool Once = Loop.K == nplus1::Loop::Kind::RangeFor || Loop.K == nplus1::Loop::Kind::Macro;
  const Variable *Named =
      Loop.RangeVariable != None ? &C.P.facts(F).Variables[Loop.RangeVariable] : nullptr;
  if (Once && !(Named && !Named->Reassigned && Named->Initializer.isValid() &&
                !Named->Initializer.InMacro)) {
    edit(F, Loop.RangePlace, Loop.RangePlace.end(), Loop.RangePlace.end(), Call);
    return true;
  }
  return Named ? appendToVariable(F, *Named)
               : no("the query is made where it could not be followed to");
}

/// Puts the call where \p Named gets its value.
bool Planner::appendToVariable(FunctionId In, const Variable &Named) {
  if (Named.Reassigned)
    return no("the query is made where it could not be followed to");
  if (Named.Initializer.isValid() && !Named.Initializer.InMacro)
    edit(In, Named.Initializer, Named.Initializer.end(), Named.Initializer.end(), Call);
  else if (Named.Declaration.isValid() && !Named.Declaration.InMacro &&
           !Named.Initializer.isValid() && !Named.IsParameter)
    edit(In, Named.Declaration, Named.Declaration.end(), Named.Declaration.end(),
         " = " + C.P.text(In, Named.TypeText) + "()" + Call);
  else
    return no("the query is made where it could not be followed to");
  return true;
}

/// The local variable that \p Query is asked of; null if there is none, or if the
/// name is not clear.
const Variable *Planner::variableThatKeepsRows(EventRef Query) const {
  const FunctionFacts &Home = C.P.facts(Query.Function);
  std::string Name = C.text(Query.Function, C.P.event(Query).ReceiverPlace);
  const Variable *Found = nullptr;
  for (const Variable &V : Home.Variables)
    if (C.P.text(Query.Function, V.Name) == Name) {
      if (Found)
        return nullptr;
      Found = &V;
    }
  return Found;
}

/// The rows were fetched before the loop, perhaps in another function: the call
/// goes in front of the one that fetches them.
bool Planner::appendToSource() {
  const std::vector<RowSource> &Sources = Findings.front()->Sources;
  // What was only built here has no query of its own.
  if (Sources.empty() || !Sources.front().Query.isValid() ||
      llvm::any_of(Sources, [&](const RowSource &S) {
        return S.K != RowSource::Kind::Query || S.Query != Sources.front().Query;
      }))
    return no("the rows come from where they could not be followed to, or from several queries");
  EventRef Query = Sources.front().Query;
  const Event &E = C.P.event(Query);
  const FunctionFacts &Home = C.P.facts(Query.Function);
  if (Home.Instance)
    return no("the query is in a template");
  if (!E.Where.isValid() || E.Where.InMacro || E.ReceiverPlace.InMacro)
    return no("the query is written in a macro");
  const Role *R = C.P.roleOf(Query);
  if (R && R->Key.K == Operand::Kind::Receiver) {
    // The rows stay in the object that is asked, and iterators point into it: it
    // must be the same one at every place.
    const Variable *Kept = variableThatKeepsRows(Query);
    if (!Kept)
      return no("the query is made where it could not be followed to");
    if (!appendToVariable(Query.Function, *Kept))
      return false;
  } else if (E.ReceiverPlace.isValid() && E.ReceiverPlace.Offset >= E.Where.Offset &&
             E.ReceiverPlace.end() < E.Where.end()) {
    // "q->get()" becomes "q->with(x).get()": what an eager load returns is an
    // object, whatever it was asked of.
    const std::string &File = C.P.text(Query.Function, E.Where.File);
    std::string Rest = C.textAt(File, E.ReceiverPlace.end(), E.Where.end() - E.ReceiverPlace.end());
    size_t Access = Rest.find(E.ReceiverArrow ? "->" : ".");
    if (Access == std::string::npos || !llvm::StringRef(Call).starts_with("."))
      return no("the query is not written as a chain of calls");
    uint32_t From = E.ReceiverPlace.end() + Access;
    edit(Query.Function, E.Where, From, From + (E.ReceiverArrow ? 2 : 1),
         (E.ReceiverArrow ? "->" + Call.substr(1) : Call) + ".");
  } else if (!E.ReceiverPlace.isValid() && E.ArgumentPlaces.empty() &&
             !Template.StaticExpression.empty() && Paths.size() == 1) {
    edit(Query.Function, E.Where, E.Where.Offset, E.Where.end(),
         filled(Template.StaticExpression,
                {{"paths", Paths.front()}, {"entity", C.P.text(Query.Function, E.EntityText)}}));
  } else {
    return no("the query is made where it could not be followed to");
  }
  gradeSource(Query, Sources.front());
  return true;
}

/// Whether everything that runs the query runs the loop, too.
void Planner::gradeSource(EventRef Query, const RowSource &Source) {
  const FunctionFacts &Home = C.P.facts(Query.Function);
  GuardId At = C.P.event(Query).Guard;
  if (Query.Function != F) {
    const auto &Callers = C.P.functions()[Query.Function].Callers;
    if (!Home.Internal || Callers.size() != 1 || Callers.front().Function != F)
      return unsafe("whatever else calls '" + C.P.text(Query.Function, Home.Name) +
                    "' pays for the eager load, too");
    if (At != None)
      return unsafe("the query runs under a condition of its own");
    At = C.P.event(Callers.front()).Guard;
  }
  if (!Source.Through.empty() && Query.Function == F)
    return unsafe("the rows are passed on to the loop, and may go elsewhere, too");
  bool Conditional = Loop.Guard != At;
  for (const LinkedFinding *Found : Findings)
    for (const Access &A : Found->Accesses)
      Conditional |= isConditional(C, A);
  if (Conditional && !Template.AddsNoQuery)
    unsafe("the relation is needed under a condition, and where it does not hold, one query runs "
           "for nothing");
}

/// Whether the query was refined by one of \p Methods.
bool Planner::refinedBy(const std::vector<std::string> &Methods) const {
  bool Found = false;
  C.T.visit(C.T.of(F, Loop.Range), [&](TermId Id) {
    Found |= C.T[Id].K == Value::Kind::Refined && llvm::is_contained(Methods, C.T.name(Id));
    return !Found;
  });
  return Found;
}

/// Whether a relation on the way carries the option that makes the fix unsafe.
bool Planner::hasOption(const Access &A) const {
  const UnitFacts &Unit = C.P.unit(F);
  std::string Owner = Loop.Element ? C.P.text(F, Loop.Element) : std::string();
  for (const PathStep &Step : A.Path) {
    for (const auto &[Relation, Text] : Unit.RelationOptions)
      if (llvm::StringRef(Text).contains(Template.UnsafeIfOption) &&
          (Relation == Owner + "." + Step.Name ||
           (Owner.empty() && llvm::StringRef(Relation).ends_with("." + Step.Name))))
        return true;
    Owner =
        Step.By.isValid() ? C.P.text(Step.By.Function, C.P.event(Step.By).Entity) : std::string();
  }
  return false;
}

PlanOrReason Planner::run() {
  if (Findings.front()->In != F)
    return PlanOrReason::no("the loop is in another function than its body");
  Paths = relationPaths(C, Findings, Template);
  Call = llvm::join(withPaths(Template.Expression, Paths, Template), "");
  Plan.Change.Shape = Template.Shape;
  Plan.Change.Safety = FixSafety::Safe;
  Plan.Change.Title = "append " + Call + " to the query";
  if (!(rangeTakesEagerLoad() ? appendToRange() : appendToSource()))
    return PlanOrReason::no(WhyNot);

  if (!Template.SafeIfRefinedBy.empty() && !refinedBy(Template.SafeIfRefinedBy))
    unsafe(Template.SafeIfRefinedWhy);
  for (const LinkedFinding *Found : Findings)
    for (const Access &A : Found->Accesses)
      if (!Template.UnsafeIfOption.empty() && hasOption(A))
        unsafe(Template.UnsafeWhy);
  for (const std::string &Header : Template.Includes)
    Plan.Headers.push_back({Plan.Change.Edits.front().File, Header});
  for (const LinkedFinding *Found : Findings)
    Plan.QueriesSaved += Found->What.Queries.PerRow;
  return {std::move(Plan), {}};
}

} // namespace

PlanOrReason planAppendToQuery(PlanContext &C, const std::vector<const LinkedFinding *> &Findings,
                               const FixTemplate &Template) {
  return Planner(C, Findings, Template).run();
}

} // namespace nplus1
