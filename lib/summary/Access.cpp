#include "summary/Access.h"

#include "summary/StatementText.h"

#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"

#include <algorithm>

namespace nplus1 {

namespace {

/// Whether the elements of a container with this term were reached by crossing
/// a relation, so that the outer loop's element is still the root.
bool crossesRelation(const Terms &T, TermId Container) {
  for (;;) {
    const Term &It = T[Container];
    switch (It.K) {
    case Value::Kind::Relation:
      return true;
    case Value::Kind::Refined:
    case Value::Kind::Prefetched:
    case Value::Kind::Limited:
    case Value::Kind::Carried:
      if (It.Operands.empty())
        return false;
      Container = It.Operands.front();
      continue;
    case Value::Kind::Choice: {
      bool Any = std::any_of(It.Operands.begin(), It.Operands.end(),
                             [&](TermId Way) { return crossesRelation(T, Way); });
      return Any;
    }
    default:
      return false;
    }
  }
}

bool isLookup(const Program &P, const Term &It) {
  return It.K == Value::Kind::Result && It.In != None &&
         P.event({It.In, It.Index}).K == Event::Kind::Lookup;
}

} // namespace

std::string keyName(const Program &P, const Terms &T, TermId Key, LoopRef Root) {
  const Term &It = T[Key];
  // "second" of what was looked up, the first part of a tuple: no names of the user's.
  if (It.K == Value::Kind::Field &&
      (isLookup(P, T[It.Operands.front()]) || llvm::isDigit(T.name(Key).front())))
    return keyName(P, T, It.Operands.front(), Root);
  if (It.K == Value::Kind::Field || It.K == Value::Kind::Relation)
    return T.name(Key);
  if (It.K == Value::Kind::ElementOf && It.Operands.size() > 1)
    if (std::string Name = keyName(P, T, It.Operands[1], Root); !Name.empty())
      return Name;
  // An accessor whose body is not in view.
  if (It.K == Value::Kind::Result && It.In != None) {
    const Event &E = P.event({It.In, It.Index});
    if (E.K == Event::Kind::Call && E.Arguments.empty() && E.Method)
      return P.text(It.In, E.Method);
  }
  for (TermId Operand : It.Operands)
    if (!Root.isValid() || T.variesIn(Operand, Root))
      if (std::string Name = keyName(P, T, Operand, Root); !Name.empty())
        return Name;
  return {};
}

AccessPath pathOf(const Program &P, const Terms &T, TermId Id) {
  const Term &It = T[Id];
  switch (It.K) {
  case Value::Kind::Element:
  case Value::Kind::ElementOf: {
    if (!It.Operands.empty() && crossesRelation(T, It.Operands.front()))
      if (AccessPath Outer = pathOf(P, T, It.Operands.front()); Outer.Root.isValid())
        return Outer;
    if (It.K == Value::Kind::Element)
      return {{It.In, It.Index}, {}};
    for (TermId Operand : It.Operands) // the container, else what it is asked for
      if (AccessPath Path = pathOf(P, T, Operand); Path.Root.isValid())
        return Path;
    return {};
  }
  case Value::Kind::Relation: {
    TermId Base = It.Operands.front();
    std::string Name = T.name(Id);
    // A smart pointer that was passed along: its name is the member's.
    if (Name.empty() && T[Base].K == Value::Kind::Field) {
      Name = T.name(Base);
      Base = T[Base].Operands.front();
    }
    AccessPath Path = pathOf(P, T, Base);
    if (!Path.Root.isValid())
      return {};
    EventRef By{It.In, It.Index};
    if (!Name.empty())
      Path.Steps.push_back({Name, P.event(By).ToMany, By});
    return Path;
  }
  case Value::Kind::Result: {
    EventRef By{It.In, It.Index};
    const Event &E = P.event(By);
    for (TermId Operand : It.Operands) {
      AccessPath Path = pathOf(P, T, Operand);
      if (!Path.Root.isValid())
        continue;
      if (E.K == Event::Kind::Find || E.K == Event::Kind::Execute)
        Path.Steps.push_back({keyName(P, T, Operand, Path.Root), false, By});
      return Path;
    }
    return {};
  }
  case Value::Kind::Rows:
  case Value::Kind::Callable:
    return {};
  default:
    for (TermId Operand : It.Operands)
      if (AccessPath Path = pathOf(P, T, Operand); Path.Root.isValid())
        return Path;
    return {};
  }
}

std::string dotted(std::span<const PathStep> Steps) {
  std::string Result;
  for (const PathStep &Step : Steps)
    Result += (Result.empty() ? "" : ".") + Step.Name;
  return Result;
}

std::vector<LoopRef> loopsAround(const Program &P, const Effect &Found) {
  std::vector<LoopRef> Result;
  size_t Last = Found.SuppliedHere ? Found.CallbackAt : 1;
  for (size_t I = std::min(Last, Found.Chain.size()); I-- > 0;) {
    EventRef At = Found.Chain[I];
    for (LoopId L = P.event(At).Loop; L != None; L = P.facts(At.Function).Loops[L].Parent)
      Result.push_back({At.Function, L});
  }
  return Result;
}

namespace {

class Collector {
public:
  Collector(const Program &P, Terms &T, Effects &E, FunctionId F, std::set<LoopRef> &Opaque)
      : P(P), T(T), E(E), F(F), Opaque(Opaque) {}

  std::map<LoopRef, std::vector<Access>> run() {
    for (EventId Id = 0; Id < P.facts(F).Events.size(); ++Id)
      for (Effect &Found : E.ofEvent({F, Id}))
        place(std::move(Found));
    return std::move(ByLoop);
  }

private:
  void place(Effect Found) {
    const Event &Last = P.event(Found.What);
    switch (Last.K) {
    case Event::Kind::Load:
    case Event::Kind::Find:
    case Event::Kind::Execute:
    case Event::Kind::Count:
    case Event::Kind::Rows:
    case Event::Kind::Prefetch:
    case Event::Kind::Statement:
      break;
    default:
      return;
    }
    std::vector<LoopRef> Around = loopsAround(P, Found);
    if (Around.empty())
      return;

    Access A;
    std::vector<TermId> About = Found.Keys;
    const Role *Queries = P.roleOf(Found.What);
    bool OnSession = Queries && Queries->Context.K == Operand::Kind::Receiver;
    if (!OnSession)
      About.push_back(Found.Receiver);
    // The innermost loop whose element the query is about. A row may come out of a
    // container by any key; a key that comes out of one is as good as another.
    bool ByKey = Last.K != Event::Kind::Load;
    for (size_t I = 0; I < Around.size(); ++I) {
      LoopRef L = Around[I];
      // The days of a week, for each row: the rows are what there are many of.
      bool RowsOutside = P.loop(L).ConstantSize &&
                         std::any_of(Around.begin() + I + 1, Around.end(), [&](LoopRef Outer) {
                           return !P.loop(Outer).ConstantSize && dependOn(About, Outer, ByKey);
                         });
      if (RowsOutside)
        continue;
      bool Depends = dependOn(About, L, ByKey);
      bool Carried = !Depends && std::any_of(About.begin(), About.end(),
                                             [&](TermId Id) { return T.variesIn(Id, L, ByKey); });
      // Rows 1 to n, by number: not a walk from row to row. A loop without an end of
      // its own looks for something.
      bool Counts = P.loop(L).K == Loop::Kind::Index && P.loop(L).Test;
      if (Carried && Counts && Last.K == Event::Kind::Find && !isCarried(About, L)) {
        Carried = false;
        Depends = true;
      }
      if (!Depends && !Carried)
        continue;
      A.Root = L;
      A.Carried = Carried;
      break;
    }
    if (!A.Root.isValid()) {
      // One query on each of several databases.
      if (OnSession && std::any_of(Around.begin(), Around.end(),
                                   [&](LoopRef L) { return T.variesIn(Found.Receiver, L); }))
        return;
      A.Root = Around.front();
      A.Invariant = true;
    } else if (!A.Carried) {
      A.Path = path(Found, A.Root);
      // The element of a loop in a callee: that loop is the callee's to judge.
      if (!llvm::is_contained(Around, A.Root))
        return;
    }

    if (Last.K == Event::Kind::Statement) {
      SqlStatement Text = statementText(P, T, Found);
      if (!Text.isKnown() && !A.Invariant)
        Opaque.insert(A.Root);
      if (!Text.reads())
        return;
    }

    // Shown is what stands in the loop's own body.
    size_t Step = 0;
    while (Step + 1 < Found.Chain.size() &&
           (P.event(Found.Chain[Step]).InPlace || (Found.SuppliedHere && Step < Found.CallbackAt)))
      ++Step;
    // A function that was handed over by name: the call that did so.
    if (Found.SuppliedHere && Step == Found.CallbackAt &&
        !P.facts(Found.Chain[Step].Function).Lambda)
      Step = 0;
    A.Shown = Found.Chain[Step];

    for (const Condition &C : Found.If)
      if (C.In.isValid() && isInside(C.In, A.Root)) {
        if (!(C.In == A.Root && C.Id != None && P.facts(C.Function).Guards[C.Id].LeavesLoop))
          A.If.push_back(C);
      } else if (!C.In.isValid() && C.What && varies(C.What, A.Root))
        A.If.push_back(C); // tested in a callee
    A.How = std::move(Found);
    ByLoop[A.Root].push_back(std::move(A));
  }

  bool varies(TermId What, LoopRef L) const { return T.variesIn(What, L); }

  bool isCarried(std::span<const TermId> About, LoopRef L) const {
    bool Found = false;
    for (TermId Id : About)
      T.visit(Id, [&](TermId Part) {
        const Term &It = T[Part];
        Found |= It.K == Value::Kind::Carried && It.In == L.Function && It.Index == L.Loop;
        return !Found;
      });
    return Found;
  }

  bool dependOn(std::span<const TermId> About, LoopRef L, bool ByKey) const {
    return std::any_of(About.begin(), About.end(),
                       [&](TermId Id) { return T.dependsOnElement(Id, L, ByKey); });
  }

  bool isInside(LoopRef Inner, LoopRef Outer) const {
    if (Inner.Function != Outer.Function)
      return true; // a loop of a callee
    for (LoopId L = Inner.Loop; L != None; L = P.facts(Inner.Function).Loops[L].Parent)
      if (L == Outer.Loop)
        return true;
    return false;
  }

  /// The path of what is loaded, and the loop it really starts at: crossing a
  /// to-many relation in an inner loop leads back to the outer element.
  std::vector<PathStep> path(const Effect &Found, LoopRef &Root) {
    const Event &Last = P.event(Found.What);
    AccessPath Way;
    if (Last.K == Event::Kind::Load || (Last.K == Event::Kind::Count && Last.Relation)) {
      Way = pathOf(P, T, Found.Receiver);
      std::string Name = P.text(Found.What.Function, Last.Relation);
      const Term &Base = T[Found.Receiver];
      if (Name.empty() && Base.K == Value::Kind::Field) {
        Name = T.name(Found.Receiver);
        Way = pathOf(P, T, Base.Operands.front());
      }
      if (!Name.empty())
        Way.Steps.push_back({Name, Last.ToMany, Found.What});
    } else {
      for (TermId Key : Found.Keys) {
        Way = pathOf(P, T, Key);
        if (!Way.Root.isValid())
          continue;
        if (Last.K != Event::Kind::Prefetch)
          Way.Steps.push_back(
              {keyName(P, T, Key, Way.Root), Last.K == Event::Kind::Rows, Found.What});
        break;
      }
    }
    if (Way.Root.isValid())
      Root = Way.Root;
    return Way.Steps;
  }

  const Program &P;
  Terms &T;
  Effects &E;
  FunctionId F;
  std::set<LoopRef> &Opaque;
  std::map<LoopRef, std::vector<Access>> ByLoop;
};

} // namespace

bool dependsOn(const FunctionFacts &In, ValueId V, std::span<const EventId> Events) {
  llvm::SmallVector<ValueId, 16> Work{V};
  llvm::DenseSet<ValueId> Seen;
  while (!Work.empty()) {
    ValueId Id = Work.pop_back_val();
    if (!Seen.insert(Id).second)
      continue;
    const Value &It = In.Values[Id];
    if ((It.K == Value::Kind::Result || It.K == Value::Kind::Relation ||
         It.K == Value::Kind::Rows) &&
        llvm::is_contained(Events, It.Index))
      return true;
    Work.append(It.Operands.begin(), It.Operands.end());
    // A call's result is computed from what the call is given.
    if (It.K == Value::Kind::Result) {
      const Event &E = In.Events[It.Index];
      Work.append(E.Arguments.begin(), E.Arguments.end());
      Work.append(E.Keys.begin(), E.Keys.end());
      Work.push_back(E.Receiver);
    }
  }
  return false;
}

std::vector<EventId> eventsInRoot(const Access &A) {
  std::vector<EventId> Result;
  for (EventRef Step : A.How.Chain)
    if (Step.Function == A.Root.Function)
      Result.push_back(Step.Event);
  return Result;
}

bool isWalk(const Program &P, const Access &A) {
  if (!A.Carried)
    return false;
  const FunctionFacts &F = P.facts(A.Root.Function);
  std::vector<EventId> Events = eventsInRoot(A);
  return llvm::any_of(F.Loops[A.Root.Loop].Steps,
                      [&](const LoopStep &Step) { return dependsOn(F, Step.Next, Events); });
}

std::map<LoopRef, std::vector<Access>> accessesOf(const Program &P, Terms &T, Effects &E,
                                                  FunctionId F, std::set<LoopRef> &Opaque) {
  return Collector(P, T, E, F, Opaque).run();
}

} // namespace nplus1
