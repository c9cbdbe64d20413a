#include "fix/plan/PlanFixes.h"

#include "fix/plan/AppendToQuery.h"
#include "fix/plan/Hoist.h"
#include "fix/plan/IdentityMapBatch.h"
#include "fix/plan/LoadOnCollection.h"
#include "fix/plan/MapLookup.h"
#include "fix/plan/RemovePrefetch.h"

#include "llvm/ADT/StringRef.h"

#include <algorithm>

namespace nplus1 {

namespace {

constexpr llvm::StringLiteral PrefetchRule = "nplus1-prefetch-in-loop";

using Rewriter = PlanOrReason (*)(PlanContext &, const std::vector<const LinkedFinding *> &,
                                  const FixTemplate &);

Rewriter rewriterFor(const std::string &Shape) {
  if (Shape == "append-to-query")
    return planAppendToQuery;
  if (Shape == "map-lookup")
    return planMapLookup;
  if (Shape == "identity-map-batch")
    return planIdentityMapBatch;
  if (Shape == "load-on-collection")
    return planLoadOnCollection;
  return nullptr;
}

/// Rules whose findings are loads per row, which one combined edit can serve.
bool isLoadPerRow(const LinkedFinding &Found) {
  const std::string &Rule = Found.What.Rule;
  return Found.Root.isValid() && !Found.Accesses.empty() &&
         (Rule == "nplus1-lazy-relation" || Rule == "nplus1-query-in-loop" ||
          Rule == "nplus1-generic-key" ||
          (Rule == "nplus1-count-in-loop" && !Found.What.Path.empty()));
}

/// Rules whose findings one query for all rows answers.
bool isOneQuery(const LinkedFinding &Found) {
  return isLoadPerRow(Found) || Found.What.Rule == "nplus1-count-in-loop";
}

/// The plan for a finding of a rule whose findings stand alone.
PlanOrReason planAlone(PlanContext &C, const LinkedFinding &Found) {
  const std::string &Rule = Found.What.Rule;
  PlanOrReason None = PlanOrReason::no("there is no automatic fix for this rule");
  if (Found.Accesses.empty())
    return None;
  if (Rule == "nplus1-invariant-query")
    return planHoist(C, Found);
  if (Rule == "nplus1-unused-prefetch")
    return planRemoval(C, Found);
  if (Rule == PrefetchRule) {
    for (const FixTemplate *Template : C.templatesFor(Found.Accesses.front()))
      if (Template->Shape == "load-on-collection")
        return planLoadInstead(C, Found, *Template);
    return PlanOrReason::no("the ORM has no prefetch for a whole collection");
  }
  return None;
}

/// The plan among \p Plans that moves a prefetch of what \p Found reads out of its
/// loop; null if there is none.
FixPlan *planThatLoads(const Program &P, const LinkedFinding &Found, const LinkResult &Linked,
                       std::vector<FixPlan> &Plans) {
  for (FixPlan &Plan : Plans) {
    const LinkedFinding &Served = Linked.Findings[Plan.Findings.front()];
    if (Served.What.Rule == PrefetchRule && Served.Root == Found.Root &&
        covers(P, Served.Accesses.front().How.What, dotted(Found.Accesses.back().Path)))
      return &Plan;
  }
  return nullptr;
}

/// The code that the ORM has for loading what \p Found loads with one query; empty if
/// its profile does not say.
std::string codeByHand(PlanContext &C, const LinkedFinding &Found) {
  std::string Code;
  std::set<std::string> Entities;
  for (const Access &A : Found.Accesses) {
    const Event &E = C.P.event(A.How.What);
    std::string Entity = C.P.text(A.How.What.Function, E.EntityText ? E.EntityText : E.Entity);
    bool IsWanted = &A == &Found.Accesses.back() || !Found.What.Types.empty();
    if (!IsWanted || !Entities.insert(Entity).second)
      continue;
    for (const FixTemplate *Template : C.templatesFor(A)) {
      bool Fills = !Entity.empty() || !llvm::StringRef(Template->Expression).contains("{entity}");
      if (Template->Shape != "by-hand" || !Fills)
        continue;
      Code += (Code.empty() ? "" : "; ") + filled(Template->Expression, {{"entity", Entity}});
      break;
    }
  }
  return Code;
}

/// What a person should do where no rewriter applies: \p ByHand, if that is known, or
/// what the ORM has for it.
Fix adviceFor(PlanContext &C, const LinkedFinding &Found, std::string Why,
              std::string ByHand = {}) {
  Fix Advice;
  Advice.Safety = FixSafety::Manual;
  Advice.Shape = "none";
  const std::string &Rule = Found.What.Rule;
  if (Rule == "nplus1-invariant-query")
    Advice.Title = "run the query once, before the loop";
  else if (Rule == "nplus1-recursive-load")
    Advice.Title = "load level by level, one query for all nodes of a level";
  else if (Rule == "nplus1-prefetch-in-loop")
    Advice.Title = "prefetch once for all rows, before the loop";
  else if (Rule == "nplus1-unused-prefetch")
    Advice.Title = "take out the prefetch";
  else if (Rule == "nplus1-count-in-loop")
    Advice.Title = "count all rows with one grouped query before the loop";
  else if (Rule == "nplus1-generic-key")
    Advice.Title = "load the targets of all rows before the loop, one query per type";
  else
    Advice.Title = "load what the loop needs with one query before it";
  if (ByHand.empty() && isOneQuery(Found))
    ByHand = codeByHand(C, Found);
  if (!ByHand.empty())
    Advice.Title += ": " + ByHand;
  Advice.Why = std::move(Why);
  return Advice;
}

} // namespace

std::vector<FixPlan> planFixes(const Program &P, LinkResult &Linked, llvm::vfs::FileSystem &Files) {
  PlanContext C(P, *Linked.Values, Files);
  std::vector<FixPlan> Plans;

  auto PlanOne = [&](size_t I) {
    LinkedFinding &Found = Linked.Findings[I];
    PlanOrReason Made = planAlone(C, Found);
    Found.What.Remedy = Made.Plan ? Made.Plan->Change : adviceFor(C, Found, Made.WhyNot);
    if (!Made.Plan)
      return;
    Made.Plan->Findings = {I};
    Plans.push_back(std::move(*Made.Plan));
  };
  // What loads the relation of every row anyhow comes first: its fix serves the
  // reads of that relation, too.
  for (size_t I = 0; I < Linked.Findings.size(); ++I)
    if (Linked.Findings[I].What.Rule == PrefetchRule)
      PlanOne(I);

  // Findings of one loop become one plan, so that they do not get in each
  // other's way: several relations, one edit.
  std::map<std::pair<LoopRef, FunctionId>, std::vector<size_t>> Groups;
  for (size_t I = 0; I < Linked.Findings.size(); ++I) {
    LinkedFinding &Found = Linked.Findings[I];
    if (!isLoadPerRow(Found)) {
      if (Found.What.Rule != PrefetchRule)
        PlanOne(I);
    } else if (FixPlan *Serving = planThatLoads(P, Found, Linked, Plans)) {
      Serving->Findings.push_back(I);
      Found.What.Remedy = Serving->Change;
    } else {
      Groups[{Found.Root, Found.In}].push_back(I);
    }
  }

  for (auto &[Key, Members] : Groups) {
    std::string WhyNot = "the ORM's profile has no fix for it", ByHand;
    auto Try = [&](const std::vector<size_t> &Indices) {
      std::vector<const LinkedFinding *> Together;
      for (size_t I : Indices)
        Together.push_back(&Linked.Findings[I]);
      for (const FixTemplate *Template : C.templatesFor(Together.front()->Accesses.back())) {
        Rewriter Rewrite = rewriterFor(Template->Shape);
        // One plan, one way to do it: every finding must allow this template.
        bool ForAll = std::all_of(Together.begin(), Together.end(), [&](const auto *Found) {
          auto Mine = C.templatesFor(Found->Accesses.back());
          return std::find(Mine.begin(), Mine.end(), Template) != Mine.end();
        });
        if (!Rewrite || !ForAll)
          continue;
        PlanOrReason Made = Rewrite(C, Together, *Template);
        if (!Made.Plan) {
          WhyNot = Made.WhyNot;
          ByHand = Made.ByHand;
          continue;
        }
        Made.Plan->Findings = Indices;
        for (size_t I : Indices) {
          Finding &What = Linked.Findings[I].What;
          What.Remedy = Made.Plan->Change;
          if (Template->AddsNoQuery)
            What.Queries.After = "1";
        }
        Plans.push_back(std::move(*Made.Plan));
        return true;
      }
      return false;
    };
    if (Try(Members))
      continue;
    for (size_t I : Members)
      if (Members.size() == 1 || !Try({I}))
        Linked.Findings[I].What.Remedy = adviceFor(C, Linked.Findings[I], WhyNot, ByHand);
  }
  return Plans;
}

} // namespace nplus1
