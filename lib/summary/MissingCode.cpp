#include "summary/MissingCode.h"

#include "summary/Access.h"
#include "summary/Reach.h"

#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"

namespace nplus1 {
namespace {

bool runsQuery(const Program &P, const Effect &Found) {
  const Event::Kind K = P.event(Found.What).K;
  return K != Event::Kind::Invoke && K != Event::Kind::Write;
}

class Finder {
public:
  explicit Finder(const Program &P) : P(P), T(P), E(P, T) {}

  MissingCode run() {
    for (FunctionId F = 0; F < P.functions().size(); ++F)
      for (EventId Id = 0; Id < P.facts(F).Events.size(); ++Id) {
        if (mayBeInLoop({F, Id}))
          for (const Effect &Found : E.ofEvent({F, Id}))
            if (runsQuery(P, Found))
              effect(F, Found);
        prefetch({F, Id});
      }
    callables();
    return std::move(Out);
  }

private:
  /// Whether loopsAround() may say something of an effect of the event, without asking
  /// for the effects: most calls are in no loop, and run no callable in one.
  bool mayBeInLoop(EventRef Ref) const {
    const Event &It = P.event(Ref);
    if (It.Loop != None || E.isRecursive(Ref.Function))
      return true;
    return It.K == Event::Kind::Call && llvm::any_of(P.targets(Ref), [&](FunctionId Target) {
             return llvm::any_of(E.of(Target), [&](const Effect &Found) {
               return P.event(Found.What).K == Event::Kind::Invoke;
             });
           });
  }

  /// What a query depends on decides which loop it belongs to, and whether it runs.
  void effect(FunctionId F, const Effect &Found) {
    std::vector<LoopRef> Around = loopsAround(P, Found);
    if (Around.empty() && !E.isRecursive(F))
      return;
    value(F, Found.Receiver);
    for (TermId Key : Found.Keys)
      value(F, Key);
    for (const Condition &C : Found.If)
      value(F, C.What);
    for (LoopRef L : Around)
      rows(L.Function, T.of(L.Function, P.loop(L).Range));
  }

  void value(FunctionId F, TermId Whole) {
    if (!Values.insert({F, Whole}).second)
      return;
    T.visit(Whole, [&](TermId Part) {
      const Term &It = T[Part];
      if (It.K == Value::Kind::Result && It.In != None)
        call({It.In, It.Index});
      else if (It.K == Value::Kind::Field)
        member(F, It.Operands.front());
      return true;
    });
  }

  void call(EventRef Ref) {
    const Event &Call = P.event(Ref);
    if (Call.K == Event::Kind::Call && (Call.Virtual || P.targets(Ref).empty()))
      Out.Bodies.insert(P.text(Ref.Function, Call.Callee));
  }

  /// A member of \p Object is what the methods of its class put there.
  void member(FunctionId F, TermId Object) {
    const Term &It = T[Object];
    if (It.K == Value::Kind::This)
      siblings(F);
    else if (It.K == Value::Kind::Result && It.In != None &&
             P.event({It.In, It.Index}).K == Event::Kind::Call)
      for (FunctionId Target : P.targets({It.In, It.Index}))
        if (P.facts(Target).Constructor)
          siblings(Target);
  }

  void siblings(FunctionId Method) {
    const FunctionFacts &F = P.facts(Method);
    if (F.Class)
      Out.Siblings.try_emplace(P.text(Method, F.Usr),
                               llvm::StringRef(P.text(Method, F.Name)).split("::").first);
  }

  /// The rows of a loop, as SourceFinder follows them.
  void rows(FunctionId F, TermId Id) {
    if (!Rows.insert({F, Id}).second)
      return;
    const Term It = T[Id];
    switch (It.K) {
    case Value::Kind::Rows:
    case Value::Kind::Prefetched:
    case Value::Kind::Limited:
    case Value::Kind::Refined:
    case Value::Kind::Carried:
      if (!It.Operands.empty())
        rows(F, It.Operands.front());
      return;
    case Value::Kind::Choice:
    case Value::Kind::List:
      for (TermId Operand : It.Operands)
        rows(F, Operand);
      return;
    case Value::Kind::Element:
    case Value::Kind::ElementOf:
      if (!It.Operands.empty())
        rows(F, It.Operands.front());
      return;
    case Value::Kind::Parameter:
      Out.Callers.insert(P.text(F, P.facts(F).Usr));
      for (EventRef Call : P.functions()[F].Callers)
        if (Binding With = T.bindingOf(Call); It.Index < With.Parameters.size())
          rows(Call.Function, With.Parameters[It.Index]);
      return;
    case Value::Kind::Field:
      value(F, Id);
      if (T[It.Operands.front()].K == Value::Kind::This)
        for (const Program::Stored &Store : P.storesTo(P.text(F, P.facts(F).Class), T.name(Id)))
          rows(Store.In, T.of(Store.In, Store.What));
      return;
    case Value::Kind::Result:
      call({It.In, It.Index});
      return;
    default:
      return;
    }
  }

  /// The rows of an eager load, up to where they go out of view.
  void prefetch(EventRef Ref) {
    const Event &Eager = P.event(Ref);
    if (Eager.K != Event::Kind::Prefetch || Eager.Paths.empty())
      return;
    Reach Uses = reachOf(P, Ref);
    Out.Bodies.insert(Uses.Unseen.begin(), Uses.Unseen.end());
  }

  /// Who is given a callable that queries may run it in a loop.
  void callables() {
    for (bool Changed = true; Changed;) {
      Changed = false;
      for (FunctionId F = 0; F < P.functions().size(); ++F)
        for (EventId Id = 0; Id < P.facts(F).Events.size(); ++Id)
          if (P.facts(F).Events[Id].K == Event::Kind::Call)
            Changed |= handOver({F, Id});
    }
  }

  bool handOver(EventRef Ref) {
    const Event &Call = P.event(Ref);
    bool Changed = false;
    for (uint32_t I = 0; I < Call.Arguments.size(); ++I) {
      if (!queries(Ref.Function, Call.Arguments[I]))
        continue;
      std::vector<FunctionId> Targets = P.targets(Ref);
      if (Targets.empty())
        Out.Bodies.insert(P.text(Ref.Function, Call.Callee));
      for (FunctionId Target : Targets)
        Changed |= Querying.insert({Target, I}).second;
    }
    return Changed;
  }

  /// Whether \p What is or holds a callable that runs a query.
  bool queries(FunctionId F, ValueId What) {
    const FunctionFacts &Facts = P.facts(F);
    llvm::SmallVector<ValueId, 8> Work{What};
    llvm::DenseSet<ValueId> Seen;
    while (!Work.empty()) {
      ValueId Id = Work.pop_back_val();
      if (!Seen.insert(Id).second)
        continue;
      const Value &It = Facts.Values[Id];
      if (It.K == Value::Kind::Parameter && Querying.count({F, It.Index}))
        return true;
      if (It.K == Value::Kind::Callable)
        if (FunctionId Body = P.find(P.text(F, It.Name), F); Body != None)
          if (llvm::any_of(E.of(Body), [&](const Effect &Found) { return runsQuery(P, Found); }))
            return true;
      Work.append(It.Operands.begin(), It.Operands.end());
    }
    return false;
  }

  const Program &P;
  Terms T;
  Effects E;
  MissingCode Out;
  std::set<std::pair<FunctionId, TermId>> Values, Rows;
  /// Parameters that may be a callable which queries.
  std::set<std::pair<FunctionId, uint32_t>> Querying;
};

} // namespace

MissingCode missingCode(const Program &P) { return Finder(P).run(); }

} // namespace nplus1
