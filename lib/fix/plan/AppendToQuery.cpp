#include "fix/plan/AppendToQuery.h"

#include "llvm/ADT/StringRef.h"

#include <algorithm>

namespace nplus1 {

namespace {

/// The classes that the ORM's eager loads at the query are methods of.
bool takesEagerLoad(const Profile &Orm, const std::string &Class) {
  for (const Role &R : Orm.Roles)
    if (R.Kind == RoleKind::Eager && R.At == Role::EagerAt::Query)
      for (const std::string &Name : R.Pattern.Names)
        if (llvm::StringRef(Name).rsplit("::").first == Class)
          return true;
  return false;
}

/// The paths that \p Found is about: its own or, for a generic key, those of its
/// branches.
std::vector<std::vector<std::string>> pathsOf(const LinkedFinding &Found) {
  if (Found.What.Types.empty())
    return {Found.What.Path};
  std::vector<std::vector<std::string>> Paths;
  for (const Access &A : Found.Accesses) {
    Paths.emplace_back();
    for (const PathStep &Step : A.Path)
      Paths.back().push_back(Step.Name);
  }
  return Paths;
}

/// {paths}: every path, its prefixes first where the ORM wants them listed.
std::string spelledPaths(const std::vector<const LinkedFinding *> &Findings,
                         const FixTemplate &Template) {
  std::vector<std::string> Items;
  for (const LinkedFinding *Found : Findings)
    for (const std::vector<std::string> &Steps : pathsOf(*Found)) {
      std::string Path;
      for (size_t I = 0; I < Steps.size(); ++I) {
        Path += (I ? Template.PathSeparator : std::string()) + Steps[I];
        if (!Template.PathPrefixes && I + 1 < Steps.size())
          continue;
        std::string Item = filled(Template.PathItem, {{"path", Path}});
        if (std::find(Items.begin(), Items.end(), Item) == Items.end())
          Items.push_back(Item);
      }
    }
  std::string Result;
  for (const std::string &Item : Items)
    Result += (Result.empty() ? "" : Template.PathJoin) + Item;
  return Result;
}

/// Whether a query was refined by one of \p Methods.
bool refinedBy(const PlanContext &C, TermId Query, const std::vector<std::string> &Methods) {
  bool Found = false;
  C.T.visit(Query, [&](TermId Id) {
    Found |= C.T[Id].K == Value::Kind::Refined &&
             std::find(Methods.begin(), Methods.end(), C.T.name(Id)) != Methods.end();
    return !Found;
  });
  return Found;
}

/// The option text of a relation on the way that makes the fix unsafe.
bool hasOption(const PlanContext &C, const Access &A, const std::string &Option) {
  const UnitFacts &Unit = C.P.unit(A.Root.Function);
  std::string Owner = C.P.loop(A.Root).Element ? C.P.text(A.Root.Function, C.P.loop(A.Root).Element)
                                               : std::string();
  for (const PathStep &Step : A.Path) {
    for (const auto &[Relation, Text] : Unit.RelationOptions)
      if (llvm::StringRef(Text).contains(Option) &&
          (Relation == Owner + "." + Step.Name ||
           (Owner.empty() && llvm::StringRef(Relation).ends_with("." + Step.Name))))
        return true;
    Owner =
        Step.By.isValid() ? C.P.text(Step.By.Function, C.P.event(Step.By).Entity) : std::string();
  }
  return false;
}

} // namespace

PlanOrReason planAppendToQuery(PlanContext &C, const std::vector<const LinkedFinding *> &Findings,
                               const FixTemplate &Template) {
  const LinkedFinding &First = *Findings.front();
  const Loop &L = C.P.loop(First.Root);
  FunctionId F = First.Root.Function;
  const Profile *Orm = C.P.profileOf(First.Accesses.front().How.What);
  if (First.In != F)
    return PlanOrReason::no("the loop is in another function than its body");
  if (!Orm || !takesEagerLoad(*Orm, C.P.text(F, L.RangeClass)))
    return PlanOrReason::no("the rows were fetched before the loop, where they are not a query");
  if (C.P.facts(F).Instance)
    return PlanOrReason::no("the loop is in a template");
  if (!L.RangePlace.isValid() || L.RangePlace.InMacro)
    return PlanOrReason::no("what the loop runs over is not written where it could be changed");

  std::string Call = filled(Template.Expression, {{"paths", spelledPaths(Findings, Template)}});
  FixPlan Plan;
  Plan.Change.Shape = Template.Shape;
  Plan.Change.Safety = FixSafety::Safe;
  Plan.Change.Title = "append " + Call + " to the query";

  // A loop that evaluates its range once takes the call there. Others ask the
  // query again at every turn, so it goes to where the query is made.
  bool Once = L.K == Loop::Kind::RangeFor || L.K == Loop::Kind::Macro;
  const Variable *Named =
      L.RangeVariable != None ? &C.P.facts(F).Variables[L.RangeVariable] : nullptr;
  Place At;
  std::string Text = Call;
  if (Named && !Named->Reassigned && Named->Initializer.isValid() && !Named->Initializer.InMacro) {
    At = Named->Initializer;
    At.Offset = At.end();
    At.Length = 0;
  } else if (Once) {
    At = L.RangePlace;
    At.Offset = At.end();
    At.Length = 0;
  } else if (Named && !Named->Reassigned && Named->Declaration.isValid() &&
             !Named->Declaration.InMacro && !Named->Initializer.isValid()) {
    At = Named->Declaration;
    At.Offset = At.end();
    At.Length = 0;
    Text = " = " + C.P.text(F, Named->TypeText) + "()" + Call;
  } else {
    return PlanOrReason::no("the query is made where it could not be followed to");
  }
  Plan.Change.Edits = {{C.P.text(F, At.File), At.Offset, 0, Text}};

  TermId Range = C.T.of(F, L.Range);
  if (!Template.SafeIfRefinedBy.empty() && !refinedBy(C, Range, Template.SafeIfRefinedBy)) {
    Plan.Change.Safety = FixSafety::Unsafe;
    Plan.Change.Why = Template.SafeIfRefinedWhy;
  }
  for (const LinkedFinding *Found : Findings)
    for (const Access &A : Found->Accesses)
      if (!Template.UnsafeIfOption.empty() && hasOption(C, A, Template.UnsafeIfOption)) {
        Plan.Change.Safety = FixSafety::Unsafe;
        Plan.Change.Why = Template.UnsafeWhy;
      }
  for (const std::string &Header : Template.Includes)
    Plan.Headers.push_back({C.P.text(F, At.File), Header});
  for (const LinkedFinding *Found : Findings)
    Plan.QueriesSaved += Found->What.Queries.PerRow;
  return {std::move(Plan), {}};
}

} // namespace nplus1
