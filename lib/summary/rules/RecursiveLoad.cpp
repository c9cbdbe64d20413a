//===- RecursiveLoad.cpp - nplus1-recursive-load --------------------------===//
#include "summary/StatementText.h"
#include "summary/rules/Rules.h"

#include "llvm/ADT/STLExtras.h"

#include <algorithm>

namespace nplus1 {

namespace {

bool isLoadByKey(Event::Kind K) { return K == Event::Kind::Load || K == Event::Kind::Find; }

/// Rows that the loop goes through are a page of them, not one step of a walk.
bool areIterated(const RuleContext &C, const Access &A) {
  const FunctionFacts &F = C.P.facts(A.Root.Function);
  std::vector<EventId> Events = eventsInRoot(A);
  return llvm::any_of(F.Loops, [&](const Loop &L) { return dependsOn(F, L.Range, Events); });
}

/// while (node) node = node->parent();
bool isStep(const RuleContext &C, const Access &A) {
  return isWalk(C.P, A) && (isLoadByKey(C.P.event(A.How.What).K) || !areIterated(C, A));
}

/// for (pos = 0; (pos = path.find('/', pos)) != npos; ) byPath(path.substr(0, pos)): no
/// element, but a row by key in every turn. Loops that ask until the answer
/// pleases them wait or search.
bool isKeyedOnTurn(const RuleContext &C, const Access &A) {
  const Event &E = C.P.event(A.How.What);
  const Role *R = C.P.roleOf(A.How.What);
  bool OneRow = isLoadByKey(E.K) || (E.K == Event::Kind::Rows && R && R->Limit == 1);
  const FunctionFacts &F = C.P.facts(A.Root.Function);
  return OneRow && !isWalk(C.P, A) && !dependsOn(F, F.Loops[A.Root.Loop].Test, eventsInRoot(A));
}

bool isCandidate(const Event &E) {
  return isLoadByKey(E.K) || E.K == Event::Kind::Rows || E.K == Event::Kind::Execute;
}

/// Whether \p T is made of what its function was called with.
bool dependsOnCaller(const Terms &T, TermId Whole) {
  bool Found = false;
  T.visit(Whole, [&](TermId Part) {
    Found |= T[Part].K == Value::Kind::Parameter || T[Part].K == Value::Kind::This ||
             T[Part].K == Value::Kind::Capture;
    return !Found;
  });
  return Found;
}

/// Whether another load of \p F takes what event \p Id gave on to \p Passed.
bool isOnWayToAnother(RuleContext &C, FunctionId F, EventId Id, std::span<const TermId> Passed) {
  const FunctionFacts &Facts = C.P.facts(F);
  for (EventId Other = Id + 1; Other < Facts.Events.size(); ++Other) {
    const Event &E = Facts.Events[Other];
    if (!isCandidate(E) ||
        llvm::none_of(Passed, [&](TermId T) { return C.T.dependsOnEvent(T, {F, Other}); }))
      continue;
    std::vector<ValueId> About = E.Keys;
    About.push_back(E.Receiver);
    if (llvm::any_of(About, [&](ValueId V) { return C.T.dependsOnEvent(C.T.of(F, V), {F, Id}); }))
      return true;
  }
  return false;
}

/// The queries that event \p Id of \p F runs: itself, or those of a function that it
/// calls for them and that does not lead back here.
std::vector<EventRef> queriesOf(RuleContext &C, FunctionId F, EventId Id) {
  const Event &E = C.P.facts(F).Events[Id];
  if (isCandidate(E))
    return {{F, Id}};
  if (E.K != Event::Kind::Call ||
      llvm::any_of(C.P.targets({F, Id}), [&](FunctionId To) { return C.E.sameCycle(F, To); }))
    return {};
  std::vector<EventRef> Result;
  for (const Effect &Inner : C.E.ofEvent({F, Id})) {
    const Event &Query = C.P.event(Inner.What);
    bool Runs = isCandidate(Query) || (Query.K == Event::Kind::Statement &&
                                       statementText(C.P, C.T, Inner).reads());
    // The same query at every level is asked for nothing that was loaded.
    bool Keyed = llvm::any_of(Inner.Keys, [&](TermId Key) { return dependsOnCaller(C.T, Key); });
    if (Runs && Keyed && !llvm::is_contained(Result, Inner.What))
      Result.push_back(Inner.What);
  }
  return Result;
}

} // namespace

void findWalks(RuleContext &C, LoopAccesses &Loop) {
  for (size_t I = 0; I < Loop.All.size(); ++I) {
    const Access &A = Loop.All[I];
    if (Loop.Taken[I] || !A.Carried || A.conditional())
      continue;
    bool Step = isStep(C, A);
    if (!Step && !isKeyedOnTurn(C, A))
      continue;
    Loop.Taken[I] = 1;
    Judgement J = C.Judges(Loop.In, A);
    if (J.What == Judgement::Verdict::Quiet)
      continue;
    J.Level = Confidence::Likely;
    const Event &E = C.P.event(A.How.What);
    const char *Rule = Step                       ? "nplus1-recursive-load"
                       : E.K == Event::Kind::Load ? "nplus1-lazy-relation"
                                                  : "nplus1-query-in-loop";
    LinkedFinding Found = C.make(Rule, Loop, A, std::move(J));
    if (E.Relation)
      Found.What.Path = {C.P.text(A.How.What.Function, E.Relation)};
    Found.What.Queries = cost(Found, 1, 0);
    Found.What.Queries.Before = "N";
    Found.What.Queries.After.clear();
    Found.What.Message = Step ? "each step of this walk loads the next row by a query of its own"
                              : "a query runs in each turn, for a key that the loop computes";
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
    std::vector<EventRef> Queries = queriesOf(C, F, Id);
    if (Queries.empty())
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
      auto Query = llvm::find_if(Queries, [&](EventRef Ran) {
        return llvm::any_of(Passed, [&](TermId T) { return C.T.dependsOnEvent(T, Ran); });
      });
      if (Query == Queries.end())
        continue;
      // "for (line : query(…)) walk(line.order())": the query that leads to what is
      // passed is part of the same step.
      if (isOnWayToAnother(C, F, Id, Passed))
        continue;
      LinkedFinding Found;
      Found.In = F;
      Finding &What = Found.What;
      What.Rule = "nplus1-recursive-load";
      What.Level = Confidence::Likely;
      const Event &Ran = C.P.event(*Query);
      What.Orm = C.P.text(Query->Function, Ran.Profile);
      // The query that gives the loop its rows is not in the loop: the call is.
      What.Location = C.P.range(F, E.K == Event::Kind::Call ? Call.Where : E.Where);
      What.Loop =
          Call.Loop != None ? C.P.point(F, Facts.Loops[Call.Loop].Where) : C.P.point(F, Call.Where);
      C.placeInFunction(What, F);
      if (E.Relation)
        What.Path = {C.P.text(F, E.Relation) + (E.ToMany ? "[]" : "")};
      What.Element = C.P.text(Query->Function, Ran.Entity);
      What.Queries = {"N", "", 1};
      What.Message = "each level of this recursion runs a query of its own, one per node";
      What.Trace = {{C.P.point(F, Call.Where),
                     "calls " + C.P.text(F, Call.CalleeName) + "() again with what was loaded"},
                    {C.P.point(Query->Function, Ran.Where), "the query runs here"}};
      // A loop around the call would say the same of it once more.
      std::erase_if(C.Found, [&](const LinkedFinding &Old) {
        return Old.In == F && Old.What.Location == What.Location;
      });
      C.Found.push_back(std::move(Found));
      break;
    }
  }
}

} // namespace nplus1
