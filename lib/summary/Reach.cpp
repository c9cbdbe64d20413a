#include "summary/Reach.h"

#include <algorithm>

namespace nplus1 {

namespace {

/// More functions than this are not looked through for one query.
constexpr size_t MaxFunctions = 200;

/// Where rows come into a function: a kind of value, and its index.
using Seed = std::pair<Value::Kind, uint32_t>;

class Follower {
public:
  explicit Follower(const Program &P) : P(P) {}

  Reach run(EventRef Prefetch) {
    Visited &Start = enter(Prefetch.Function);
    Start.Owner = true;
    Start.Seeds.insert({Value::Kind::Prefetched, Prefetch.Event});
    const Role *R = P.roleOf(Prefetch);
    if (R && R->At == Role::EagerAt::Collection)
      seedRows(Prefetch);
    while (!Work.empty() && !Out.Escapes) {
      FunctionId F = *Work.begin();
      Work.erase(Work.begin());
      look(F);
    }
    return std::move(Out);
  }

private:
  struct Visited {
    std::set<Seed> Seeds;
    /// The rows are this function's own, so that returning them hands them to
    /// every caller. Otherwise only calls that passed them get them back.
    bool Owner = false;
    bool Returns = false;
    /// Calls that brought rows here.
    std::set<EventRef> From;
  };

  Visited &enter(FunctionId F) {
    if (Functions.size() >= MaxFunctions && !Functions.count(F))
      Out.Escapes = true;
    Work.insert(F);
    return Functions[F];
  }

  void seed(FunctionId F, Seed What) {
    auto It = Functions.find(F);
    if (It == Functions.end() || !It->second.Seeds.count(What))
      enter(F).Seeds.insert(What);
  }

  /// A load on a collection changes the rows, which have other names already.
  void seedRows(EventRef Prefetch) {
    const FunctionFacts &F = P.facts(Prefetch.Function);
    std::vector<ValueId> Ways{P.event(Prefetch).Receiver};
    while (!Ways.empty()) {
      const Value &V = F.Values[Ways.back()];
      Ways.pop_back();
      switch (V.K) {
      case Value::Kind::Rows:
        seed(Prefetch.Function, {V.K, V.Index});
        break;
      case Value::Kind::Prefetched:
      case Value::Kind::Carried:
      case Value::Kind::Limited:
        Ways.push_back(V.Operands.front());
        break;
      case Value::Kind::Choice:
        Ways.insert(Ways.end(), V.Operands.begin(), V.Operands.end());
        break;
      default:
        Out.Escapes = true; // somebody else's rows
      }
    }
  }

  /// Which values of \p F are rows, hold rows or were reached from them.
  std::vector<bool> rowsOf(const FunctionFacts &F, const Visited &At) const {
    std::vector<bool> Is(F.Values.size());
    for (ValueId Id = 1; Id < F.Values.size(); ++Id) {
      const Value &V = F.Values[Id];
      Is[Id] = At.Seeds.count({V.K, V.Index});
      switch (V.K) {
      case Value::Kind::Derived:
      case Value::Kind::Key:
        break; // computed from rows, which the events tell
      case Value::Kind::Field:
        Is[Id] = !V.Index && Is[V.Operands.front()];
        break;
      case Value::Kind::Rows:
      case Value::Kind::Refined: // the other operands are conditions
        Is[Id] = Is[Id] || (!V.Operands.empty() && Is[V.Operands.front()]);
        break;
      default:
        for (ValueId Operand : V.Operands)
          Is[Id] = Is[Id] || Is[Operand];
      }
    }
    return Is;
  }

  void look(FunctionId Id) {
    const FunctionFacts &F = P.facts(Id);
    const Visited At = Functions[Id];
    std::vector<bool> Is = rowsOf(F, At);
    auto Any = [&](std::span<const ValueId> Ids) {
      return std::any_of(Ids.begin(), Ids.end(), [&](ValueId V) { return Is[V]; });
    };
    if (F.Cut ||
        std::any_of(F.Escapes.begin(), F.Escapes.end(), [&](ValueId V) { return !V || Is[V]; }))
      Out.Escapes = true;

    for (const Value &V : F.Values)
      if (V.K == Value::Kind::Field && Is[V.Operands.front()])
        Out.Members.insert(P.text(Id, V.Name));
    for (LoopId L = 0; L < F.Loops.size(); ++L)
      if (Is[F.Loops[L].Range])
        Out.Loops.insert({Id, L});
    for (EventId E = 0; E < F.Events.size(); ++E)
      event({Id, E}, Is, Any);
    // A constructor's members are reached through the object, see call().
    if (!F.Constructor && std::any_of(F.Stores.begin(), F.Stores.end(),
                                      [&](const FieldStore &S) { return Is[S.What]; }))
      Out.Escapes = true;
    if (std::any_of(F.Returns.begin(), F.Returns.end(),
                    [&](const Return &R) { return Is[R.What]; }))
      returned(Id);
  }

  template <typename AnyT> void event(EventRef Ref, const std::vector<bool> &Is, const AnyT &Any) {
    const Event &E = P.event(Ref);
    bool OnRows = Is[E.Receiver];
    switch (E.K) {
    case Event::Kind::Load:
    case Event::Kind::Count:
      if (E.Relation && (OnRows || Any(E.Keys)))
        Out.Loaded.insert(P.text(Ref.Function, E.Relation));
      else if (OnRows && E.K == Event::Kind::Load)
        Out.Escapes = true; // a relation without a name
      break;
    case Event::Kind::Find:
    case Event::Kind::Execute:
    case Event::Kind::Rows:
      // The library may look at a row that it is given.
      Out.Escapes |= Any(E.Arguments);
      if (OnRows)
        seed(Ref.Function, {Value::Kind::Result, Ref.Event});
      break;
    case Event::Kind::Lookup:
      if (OnRows || Any(E.Arguments))
        seed(Ref.Function, {Value::Kind::Result, Ref.Event});
      break;
    case Event::Kind::Write:
    case Event::Kind::Statement:
      // Some save what hangs on a row, too.
      Out.Escapes |= OnRows || Any(E.Arguments);
      break;
    case Event::Kind::Invoke:
      Out.Escapes |= OnRows || Is[E.CalleeValue] || Any(E.Arguments);
      break;
    case Event::Kind::Call:
      if (OnRows || Is[E.CalleeValue] || Any(E.Arguments))
        call(Ref, Is);
      break;
    case Event::Kind::Prefetch:
    case Event::Kind::Store:
      break; // the values tell
    }
  }

  void call(EventRef Ref, const std::vector<bool> &Is) {
    const Event &E = P.event(Ref);
    std::vector<FunctionId> Targets = P.targets(Ref);
    // Further implementations may be out of view.
    if (Targets.empty() || E.Virtual) {
      Out.Escapes = true;
      if (!E.Virtual)
        Out.Unseen.insert(P.text(Ref.Function, E.Callee));
      return;
    }
    const Value &Callee = P.facts(Ref.Function).Values[E.CalleeValue];
    for (FunctionId Target : Targets) {
      const FunctionFacts &F = P.facts(Target);
      Out.Escapes |= F.Variadic;
      for (uint32_t I = 0; I < E.Arguments.size(); ++I)
        if (Is[E.Arguments[I]])
          seed(Target, {Value::Kind::Parameter, I});
      // A constructor's object has the rows in it, for its methods to find.
      if (F.Constructor || Is[E.Receiver])
        seed(Target, {Value::Kind::This, 0});
      if (F.Lambda && Callee.K == Value::Kind::Callable)
        for (uint32_t I = 0; I < Callee.Operands.size(); ++I)
          if (Is[Callee.Operands[I]])
            seed(Target, I ? Seed{Value::Kind::Capture, I} : Seed{Value::Kind::This, 0});
      Visited &At = enterOnce(Target);
      At.From.insert(Ref);
      if (F.Constructor || (At.Returns && !E.Plain))
        seed(Ref.Function, {Value::Kind::Result, Ref.Event});
    }
  }

  Visited &enterOnce(FunctionId F) {
    auto It = Functions.find(F);
    return It == Functions.end() ? enter(F) : It->second;
  }

  void returned(FunctionId Id) {
    Visited &At = Functions[Id];
    At.Returns = true;
    for (EventRef Call : At.From)
      if (!P.event(Call).Plain)
        seed(Call.Function, {Value::Kind::Result, Call.Event});
    if (!At.Owner)
      return;
    // To callers that are not in view, or through a pointer to this function.
    if (!P.facts(Id).Internal || P.facts(Id).Lambda || isTakenAsValue(Id)) {
      Out.Escapes = true;
      return;
    }
    for (EventRef Call : P.functions()[Id].Callers) {
      enterOnce(Call.Function).Owner = true;
      seed(Call.Function, {Value::Kind::Result, Call.Event});
    }
  }

  bool isTakenAsValue(FunctionId Id) const {
    const std::string &Usr = P.text(Id, P.facts(Id).Usr);
    for (FunctionId F = 0; F < P.functions().size(); ++F)
      if (&P.unit(F) == &P.unit(Id))
        for (const Value &V : P.facts(F).Values)
          if (V.K == Value::Kind::Callable && P.text(F, V.Name) == Usr)
            return true;
    return false;
  }

  const Program &P;
  Reach Out;
  std::map<FunctionId, Visited> Functions;
  std::set<FunctionId> Work;
};

} // namespace

Reach reachOf(const Program &P, EventRef Prefetch) { return Follower(P).run(Prefetch); }

} // namespace nplus1
