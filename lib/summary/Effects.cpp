#include "summary/Effects.h"

#include "summary/CallGraph.h"
#include "summary/ObjectState.h"

#include "llvm/ADT/STLExtras.h"

#include <algorithm>

namespace nplus1 {

Effects::Effects(const Program &P, Terms &T)
    : P(P), T(T), All(P.functions().size()), Cut(P.functions().size(), 0),
      Recursive(P.functions().size(), 0), Component(P.functions().size(), 0),
      Objects(P.functions().size(), 0) {
  uint32_t Number = 0;
  for (const std::vector<FunctionId> &Members : componentsBottomUp(P)) {
    for (FunctionId F : Members)
      Component[F] = Number;
    ++Number;
    bool Cycle = Members.size() > 1;
    for (EventId E = 0; !Cycle && E < P.facts(Members.front()).Events.size(); ++E)
      if (P.facts(Members.front()).Events[E].K == Event::Kind::Call)
        for (FunctionId Target : P.targets({Members.front(), E}))
          Cycle |= Target == Members.front();
    for (FunctionId F : Members)
      Recursive[F] = Cycle;
    // A round carries effects one call further; past the chain limit nothing
    // new can come.
    for (size_t Round = 0; Round < (Cycle ? MaxChain : 1); ++Round) {
      bool Changed = false;
      for (FunctionId F : Members)
        Changed |= update(F);
      if (!Changed)
        break;
    }
  }
}

std::vector<Condition> Effects::conditionsOf(EventRef Ref) {
  std::vector<Condition> Result;
  const FunctionFacts &F = P.facts(Ref.Function);
  // Guards around the loops on the way are guards of the event, too: a loop's
  // own guard is an ancestor of the guards in it.
  for (GuardId Id = F.Events[Ref.Event].Guard; Id != None; Id = F.Guards[Id].Parent) {
    const Guard &G = F.Guards[Id];
    Condition C;
    C.K = G.K;
    C.What = T.of(Ref.Function, G.Condition);
    C.Tag = P.text(Ref.Function, G.Tag);
    C.Negated = G.Negated;
    C.Function = Ref.Function;
    C.Id = Id;
    if (G.Loop != None)
      C.In = {Ref.Function, G.Loop};
    Result.push_back(std::move(C));
  }
  std::reverse(Result.begin(), Result.end());
  return Result;
}

void Effects::bind(Effect &E, const Binding &With, llvm::DenseMap<TermId, TermId> &Done) {
  E.Receiver = T.bind(E.Receiver, With, Done);
  E.Callee = T.bind(E.Callee, With, Done);
  for (TermId &Key : E.Keys)
    Key = T.bind(Key, With, Done);
  for (TermId &Argument : E.Arguments)
    Argument = T.bind(Argument, With, Done);
  for (Condition &C : E.If)
    C.What = T.bind(C.What, With, Done);
}

bool Effects::usesObjects(FunctionId F) {
  if (!Objects[F]) {
    const FunctionFacts &Facts = P.facts(F);
    Objects[F] = 1 + (Facts.Class || [&] {
                   for (EventId Id = 0; Id < Facts.Events.size(); ++Id)
                     if (Facts.Events[Id].K == Event::Kind::Call)
                       for (FunctionId Target : P.targets({F, Id}))
                         if (!P.facts(Target).Stores.empty())
                           return true;
                   return false;
                 }());
  }
  return Objects[F] == 2;
}

void Effects::addState(Effect &E, FunctionId In) {
  if (!usesObjects(In))
    return;
  std::vector<TermId> More;
  for (TermId Key : E.Keys) {
    auto [State, IsNew] = States.try_emplace({In, Key});
    if (IsNew)
      State->second = stateRead(P, T, In, Key);
    for (TermId Put : State->second)
      if (!llvm::is_contained(E.Keys, Put) && !llvm::is_contained(More, Put))
        More.push_back(Put);
  }
  E.Keys.insert(E.Keys.end(), More.begin(), More.end());
}

void Effects::addCall(std::vector<Effect> &Out, EventRef Call, FunctionId Target,
                      const Binding &With, uint32_t CallbackAt) {
  std::vector<Condition> Around = conditionsOf(Call);
  llvm::DenseMap<TermId, TermId> Bound;
  for (const Effect &Inner : All[Target]) {
    if (Inner.Chain.size() >= MaxChain || Out.size() >= MaxPerFunction) {
      Cut[Call.Function] = 1;
      continue;
    }
    Effect Outer = Inner;
    Outer.SuppliedHere = false;
    Outer.Chain.insert(Outer.Chain.begin(), Call);
    Outer.CallbackAt = CallbackAt ? CallbackAt : (Inner.CallbackAt ? Inner.CallbackAt + 1 : 0);
    bind(Outer, With, Bound);
    addState(Outer, Call.Function);
    Outer.If.insert(Outer.If.begin(), Around.begin(), Around.end());

    // A callable that the caller supplied: now it is known what runs.
    if (P.event(Outer.What).K == Event::Kind::Invoke) {
      const Term Callee = T[Outer.Callee];
      if (Callee.K == Value::Kind::Callable) {
        FunctionId Body = P.find(T.name(Outer.Callee), Call.Function);
        if (Body == None)
          continue;
        Binding Inside = T.bindingOfCallable(Outer.Callee, Outer.Arguments);
        llvm::DenseMap<TermId, TermId> BoundInside;
        for (const Effect &Deep : All[Body]) {
          if (Outer.Chain.size() + Deep.Chain.size() > MaxChain || Out.size() >= MaxPerFunction) {
            Cut[Call.Function] = 1;
            continue;
          }
          Effect Whole = Deep;
          Whole.Chain = Outer.Chain;
          Whole.Chain.insert(Whole.Chain.end(), Deep.Chain.begin(), Deep.Chain.end());
          Whole.CallbackAt = Outer.Chain.size();
          Whole.SuppliedHere = true;
          bind(Whole, Inside, BoundInside);
          Whole.If.insert(Whole.If.begin(), Outer.If.begin(), Outer.If.end());
          Out.push_back(std::move(Whole));
        }
        continue;
      }
    }
    Out.push_back(std::move(Outer));
  }
}

std::vector<Effect> Effects::ofTable(const TableCall &Table, EventRef Call,
                                     const std::vector<TermId> &Arguments) {
  std::vector<Effect> Result;
  const Event &E = P.event(Call);
  const size_t Around = conditionsOf(Call).size();
  for (const TableCall::Entry &Entry : Table.Entries) {
    FunctionId Body = P.find(T.name(Entry.Callable), Call.Function);
    if (Body == None)
      continue;
    Condition Picked;
    Picked.K = Guard::Kind::Case;
    Picked.What = Table.Key;
    Picked.Tag = Entry.Tag;
    Picked.Function = Call.Function;
    if (E.Loop != None)
      Picked.In = {Call.Function, E.Loop};
    size_t First = Result.size();
    addCall(Result, Call, Body, T.bindingOfCallable(Entry.Callable, Arguments), 0);
    for (; First < Result.size(); ++First)
      Result[First].If.insert(Result[First].If.begin() + Around, Picked);
  }
  return Result;
}

std::vector<Effect> Effects::ofEvent(EventRef Ref) {
  std::vector<Effect> Result;
  const Event &E = P.event(Ref);
  switch (E.K) {
  case Event::Kind::Call:
    for (FunctionId Target : P.targets(Ref))
      addCall(Result, Ref, Target, T.bindingOf(Ref), 0);
    return Result;
  case Event::Kind::Store:
  case Event::Kind::Lookup:
    return Result;
  default:
    break;
  }

  Effect Own;
  Own.What = Ref;
  Own.Chain = {Ref};
  Own.Receiver = T.of(Ref.Function, E.Receiver);
  for (ValueId Key : E.Keys)
    Own.Keys.push_back(T.of(Ref.Function, Key));
  Own.If = conditionsOf(Ref);
  if (E.K == Event::Kind::Invoke) {
    Own.Callee = T.of(Ref.Function, E.CalleeValue);
    // (object.*method)(…): the object comes first. A function object is its own.
    if (E.Receiver && E.Receiver != E.CalleeValue)
      Own.Arguments.push_back(T.of(Ref.Function, E.Receiver));
    for (ValueId Argument : E.Arguments)
      Own.Arguments.push_back(T.of(Ref.Function, Argument));
    const Term Callee = T[Own.Callee];
    if (Callee.K == Value::Kind::Callable) {
      if (FunctionId Body = P.find(T.name(Own.Callee), Ref.Function); Body != None)
        addCall(Result, Ref, Body, T.bindingOfCallable(Own.Callee, Own.Arguments), 0);
      return Result;
    }
    if (TableCall Table = tableCall(P, T, Own.Callee, Ref.Function); !Table.Entries.empty())
      return ofTable(Table, Ref, Own.Arguments);
    if (Callee.K != Value::Kind::Parameter && Callee.K != Value::Kind::Capture &&
        Callee.K != Value::Kind::Field)
      return Result;
  }
  Result.push_back(std::move(Own));
  return Result;
}

bool Effects::isCut(EventRef Ref) {
  const Event &E = P.event(Ref);
  if (E.K == Event::Kind::Invoke) {
    // Those of a caller or an object come with it.
    TermId Called = T.of(Ref.Function, E.CalleeValue);
    const Term Callee = T[Called];
    if (Callee.K == Value::Kind::Callable)
      return isCutCallee(P.find(T.name(Called), Ref.Function));
    if (TableCall Table = tableCall(P, T, Called, Ref.Function); !Table.Entries.empty())
      return llvm::any_of(Table.Entries, [&](const TableCall::Entry &Entry) {
        return isCutCallee(P.find(T.name(Entry.Callable), Ref.Function));
      });
    return Callee.K != Value::Kind::Parameter && Callee.K != Value::Kind::Capture &&
           Callee.K != Value::Kind::Field;
  }
  if (E.K != Event::Kind::Call)
    return false;
  std::vector<FunctionId> Targets = P.targets(Ref);
  return std::any_of(Targets.begin(), Targets.end(),
                     [&](FunctionId Target) { return isCutCallee(Target); });
}

bool Effects::isCutCallee(FunctionId F) const { return F != None && (Cut[F] || P.facts(F).Cut); }

bool Effects::update(FunctionId F) {
  std::vector<Effect> New;
  const bool WasCut = Cut[F];
  for (EventId E = 0; E < P.facts(F).Events.size(); ++E) {
    // An unknown callable says nothing of other loops than the one around it.
    Cut[F] |= P.facts(F).Events[E].K == Event::Kind::Call && isCut({F, E});
    for (Effect &Found : ofEvent({F, E})) {
      if (New.size() >= MaxPerFunction) {
        Cut[F] = 1;
        break;
      }
      bool Known = std::any_of(New.begin(), New.end(), [&](const Effect &Old) {
        return Old.What == Found.What && Old.Keys == Found.Keys && Old.Receiver == Found.Receiver &&
               Old.Callee == Found.Callee && Old.Arguments == Found.Arguments;
      });
      if (!Known)
        New.push_back(std::move(Found));
    }
  }
  bool Changed = New.size() != All[F].size() || Cut[F] != WasCut;
  All[F] = std::move(New);
  return Changed;
}

} // namespace nplus1
