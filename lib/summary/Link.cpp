#include "summary/Link.h"

#include "summary/rules/Rules.h"

#include "llvm/ADT/STLExtras.h"

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

/// A loop that has loaded a relation of all its rows, which remember it.
struct LoadedRows {
  LoopRef By;
  TermId Rows;
  std::string Path;
};

bool isRememberedByRow(const Program &P, const Access &A) {
  const Role *R = P.roleOf(A.How.What);
  return R && R->Cached == CacheScope::Object && P.event(A.How.What).K == Event::Kind::Load &&
         !A.Carried && !A.Invariant && !A.Path.empty();
}

/// for (row : rows) row.author(); for (row : rows) row.author();
bool isLoadedBefore(const Program &P, Terms &T, llvm::ArrayRef<LoadedRows> Loaded,
                    const Access &A) {
  if (!isRememberedByRow(P, A))
    return false;
  const TermId Rows = T.of(A.Root.Function, P.loop(A.Root).Range);
  return llvm::any_of(Loaded, [&](const LoadedRows &Earlier) {
    if (Earlier.By.Function != A.Root.Function || Earlier.Rows != Rows ||
        Earlier.Path != dotted(A.Path))
      return false;
    const Loop &Before = P.loop(Earlier.By), &Here = P.loop(A.Root);
    GuardId G = Here.Guard;
    while (G != None && G != Before.Guard)
      G = P.facts(A.Root.Function).Guards[G].Parent;
    return G == Before.Guard && Before.Parent == Here.Parent;
  });
}

void noteLoaded(const Program &P, Terms &T, const LoopAccesses &In, std::vector<LoadedRows> &Out) {
  const TermId Rows = T.of(In.Root.Function, P.loop(In.Root).Range);
  if (!Rows || !P.loop(In.Root).Exits.empty())
    return;
  for (const Access &A : In.All)
    if (isRememberedByRow(P, A) && !A.conditional())
      Out.push_back({In.Root, Rows, dotted(A.Path)});
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
    std::vector<LoadedRows> Loaded;
    for (auto &[Root, Accesses] : accessesOf(P, T, E, F, Rules.Opaque)) {
      LoopAccesses Loop;
      Loop.In = F;
      Loop.Root = Root;
      for (Access &A : Accesses)
        if (!unfoldsRecursion(A, F) && !isLoadedBefore(P, T, Loaded, A))
          Loop.All.push_back(std::move(A));
      noteLoaded(P, T, Loop, Loaded);
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
