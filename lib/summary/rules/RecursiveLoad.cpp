//===- RecursiveLoad.cpp - nplus1-recursive-load --------------------------===//
#include "summary/rules/Rules.h"

#include <algorithm>

namespace nplus1 {

namespace {

bool isLoadByKey(Event::Kind K) { return K == Event::Kind::Load || K == Event::Kind::Find; }

} // namespace

/// while (node) node = node->parent();
void findWalks(RuleContext &C, LoopAccesses &Loop) {
  for (size_t I = 0; I < Loop.All.size(); ++I) {
    const Access &A = Loop.All[I];
    if (Loop.Taken[I] || !A.Carried || !isLoadByKey(C.P.event(A.How.What).K) || A.conditional())
      continue;
    Loop.Taken[I] = 1;
    Judgement J = C.Judges(Loop.In, A);
    if (J.What == Judgement::Verdict::Quiet)
      continue;
    J.Level = Confidence::Likely;
    LinkedFinding Found = C.make("nplus1-recursive-load", Loop, A, std::move(J));
    const Event &E = C.P.event(A.How.What);
    if (E.Relation)
      Found.What.Path = {C.P.text(A.How.What.Function, E.Relation)};
    Found.What.Queries = cost(Found, 1, 0);
    Found.What.Queries.Before = "N";
    Found.What.Queries.After.clear();
    Found.What.Message = "each step of this walk loads the next row by a query of its own";
    Found.Accesses.push_back(A);
    C.Found.push_back(std::move(Found));
  }
}

/// void show(Node n) { for (child : n.children()) show(child); }
void findRecursiveLoads(RuleContext &C, FunctionId F) {
  if (!C.E.isRecursive(F))
    return;
  const FunctionFacts &Facts = C.P.facts(F);
  for (EventId Id = 0; Id < Facts.Events.size(); ++Id) {
    const Event &E = Facts.Events[Id];
    if (E.K != Event::Kind::Load && E.K != Event::Kind::Find && E.K != Event::Kind::Rows)
      continue;
    // What it loads is handed to a call that leads back here.
    for (EventId Other = 0; Other < Facts.Events.size(); ++Other) {
      const Event &Call = Facts.Events[Other];
      if (Call.K != Event::Kind::Call)
        continue;
      auto Targets = C.P.targets({F, Other});
      if (std::none_of(Targets.begin(), Targets.end(),
                       [&](FunctionId To) { return C.E.sameCycle(F, To); }))
        continue;
      Binding With = C.T.bindingOf({F, Other});
      std::vector<TermId> Passed = With.Parameters;
      Passed.push_back(With.This);
      if (std::none_of(Passed.begin(), Passed.end(),
                       [&](TermId T) { return C.T.dependsOnEvent(T, {F, Id}); }))
        continue;
      LinkedFinding Found;
      Found.In = F;
      Finding &What = Found.What;
      What.Rule = "nplus1-recursive-load";
      What.Level = Confidence::Likely;
      What.Orm = C.P.text(F, E.Profile);
      What.Location = C.P.range(F, E.Where);
      What.Loop =
          Call.Loop != None ? C.P.point(F, Facts.Loops[Call.Loop].Where) : C.P.point(F, Call.Where);
      C.placeInFunction(What, F);
      if (E.Relation)
        What.Path = {C.P.text(F, E.Relation) + (E.ToMany ? "[]" : "")};
      What.Element = C.P.text(F, E.Entity);
      What.Queries = {"N", "", 1};
      What.Message = "each level of this recursion runs a query of its own, one per node";
      What.Trace = {{C.P.point(F, Call.Where),
                     "calls " + C.P.text(F, Call.CalleeName) + "() again with what was loaded"},
                    {C.P.point(F, E.Where), "the query runs here"}};
      C.Found.push_back(std::move(Found));
      break;
    }
  }
}

} // namespace nplus1
