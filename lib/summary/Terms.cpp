#include "summary/Terms.h"

#include "llvm/ADT/Hashing.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/Support/SaveAndRestore.h"

#include <algorithm>

namespace nplus1 {

static size_t hashOf(const Term &T) {
  return llvm::hash_combine(T.K, T.In, T.Index, T.Name,
                            llvm::hash_combine_range(T.Operands.begin(), T.Operands.end()));
}

Terms::Terms(const Program &P)
    : P(P), Converted(P.functions().size()), InProgress(P.functions().size(), 0) {
  IdsByHash.emplace(hashOf(Term{}), 0);
  NameIds.try_emplace("", 0);
}

uint32_t Terms::nameId(llvm::StringRef Text) {
  auto [It, New] = NameIds.try_emplace(Text, Names.size());
  if (New)
    Names.push_back(Text.str());
  return It->second;
}

/// What is computed from something computed depends on the same things.
void Terms::flatten(Term &T) const {
  constexpr size_t MaxOperands = 64;
  std::vector<TermId> Flat;
  for (TermId Operand : T.Operands)
    if (All[Operand].K == Value::Kind::Derived)
      Flat.insert(Flat.end(), All[Operand].Operands.begin(), All[Operand].Operands.end());
    else
      Flat.push_back(Operand);
  std::sort(Flat.begin(), Flat.end());
  Flat.erase(std::unique(Flat.begin(), Flat.end()), Flat.end());
  if (Flat.size() <= MaxOperands)
    T.Operands = std::move(Flat);
}

TermId Terms::add(Term T) {
  switch (T.K) {
  case Value::Kind::Derived:
    flatten(T);
    [[fallthrough]];
  case Value::Kind::Rows:
  case Value::Kind::Result:
  case Value::Kind::Element:
  case Value::Kind::Carried:
    // Of what something depends on, the part that is too deep is unknown; the
    // rest still holds.
    for (TermId &Operand : T.Operands)
      if (All[Operand].Depth >= MaxDepth)
        Operand = 0;
    break;
  default:
    break;
  }
  unsigned Depth = 0;
  T.Open = T.K == Value::Kind::Parameter || T.K == Value::Kind::Capture || T.K == Value::Kind::This;
  for (TermId Operand : T.Operands) {
    Depth = std::max<unsigned>(Depth, All[Operand].Depth);
    T.Open |= All[Operand].Open;
  }
  if (T.K == Value::Kind::Opaque || Depth + 1 > MaxDepth)
    return 0;
  T.Depth = Depth + 1;
  if (T.K == Value::Kind::Choice) {
    std::vector<TermId> Flat;
    for (TermId Operand : T.Operands) {
      if (All[Operand].K == Value::Kind::Choice)
        Flat.insert(Flat.end(), All[Operand].Operands.begin(), All[Operand].Operands.end());
      else
        Flat.push_back(Operand);
    }
    std::sort(Flat.begin(), Flat.end());
    Flat.erase(std::unique(Flat.begin(), Flat.end()), Flat.end());
    if (Flat.size() == 1)
      return Flat.front();
    if (Flat.size() > MaxChoices)
      return 0;
    T.Operands = std::move(Flat);
  }
  const size_t Hash = hashOf(T);
  for (auto [It, End] = IdsByHash.equal_range(Hash); It != End; ++It)
    if (All[It->second] == T)
      return It->second;
  TermId Id = All.size();
  All.push_back(std::move(T));
  IdsByHash.emplace(Hash, Id);
  return Id;
}

TermId Terms::of(FunctionId In, ValueId V) {
  std::vector<TermId> &Known = Converted[In];
  if (Known.empty())
    Known.assign(P.facts(In).Values.size(), None);
  if (Known[V] == None)
    Known[V] = convert(In, V);
  return Known[V];
}

TermId Terms::convert(FunctionId In, ValueId V) {
  const FunctionFacts &F = P.facts(In);
  const Value &Source = F.Values[V];
  Term T;
  T.K = Source.K;
  T.Index = Source.Index;
  T.Name = Source.Name ? nameId(P.text(In, Source.Name)) : 0;
  switch (Source.K) {
  case Value::Kind::Opaque:
    return 0;
  case Value::Kind::Parameter:
  case Value::Kind::Capture:
  case Value::Kind::This:
    break; // of the function at hand; bind() replaces them
  case Value::Kind::Element:
  case Value::Kind::Counter:
  case Value::Kind::Carried:
  case Value::Kind::Relation:
  case Value::Kind::Rows:
  case Value::Kind::Prefetched:
    T.In = In;
    break;
  case Value::Kind::List:
    if (T.Index) // an object of that function
      T.In = In;
    break;
  case Value::Kind::Result: {
    const Event &E = F.Events[Source.Index];
    if (E.K == Event::Kind::Call)
      if (TermId Known = returned({In, Source.Index}))
        return Known;
    // Unknown or a query: what it depends on.
    T.In = In;
    for (ValueId Key :
         E.K == Event::Kind::Call || E.K == Event::Kind::Invoke || E.K == Event::Kind::Lookup
             ? E.Arguments
             : E.Keys)
      T.Operands.push_back(of(In, Key));
    if (E.K == Event::Kind::Call || E.K == Event::Kind::Invoke || E.K == Event::Kind::Lookup)
      T.Operands.push_back(of(In, E.Receiver));
    return add(std::move(T));
  }
  case Value::Kind::Field: {
    TermId Base = of(In, Source.Operands[0]);
    return fieldOf(Base, T.Name);
  }
  default:
    break;
  }
  for (ValueId Operand : Source.Operands)
    T.Operands.push_back(of(In, Operand));
  return add(std::move(T));
}

bool Terms::isSetLater(FunctionId Constructor, uint32_t Member) const {
  auto Stores = P.storesTo(P.text(Constructor, P.facts(Constructor).Class), Names[Member]);
  return std::any_of(Stores.begin(), Stores.end(),
                     [&](const Program::Stored &Store) { return !P.facts(Store.In).Constructor; });
}

/// A member of an object that a known constructor made is what it stored there.
TermId Terms::fieldOf(TermId Base, uint32_t Name) {
  if (!Base)
    return 0;
  Term T;
  T.K = Value::Kind::Field;
  T.Name = Name;
  T.Operands = {Base};
  const Term Object = All[Base];
  // What a constructor stores may lead to what another one stored, round and round.
  constexpr unsigned MaxNested = 8;
  if (Object.K == Value::Kind::Result && Object.In != None && FieldsNested < MaxNested) {
    llvm::SaveAndRestore Nested(FieldsNested, FieldsNested + 1);
    EventRef Made{Object.In, Object.Index};
    const Event &E = P.event(Made);
    if (E.K == Event::Kind::Call)
      for (FunctionId Target : P.targets(Made)) {
        const FunctionFacts &F = P.facts(Target);
        // What a method may put there later is as likely.
        if (!F.Constructor || isSetLater(Target, Name))
          continue;
        // The last one stays.
        for (const FieldStore &Store : llvm::reverse(F.Stores))
          if (P.text(Target, Store.Field) == Names[Name]) {
            Binding With;
            // The operands of a constructor's Result are its arguments, bound.
            With.Parameters.assign(Object.Operands.begin(), Object.Operands.end());
            With.This = Base;
            return bind(of(Target, Store.What), With);
          }
      }
  }
  return add(std::move(T));
}

TermId Terms::returned(EventRef Call) {
  std::vector<TermId> Results;
  for (FunctionId Target : P.targets(Call)) {
    const FunctionFacts &F = P.facts(Target);
    if (F.Constructor || F.Returns.empty())
      return 0;
    if (InProgress[Target])
      return 0; // a recursive result is opaque to itself
    InProgress[Target] = 1;
    Binding With = bindingOf(Call);
    for (const Return &R : F.Returns)
      Results.push_back(filled(bind(of(Target, R.What), With), Target, With));
    InProgress[Target] = 0;
  }
  if (Results.empty())
    return 0;
  Term T;
  T.K = Value::Kind::Choice;
  T.Operands = std::move(Results);
  return add(std::move(T));
}

TermId Terms::filled(TermId Object, FunctionId By, const Binding &With) {
  Term Known = All[Object];
  if (Known.K != Value::Kind::List || Object != With.This)
    return Object;
  for (const FieldStore &Store : P.facts(By).Stores)
    Known.Operands.push_back(bind(of(By, Store.What), With));
  return add(std::move(Known));
}

TermId Terms::made(EventRef Call) {
  const Event &E = P.event(Call);
  Term T;
  T.K = Value::Kind::Result;
  T.In = Call.Function;
  T.Index = Call.Event;
  for (ValueId Argument : E.Arguments)
    T.Operands.push_back(of(Call.Function, Argument));
  T.Operands.push_back(of(Call.Function, E.Receiver));
  return add(std::move(T));
}

Binding Terms::bindingOf(EventRef Call) {
  const Event &E = P.event(Call);
  Binding With;
  With.This = of(Call.Function, E.Receiver);
  // A constructor works on the object that the call makes.
  for (FunctionId Target : P.targets(Call))
    if (P.facts(Target).Constructor)
      With.This = made(Call);
  for (ValueId Argument : E.Arguments)
    With.Parameters.push_back(of(Call.Function, Argument));
  if (E.CalleeValue) {
    const Term Callable = All[of(Call.Function, E.CalleeValue)];
    if (Callable.K == Value::Kind::Callable && Callable.Index)
      return With; // a method, called on the receiver
    With.Captures = Callable.Operands;
    With.This = With.Captures.empty() ? 0 : With.Captures.front();
  }
  return With;
}

Binding Terms::bindingOfCallable(TermId Callable, std::vector<TermId> Arguments) {
  Binding With;
  With.Parameters = std::move(Arguments);
  if (All[Callable].Index && !With.Parameters.empty()) {
    With.This = With.Parameters.front();
    With.Parameters.erase(With.Parameters.begin());
    return With;
  }
  With.Captures = All[Callable].Operands;
  With.This = With.Captures.empty() ? 0 : With.Captures.front();
  return With;
}

TermId Terms::bind(TermId T, const Binding &With) {
  llvm::DenseMap<TermId, TermId> Done;
  return bind(T, With, Done);
}

TermId Terms::bind(TermId T, const Binding &With, llvm::DenseMap<TermId, TermId> &Done) {
  auto Replace = [&](auto &Self, TermId Id) -> TermId {
    if (!All[Id].Open)
      return Id;
    if (auto It = Done.find(Id); It != Done.end())
      return It->second;
    Term Copy = All[Id];
    TermId Result = Id;
    switch (Copy.K) {
    case Value::Kind::Parameter:
      Result = Copy.Index < With.Parameters.size() ? With.Parameters[Copy.Index] : 0;
      break;
    case Value::Kind::Capture:
      Result = Copy.Index < With.Captures.size() ? With.Captures[Copy.Index] : 0;
      break;
    case Value::Kind::This:
      Result = With.This;
      break;
    default: {
      bool Changed = false;
      for (TermId &Operand : Copy.Operands) {
        TermId New = Self(Self, Operand);
        Changed |= New != Operand;
        Operand = New;
      }
      if (Changed)
        Result = Copy.K == Value::Kind::Field ? fieldOf(Copy.Operands[0], Copy.Name)
                                              : add(std::move(Copy));
    }
    }
    Done[Id] = Result;
    return Result;
  };
  return Replace(Replace, T);
}

void Terms::visit(TermId T, llvm::function_ref<bool(TermId)> Visit) const {
  llvm::SmallVector<TermId, 16> Work{T};
  llvm::DenseMap<TermId, bool> Seen;
  while (!Work.empty()) {
    TermId Id = Work.pop_back_val();
    if (!Seen.try_emplace(Id, true).second || !Visit(Id))
      continue;
    Work.append(All[Id].Operands.begin(), All[Id].Operands.end());
  }
}

bool Terms::variesIn(TermId T, LoopRef L, bool ThroughIndex) const {
  return reaches(T, ThroughIndex, [&](const Term &It) {
    return It.In == L.Function && It.Index == L.Loop &&
           (It.K == Value::Kind::Element || It.K == Value::Kind::Counter ||
            It.K == Value::Kind::Carried);
  });
}

bool Terms::dependsOnElement(TermId T, LoopRef L, bool ThroughIndex) const {
  return reaches(T, ThroughIndex, [&](const Term &It) {
    return It.In == L.Function && It.Index == L.Loop && It.K == Value::Kind::Element;
  });
}

bool Terms::reaches(TermId T, bool ThroughIndex,
                    llvm::function_ref<bool(const Term &)> Wanted) const {
  llvm::SmallVector<TermId, 16> Work{T};
  llvm::DenseMap<TermId, bool> Seen;
  while (!Work.empty()) {
    TermId Id = Work.pop_back_val();
    if (!Seen.try_emplace(Id, true).second)
      continue;
    const Term &It = All[Id];
    if (Wanted(It))
      return true;
    bool OnlyFirst = !ThroughIndex && It.K == Value::Kind::ElementOf;
    Work.append(It.Operands.begin(), OnlyFirst ? It.Operands.begin() + 1 : It.Operands.end());
  }
  return false;
}

bool Terms::dependsOnEvent(TermId T, EventRef E) const {
  bool Found = false;
  visit(T, [&](TermId Id) {
    const Term &It = All[Id];
    Found |=
        It.In == E.Function && It.Index == E.Event &&
        (It.K == Value::Kind::Result || It.K == Value::Kind::Relation || It.K == Value::Kind::Rows);
    return !Found;
  });
  return Found;
}

} // namespace nplus1
