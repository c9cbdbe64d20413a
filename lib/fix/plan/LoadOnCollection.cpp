#include "fix/plan/LoadOnCollection.h"

#include "fix/plan/LoopRows.h"
#include "fix/plan/LoopSafety.h"
#include "fix/plan/LoopTexts.h"
#include "fix/plan/RelationPaths.h"
#include "fix/plan/Statements.h"

#include "llvm/ADT/StringExtras.h"

namespace nplus1 {

namespace {

/// The plan whose statement in front of the loop is made by \p Template, {rows}
/// still in it.
PlanOrReason planStatement(PlanContext &C, const std::vector<const LinkedFinding *> &Findings,
                           const FixTemplate &Template, const std::string &Statement) {
  LoopRef Root = Findings.front()->Root;
  FunctionId F = Root.Function;
  if (Findings.front()->In != F)
    return PlanOrReason::no("the loop is in another function than its body");
  if (C.isTemplate(F))
    return PlanOrReason::no("the loop is in a template");
  if (!frontOf(C, Root))
    return PlanOrReason::no("there is no place for a statement before the loop");
  if (rangeText(C, Root).empty())
    return PlanOrReason::no("what the loop runs over is not written where it could be named");
  if (changesRows(C, Root))
    return PlanOrReason::no("the loop changes the rows that it runs over");
  std::string WhyNot;
  std::set<std::string> Taken;
  auto Rows = nameRows(C, Root, {F}, Taken, WhyNot);
  if (!Rows)
    return PlanOrReason::no(WhyNot);

  FixPlan Plan;
  Plan.Change.Shape = Template.Shape;
  Plan.Change.Safety = FixSafety::Safe;
  std::string Call = filled(Statement, {{"rows", Rows->Name}});
  Plan.Change.Title = "load once for all rows, before the loop";
  for (const LinkedFinding *Found : Findings)
    for (const Access &A : Found->Accesses)
      if (isConditional(C, A)) {
        Plan.Change.Safety = FixSafety::Unsafe;
        Plan.Change.Why = "the loop needs the relation for some rows only, and where no row does, "
                          "one query runs for nothing";
      }
  if (writesInLoop(C.P, Root)) {
    Plan.Change.Safety = FixSafety::Unsafe;
    Plan.Change.Why = "the loop writes to the database, and what was loaded before a write is not "
                      "loaded again after it";
  }
  std::string Before = Call + "\n";
  if (!Rows->Declaration.empty()) {
    // What is loaded is put into the rows.
    std::string Declaration = Rows->Declaration;
    if (Declaration.rfind("const ", 0) == 0)
      Declaration.erase(0, strlen("const "));
    Before = Declaration + "\n" + Before;
  }
  Plan.Change.Edits = Rows->Front.edits(C, Root, Before);
  if (Rows->InHeader)
    Plan.Change.Edits.push_back(*Rows->InHeader);
  for (const std::string &Header : Template.Includes)
    Plan.Headers.push_back({Rows->Front.File, Header});
  for (const LinkedFinding *Found : Findings)
    Plan.QueriesSaved += Found->What.Queries.PerRow;
  C.reserve({F}, Taken);
  return {std::move(Plan), {}};
}

} // namespace

PlanOrReason planLoadOnCollection(PlanContext &C,
                                  const std::vector<const LinkedFinding *> &Findings,
                                  const FixTemplate &Template) {
  std::vector<std::string> Paths = relationPaths(C, Findings, Template);
  return planStatement(C, Findings, Template,
                       llvm::join(withPaths(Template.Statement, Paths, Template), "\n"));
}

PlanOrReason planLoadInstead(PlanContext &C, const LinkedFinding &Found,
                             const FixTemplate &Template) {
  const Access &A = Found.Accesses.front();
  const Event &E = C.P.event(A.How.What);
  FunctionId F = Found.Root.Function;
  if (A.How.What.Function != F || A.How.Chain.size() != 1 ||
      C.text(F, E.ReceiverPlace) != rowName(C, Found.Root))
    return PlanOrReason::no("the prefetch is not one of the loop's own row");
  auto Removed = removedStatement(C, F, E.Where);
  if (!Removed || E.ArgumentPlaces.empty() || E.ArgumentPlaces.front().InMacro)
    return PlanOrReason::no("the prefetch is not a statement of its own");
  std::string Paths;
  for (const Place &Argument : E.ArgumentPlaces)
    Paths += (Paths.empty() ? "" : ", ") + C.text(F, Argument);
  auto Front = frontOf(C, Found.Root);
  if (!Front)
    return PlanOrReason::no("there is no place for a statement before the loop");
  if (!visibleAt(C, Found.Root, *Front, Paths) ||
      freeIdentifiers(Paths).count(rowName(C, Found.Root)))
    return PlanOrReason::no("the prefetch names a variable of the loop");
  PlanOrReason Made =
      planStatement(C, {&Found}, Template, filled(Template.Statement, {{"paths", Paths}}));
  if (Made.Plan)
    Made.Plan->Change.Edits.push_back(std::move(*Removed));
  return Made;
}

} // namespace nplus1
