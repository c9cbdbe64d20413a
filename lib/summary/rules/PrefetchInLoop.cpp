//===- PrefetchInLoop.cpp - nplus1-prefetch-in-loop -----------------------===//
#include "summary/rules/Rules.h"

namespace nplus1 {

void findPrefetchesInLoops(RuleContext &C, LoopAccesses &Loop) {
  for (size_t I = 0; I < Loop.All.size(); ++I) {
    const Access &A = Loop.All[I];
    const Role *R = C.P.roleOf(A.How.What);
    if (Loop.Taken[I] || C.P.event(A.How.What).K != Event::Kind::Prefetch || A.Invariant ||
        A.Carried)
      continue;
    Loop.Taken[I] = 1;
    if (!R || R->At != Role::EagerAt::Element)
      continue;
    Judgement J = C.Judges(Loop.In, A);
    if (J.What != Judgement::Verdict::Report)
      continue;
    LinkedFinding Found = C.make("nplus1-prefetch-in-loop", Loop, A, std::move(J));
    Found.What.Path = spelled(A.Path);
    Found.What.Queries = cost(Found, 1, 1);
    Found.What.Message = "a prefetch for one row runs for each row";
    Found.Accesses.push_back(A);
    C.Found.push_back(std::move(Found));
  }
}

} // namespace nplus1
