#include "fix/plan/PlanFixes.h"

#include "fix/plan/AppendToQuery.h"
#include "fix/plan/MapLookup.h"

#include <algorithm>

namespace nplus1 {

namespace {

using Rewriter = PlanOrReason (*)(PlanContext &, const std::vector<const LinkedFinding *> &,
                                  const FixTemplate &);

Rewriter rewriterFor(const std::string &Shape) {
  if (Shape == "append-to-query")
    return planAppendToQuery;
  if (Shape == "map-lookup")
    return planMapLookup;
  return nullptr;
}

/// Rules whose findings are loads per row, which one combined edit can serve.
bool isLoadPerRow(const LinkedFinding &Found) {
  const std::string &Rule = Found.What.Rule;
  return Found.Root.isValid() && !Found.Accesses.empty() &&
         (Rule == "nplus1-lazy-relation" || Rule == "nplus1-query-in-loop" ||
          Rule == "nplus1-generic-key");
}

/// What a person should do where no rewriter applies.
Fix adviceFor(const LinkedFinding &Found, std::string Why) {
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
  else if (Rule == "nplus1-count-in-loop")
    Advice.Title = "count all rows with one grouped query before the loop";
  else if (Rule == "nplus1-unused-prefetch")
    Advice.Title = "take the relation out of the eager load";
  else if (Rule == "nplus1-generic-key")
    Advice.Title = "load the targets of all rows before the loop, one query per type";
  else
    Advice.Title = "load what the loop needs with one query before it";
  Advice.Why = std::move(Why);
  return Advice;
}

} // namespace

std::vector<FixPlan> planFixes(const Program &P, LinkResult &Linked, llvm::vfs::FileSystem &Files) {
  PlanContext C(P, *Linked.Values, Files);
  std::vector<FixPlan> Plans;

  // Findings of one loop become one plan, so that they do not get in each
  // other's way: several relations, one edit.
  std::map<std::pair<LoopRef, FunctionId>, std::vector<size_t>> Groups;
  for (size_t I = 0; I < Linked.Findings.size(); ++I) {
    LinkedFinding &Found = Linked.Findings[I];
    if (isLoadPerRow(Found))
      Groups[{Found.Root, Found.In}].push_back(I);
    else
      Found.What.Remedy = adviceFor(Found, "there is no automatic fix for this rule");
  }

  for (auto &[Key, Members] : Groups) {
    std::string WhyNot = "the ORM's profile has no fix for it";
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
        Linked.Findings[I].What.Remedy = adviceFor(Linked.Findings[I], WhyNot);
  }
  return Plans;
}

} // namespace nplus1
