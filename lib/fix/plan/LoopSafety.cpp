#include "fix/plan/LoopSafety.h"

#include "fix/plan/LoopRows.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Regex.h"

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

namespace {

/// The last parts of what \p Text reads: members and accessors.
std::set<std::string> membersOf(llvm::StringRef Text) {
  static const llvm::Regex Member(R"((\.|->)[[:space:]]*([A-Za-z_][A-Za-z_0-9]*))");
  std::set<std::string> Result;
  llvm::SmallVector<llvm::StringRef> Match;
  while (Member.match(Text, &Match)) {
    Result.insert(Match[2].str());
    Text = Text.drop_front(Match[0].end() - Text.begin());
  }
  return Result;
}

/// What the accessors in view that are called \p Name are written with.
std::set<std::string> membersReadBy(PlanContext &C, const std::string &Name) {
  std::set<std::string> Result;
  for (FunctionId F : C.functionsCalled("::" + Name, 0)) {
    Result.merge(freeIdentifiers(C.text(F, C.P.facts(F).Body)));
  }
  return Result;
}

} // namespace

bool changesKeys(PlanContext &C, LoopRef L, const std::set<std::string> &Texts) {
  std::set<std::string> Read;
  for (const std::string &Text : Texts)
    for (const std::string &Member : membersOf(Text))
      Read.insert(Member);
  std::set<std::string> Fields = Read;
  for (const std::string &Member : Read)
    Fields.merge(membersReadBy(C, Member));

  const FunctionFacts &F = C.P.facts(L.Function);
  const Loop &Of = C.P.loop(L);
  // "row.id = …", "rows[i + 1].id += …"
  static const llvm::Regex Assigned(
      R"((\.|->)([A-Za-z_][A-Za-z_0-9]*)[[:space:]]*(([-+*/%&|^]|<<|>>)?=[^=]|\+\+|--))");
  std::string Body = C.text(L.Function, Of.Body);
  llvm::StringRef Rest = Body;
  llvm::SmallVector<llvm::StringRef> Match;
  while (Assigned.match(Rest, &Match)) {
    if (Read.count(Match[2].str()))
      return true;
    Rest = Rest.drop_front(Match[2].end() - Rest.begin());
  }
  // A setter of the row: called like what is read, or seen to store it.
  for (EventId Id = 0; Id < F.Events.size(); ++Id) {
    const Event &E = F.Events[Id];
    if (E.K != Event::Kind::Call || E.Arguments.empty() || !E.ReceiverPlace.isValid() ||
        !isInside(F, E, L.Loop) || !C.T.dependsOnElement(C.T.of(L.Function, E.Receiver), L))
      continue;
    std::vector<FunctionId> Targets = C.P.targets({L.Function, Id});
    if (Targets.empty() && Read.count(C.P.text(L.Function, E.Method)))
      return true;
    for (FunctionId Setter : Targets)
      for (const FieldStore &Store : C.P.facts(Setter).Stores)
        if (Fields.count(C.P.text(Setter, Store.Field)))
          return true;
  }
  return false;
}

bool runsOverPartOfRow(PlanContext &C, LoopRef L) {
  const FunctionFacts &F = C.P.facts(L.Function);
  TermId Range = C.T.of(L.Function, C.P.loop(L).Range);
  if (C.T[Range].K != Value::Kind::Field)
    return false;
  while (C.T[Range].K == Value::Kind::Field && !C.T[Range].Operands.empty())
    Range = C.T[Range].Operands.front();
  const Term &Row = C.T[Range];
  for (LoopId Around = F.Loops[L.Loop].Parent; Around != None; Around = F.Loops[Around].Parent)
    if (Row.K == Value::Kind::Element && Row.In == L.Function && Row.Index == Around)
      return !F.Loops[Around].ConstantSize && !F.Loops[Around].RunsOnce;
  return false;
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
