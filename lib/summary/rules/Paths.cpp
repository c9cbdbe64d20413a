//===- Paths.cpp - nplus1-lazy-relation, -query-in-loop, -count-in-loop ---===//
#include "summary/rules/Rules.h"

#include <algorithm>
#include <set>

namespace nplus1 {

namespace {

bool isPrefix(const std::vector<PathStep> &A, const std::vector<PathStep> &B) {
  return A.size() < B.size() && std::equal(A.begin(), A.end(), B.begin());
}

std::string joined(const std::vector<std::string> &Path) {
  std::string Result;
  for (const std::string &Step : Path)
    Result += (Result.empty() ? "" : ".") + Step;
  return Result;
}

/// How many queries the path costs per row: one per step, and one for each further
/// call that asks again for what the ORM does not remember.
unsigned queriesPerRow(const RuleContext &C, const LoopAccesses &Loop,
                       const std::vector<PathStep> &Path) {
  unsigned Sum = 0;
  for (size_t Length = 1; Length <= Path.size(); ++Length) {
    std::set<std::pair<EventRef, EventRef>> Calls;
    for (const Access &A : Loop.All) {
      const Role *R = C.P.roleOf(A.How.What);
      if (A.Path.size() == Length && std::equal(A.Path.begin(), A.Path.end(), Path.begin()) &&
          !A.conditional() && !A.Carried && !A.Invariant && R && R->Cached == CacheScope::Never &&
          C.P.event(A.How.What).K == Event::Kind::Load)
        Calls.emplace(A.Shown, A.How.What);
    }
    Sum += std::max<size_t>(1, Calls.size());
  }
  return std::max(1u, Sum);
}

} // namespace

void findPaths(RuleContext &C, LoopAccesses &Loop) {
  // One group per path and kind of query.
  std::map<std::pair<std::vector<std::string>, std::string>, std::vector<size_t>> Groups;
  for (size_t I = 0; I < Loop.All.size(); ++I) {
    const Access &A = Loop.All[I];
    Event::Kind K = C.P.event(A.How.What).K;
    if (Loop.Taken[I] || A.Carried || A.Invariant || K == Event::Kind::Prefetch)
      continue;
    Groups[{spelled(A.Path), C.entityOf(A)}].push_back(I);
  }

  // The least conditional access speaks for the group.
  struct Verdict {
    std::optional<Judgement> Best;
    size_t Shown = 0;
  };
  std::vector<Verdict> Verdicts;
  std::vector<const std::vector<PathStep> *> Reported;
  for (auto &[Key, Members] : Groups) {
    auto &[Best, Shown] = Verdicts.emplace_back();
    for (size_t I : Members) {
      Judgement J = C.Judges(Loop.In, Loop.All[I]);
      if (J.What == Judgement::Verdict::Opaque)
        C.Opaque.insert(Loop.Root);
      if (J.What != Judgement::Verdict::Report)
        continue;
      if (!Best || J.Level > Best->Level) {
        Best = std::move(J);
        Shown = I;
      }
    }
    if (Best)
      Reported.push_back(&Loop.All[Members.front()].Path);
  }

  size_t Number = 0;
  for (auto &[Key, Members] : Groups) {
    auto &[Best, Shown] = Verdicts[Number++];
    const std::vector<PathStep> Path = Loop.All[Members.front()].Path;
    bool Longer = std::any_of(Reported.begin(), Reported.end(),
                              [&](const auto *Other) { return isPrefix(Path, *Other); });
    if (!Best || Longer)
      continue;

    const Access &A = Loop.All[Shown];
    Event::Kind K = C.P.event(A.How.What).K;
    const char *Rule = K == Event::Kind::Load    ? "nplus1-lazy-relation"
                       : K == Event::Kind::Count ? "nplus1-count-in-loop"
                                                 : "nplus1-query-in-loop";
    std::string Assumption = Best->Assumption;
    LinkedFinding Found = C.make(Rule, Loop, A, std::move(*Best));
    Finding &F = Found.What;
    F.Path = Key.first;
    // Everything on the way there is part of it.
    for (size_t I = 0; I < Loop.All.size(); ++I) {
      const std::vector<PathStep> &Other = Loop.All[I].Path;
      bool Same = std::find(Members.begin(), Members.end(), I) != Members.end();
      if (Same || (!Loop.All[I].Carried && !Loop.All[I].Invariant && isPrefix(Other, Path)))
        Found.Accesses.push_back(Loop.All[I]);
    }
    unsigned Steps = queriesPerRow(C, Loop, Path);
    F.Queries = cost(Found, Steps, stepsOf(Path));
    std::string Element = F.Element.empty() ? "row" : F.Element;
    std::string Where = joined(F.Path);
    if (K != Event::Kind::Load && llvm::StringRef(Where).ends_with("[]"))
      Where.resize(Where.size() - 2); // the key is one value, what it leads to are many
    if (K == Event::Kind::Load)
      F.Message = Where.empty() ? "each " + Element + " is loaded by a query of its own"
                                : "'" + Where + "' is loaded by " +
                                      (Steps > 1 ? std::to_string(Steps) + " queries" : "a query") +
                                      " for each " + Element;
    else if (K == Event::Kind::Count)
      F.Message = "a count or first-row query runs for each " + Element;
    else
      F.Message = "a query keyed on " + (Where.empty() ? "the element" : "'" + Where + "'") +
                  " runs for each " + Element;
    if (!Assumption.empty())
      F.Message += ", " + Assumption;
    C.Found.push_back(std::move(Found));
  }
}

} // namespace nplus1
