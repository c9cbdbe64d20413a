#include "summary/Link.h"

#include "summary/rules/Rules.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace nplus1 {

namespace {

/// Recursion unfolded: the chain runs through one call twice. The rule about
/// recursion speaks of it.
bool unfoldsRecursion(const Access &A, FunctionId F) {
  std::set<EventRef> Seen;
  for (size_t I = 0; I < A.How.Chain.size(); ++I)
    if (!Seen.insert(A.How.Chain[I]).second ||
        (I > 0 && A.How.Chain[I].Function == F && !A.How.SuppliedHere))
      return true;
  return false;
}

/// Loops of \p F in which something runs that could not be followed.
void noteOpaqueLoops(const Program &P, Effects &E, FunctionId F, std::set<LoopRef> &Out) {
  const FunctionFacts &Facts = P.facts(F);
  for (LoopId L = 0; Facts.Cut && L < Facts.Loops.size(); ++L)
    Out.insert({F, L});
  for (EventId Id = 0; Id < Facts.Events.size(); ++Id)
    if (LoopId Around = Facts.Events[Id].Loop; Around != None && E.isCut({F, Id}))
      for (; Around != None; Around = Facts.Loops[Around].Parent)
        Out.insert({F, Around});
}

} // namespace

LinkResult link(const Program &P) {
  LinkResult Result;
  Result.Values = std::make_shared<Terms>(P);
  Terms &T = *Result.Values;
  Effects E(P, T);
  RuleContext Rules(P, T, E);

  for (FunctionId F = 0; F < P.functions().size(); ++F) {
    Result.LoopsChecked += P.facts(F).Loops.size();
    noteOpaqueLoops(P, E, F, Rules.Opaque);
    for (auto &[Root, Accesses] : accessesOf(P, T, E, F)) {
      LoopAccesses Loop;
      Loop.In = F;
      Loop.Root = Root;
      for (Access &A : Accesses)
        if (!unfoldsRecursion(A, F))
          Loop.All.push_back(std::move(A));
      Loop.Taken.assign(Loop.All.size(), 0);
      findGenericKeys(Rules, Loop);
      findPrefetchesInLoops(Rules, Loop);
      findWalks(Rules, Loop);
      findPaths(Rules, Loop);
      findInvariantQueries(Rules, Loop);
    }
    findRecursiveLoads(Rules, F);
    findUnusedPrefetches(Rules, F);
  }
  Result.LoopsOpaque = Rules.Opaque.size();

  auto Key = [](const LinkedFinding &F) {
    return std::tie(F.What.Location, F.What.Loop, F.What.Rule, F.What.Path, F.What.Message);
  };
  std::sort(Rules.Found.begin(), Rules.Found.end(),
            [&](const LinkedFinding &A, const LinkedFinding &B) { return Key(A) < Key(B); });
  for (LinkedFinding &Found : Rules.Found) {
    bool Again = std::any_of(
        Result.Findings.rbegin(), Result.Findings.rend(), [&](const LinkedFinding &Old) {
          return Old.What.Location == Found.What.Location && Old.What.Loop == Found.What.Loop &&
                 Old.What.Rule == Found.What.Rule && Old.What.Path == Found.What.Path;
        });
    if (!Again)
      Result.Findings.push_back(std::move(Found));
  }
  return Result;
}

} // namespace nplus1
