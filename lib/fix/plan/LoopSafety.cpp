#include "fix/plan/LoopSafety.h"

#include "fix/plan/LoopRows.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

#include <algorithm>

namespace nplus1 {

namespace {

bool isInside(const FunctionFacts &F, const Event &E, LoopId L) {
  for (LoopId Around = E.Loop; Around != None; Around = F.Loops[Around].Parent)
    if (Around == L)
      return true;
  return false;
}

std::string withoutBlanks(std::string Code) {
  llvm::erase_if(Code, [](char C) { return llvm::isSpace(C); });
  return Code;
}

} // namespace

bool writesInLoop(const Program &P, LoopRef L) {
  std::set<FunctionId> Seen;
  std::vector<FunctionId> Work;
  auto Reach = [&](FunctionId F, EventId Id) {
    for (FunctionId Target : P.targets({F, Id}))
      if (Seen.insert(Target).second)
        Work.push_back(Target);
    Event::Kind K = P.facts(F).Events[Id].K;
    return K == Event::Kind::Write || K == Event::Kind::Statement;
  };
  const FunctionFacts &F = P.facts(L.Function);
  for (EventId Id = 0; Id < F.Events.size(); ++Id)
    if (isInside(F, F.Events[Id], L.Loop) && Reach(L.Function, Id))
      return true;
  while (!Work.empty()) {
    FunctionId Callee = Work.back();
    Work.pop_back();
    for (EventId Id = 0; Id < P.facts(Callee).Events.size(); ++Id)
      if (Reach(Callee, Id))
        return true;
  }
  return false;
}

bool changesRows(PlanContext &C, LoopRef L) {
  const FunctionFacts &F = C.P.facts(L.Function);
  std::string Range = rangeText(C, L);
  return std::any_of(F.Events.begin(), F.Events.end(), [&](const Event &E) {
    return E.K == Event::Kind::Store && isInside(F, E, L.Loop) &&
           C.text(L.Function, E.ReceiverPlace) == Range;
  });
}

bool surelyHasRows(PlanContext &C, LoopRef L) {
  const FunctionFacts &F = C.P.facts(L.Function);
  const Loop &Of = C.P.loop(L);
  std::string Rows = rangeText(C, L);
  if (!isPlainLvalue(Rows) ||
      (Of.RangeVariable != None && F.Variables[Of.RangeVariable].Reassigned))
    return false;
  for (GuardId Id = Of.Guard; Id != None; Id = F.Guards[Id].Parent) {
    const Guard &G = F.Guards[Id];
    bool Holds = G.K == Guard::Kind::Branch && !G.Negated;
    bool HoldsNot = G.Negated && (G.K == Guard::Kind::AfterExit || G.K == Guard::Kind::Branch);
    if (!(Holds || HoldsNot) || G.ConditionPlace.InMacro)
      continue;
    std::string Test = withoutBlanks(C.text(L.Function, G.ConditionPlace));
    std::string Expected = (Holds ? "!" : "") + Rows;
    bool Says = Test == Expected + ".empty()" || Test == Expected + ".isEmpty()";
    bool Changed = std::any_of(F.Events.begin(), F.Events.end(), [&](const Event &E) {
      return E.K == Event::Kind::Store && E.Where.Offset > G.ConditionPlace.Offset &&
             C.text(L.Function, E.ReceiverPlace) == Rows;
    });
    if (Says && !Changed)
      return true;
  }
  return false;
}

bool isConditional(const PlanContext &C, const Access &A) {
  return llvm::any_of(A.If, [&](const Condition &If) {
    const Guard *G = If.Id == None ? nullptr : &C.P.facts(If.Function).Guards[If.Id];
    // A test of the relation itself: "if (post->author)", "if (!post->author) continue;".
    TermId Asked = If.What;
    while (C.T[Asked].K == Value::Kind::Derived && C.T[Asked].Operands.size() == 1)
      Asked = C.T[Asked].Operands.front();
    auto IsRelation = [&](TermId Id) {
      return C.T[Id].K == Value::Kind::Field && !A.Path.empty() &&
             C.T.name(Id) == A.Path.back().Name;
    };
    bool IsPresent = G && (If.K == Guard::Kind::Branch || If.K == Guard::Kind::AfterExit) &&
                     G->Absence == G->Negated;
    // The relation, or what its "operator bool" said.
    bool OfRelation = IsPresent && C.T[Asked].K == Value::Kind::Field &&
                      !C.T[Asked].Operands.empty() &&
                      (IsRelation(Asked) || IsRelation(C.T[Asked].Operands.front()));
    return !OfRelation;
  });
}

} // namespace nplus1
