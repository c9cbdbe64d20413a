//===- GenericKey.cpp - nplus1-generic-key --------------------------------===//
//
//   switch (row.kind) {                    condition: depends on the element
//   case Kind::book:  Book::find(row.id)   ┐ branches: loads keyed on the
//   case Kind::movie: Movie::find(row.id)  ┘ element, of different types
//   }
//
//===----------------------------------------------------------------------===//
#include "summary/rules/Rules.h"

#include <algorithm>

namespace nplus1 {

namespace {

/// The innermost condition that tells the type: a case of a value of the row.
const Condition *tagOf(const RuleContext &C, const Access &A) {
  for (auto It = A.If.rbegin(); It != A.If.rend(); ++It)
    if ((It->K == Guard::Kind::Case || It->K == Guard::Kind::Default) &&
        C.T.dependsOnElement(It->What, A.Root))
      return &*It;
  return nullptr;
}

bool isLoad(const RuleContext &C, const Access &A) {
  Event::Kind K = C.P.event(A.How.What).K;
  return !A.Carried && !A.Invariant &&
         (K == Event::Kind::Find || K == Event::Kind::Load || K == Event::Kind::Rows ||
          K == Event::Kind::Execute);
}

} // namespace

void findGenericKeys(RuleContext &C, LoopAccesses &Loop) {
  // Branches at the first level: keyed on a field of the row itself.
  std::vector<size_t> Branches;
  std::vector<std::string> Types;
  std::set<std::vector<TermId>> Keys;
  for (size_t I = 0; I < Loop.All.size(); ++I) {
    const Access &A = Loop.All[I];
    if (Loop.Taken[I] || !isLoad(C, A) || A.Path.size() > 1)
      continue;
    const Condition *Tag = tagOf(C, A);
    std::string Type = C.entityOf(A);
    if (!Tag || Type.empty())
      continue;
    Branches.push_back(I);
    if (std::find(Types.begin(), Types.end(), Type) == Types.end())
      Types.push_back(Type);
    Keys.insert(A.How.Keys);
  }
  if (Types.size() < 2)
    return;

  const Access &Shown = Loop.All[Branches.front()];
  Judgement J = C.Judges(Loop.In, Shown);
  if (J.What != Judgement::Verdict::Report) {
    if (J.What == Judgement::Verdict::Opaque)
      C.Opaque.insert(Loop.Root);
    for (size_t I : Branches)
      Loop.Taken[I] = 1;
    return;
  }

  // Conditions other than the tag make it conditional, the tag does not: some
  // branch runs for every row.
  bool OtherConditions = std::any_of(Branches.begin(), Branches.end(), [&](size_t I) {
    const Access &A = Loop.All[I];
    return std::any_of(A.If.begin(), A.If.end(), [&](const Condition &If) {
      return If.K != Guard::Kind::Case && If.K != Guard::Kind::Default;
    });
  });
  if (!OtherConditions && J.Assumption == "for the rows that meet the condition")
    J.Level = Confidence::Certain;

  LinkedFinding Found = C.make("nplus1-generic-key", Loop, Shown, std::move(J));
  // Second levels: relations of what the branches loaded.
  unsigned SecondLevels = 0;
  std::vector<std::vector<std::string>> Deep;
  for (size_t I = 0; I < Loop.All.size(); ++I) {
    const Access &A = Loop.All[I];
    bool Branch = std::find(Branches.begin(), Branches.end(), I) != Branches.end();
    bool Below = !Branch && !A.Path.empty() && !Loop.Taken[I] &&
                 std::any_of(Branches.begin(), Branches.end(), [&](size_t B) {
                   EventRef By = Loop.All[B].How.What;
                   return std::any_of(A.Path.begin(), A.Path.end() - 1,
                                      [&](const PathStep &Step) { return Step.By == By; });
                 });
    if (!Branch && !Below)
      continue;
    Loop.Taken[I] = 1;
    Found.Accesses.push_back(A);
    if (Below) {
      std::vector<std::string> Spelled = spelled(A.Path);
      Spelled.push_back(C.entityOf(A));
      if (std::find(Deep.begin(), Deep.end(), Spelled) == Deep.end()) {
        Deep.push_back(Spelled);
        ++SecondLevels;
      }
    }
  }

  Finding &F = Found.What;
  std::sort(Types.begin(), Types.end());
  F.Types = Types;
  F.Path = spelled(Shown.Path);
  // One branch of a generic key runs per row, and the relation below it.
  unsigned PerRow = Keys.size();
  if (SecondLevels)
    ++PerRow;
  F.Queries = cost(Found, PerRow, Types.size() + SecondLevels);
  std::string List;
  for (const std::string &Type : Types)
    List += (List.empty() ? "" : ", ") + Type;
  F.Queries.After = "1 + " + std::to_string(Types.size() + SecondLevels);
  F.Message = "each row's generic key is resolved by a query of its own (" + List + ")";
  C.Found.push_back(std::move(Found));
}

} // namespace nplus1
