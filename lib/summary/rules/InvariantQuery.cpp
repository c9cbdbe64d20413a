//===- InvariantQuery.cpp - nplus1-invariant-query ------------------------===//
#include "summary/rules/Rules.h"

#include <algorithm>

namespace nplus1 {

namespace {

/// Every part of the query is known not to vary. Results of calls that were not
/// followed may.
bool isKnownInvariant(const RuleContext &C, TermId Id) {
  bool Known = true;
  C.T.visit(Id, [&](TermId Part) {
    const Term &It = C.T[Part];
    Known &= It.K != Value::Kind::Opaque && It.K != Value::Kind::Carried &&
             It.K != Value::Kind::Counter && It.K != Value::Kind::Result &&
             It.K != Value::Kind::Element;
    return Known;
  });
  return Known;
}

bool writes(const RuleContext &C, LoopRef Root) {
  const FunctionFacts &F = C.P.facts(Root.Function);
  return std::any_of(F.Events.begin(), F.Events.end(), [&](const Event &E) {
    if (E.K != Event::Kind::Write)
      return false;
    for (LoopId L = E.Loop; L != None; L = F.Loops[L].Parent)
      if (L == Root.Loop)
        return true;
    return false;
  });
}

} // namespace

void findInvariantQueries(RuleContext &C, LoopAccesses &Loop) {
  const nplus1::Loop &L = C.P.loop(Loop.Root);
  // Only loops over rows or elements: others may wait, retry or page.
  if (!L.Range || L.ConstantSize || writes(C, Loop.Root))
    return;
  for (size_t I = 0; I < Loop.All.size(); ++I) {
    const Access &A = Loop.All[I];
    Event::Kind K = C.P.event(A.How.What).K;
    if (Loop.Taken[I] || !A.Invariant || A.conditional() || A.How.Chain.size() > 1 ||
        K == Event::Kind::Prefetch || K == Event::Kind::Rows)
      continue;
    const Role *R = C.P.roleOf(A.How.What);
    if (R && (R->Cached != CacheScope::Never || R->ServedByIdentityMap))
      continue;
    bool Known = std::all_of(A.How.Keys.begin(), A.How.Keys.end(),
                             [&](TermId Key) { return isKnownInvariant(C, Key); });
    if (!Known || A.How.Keys.empty())
      continue;
    Judgement J = C.Judges(Loop.In, A);
    if (J.What == Judgement::Verdict::Quiet)
      continue;
    LinkedFinding Found = C.make("nplus1-invariant-query", Loop, A, std::move(J));
    Found.What.Queries = cost(Found, 1, 1);
    Found.What.Message = "the same query runs in every iteration";
    Found.Accesses.push_back(A);
    C.Found.push_back(std::move(Found));
  }
}

} // namespace nplus1
