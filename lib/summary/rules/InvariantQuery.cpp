//===- InvariantQuery.cpp - nplus1-invariant-query ------------------------===//
#include "summary/rules/Rules.h"

#include <algorithm>

namespace nplus1 {

namespace {

std::vector<EventId> eventsIn(const RuleContext &C, LoopRef Root) {
  const FunctionFacts &F = C.P.facts(Root.Function);
  std::vector<EventId> Inside;
  for (EventId Id = 0; Id < F.Events.size(); ++Id)
    for (LoopId L = F.Events[Id].Loop; L != None; L = F.Loops[L].Parent)
      if (L == Root.Loop) {
        Inside.push_back(Id);
        break;
      }
  return Inside;
}

/// Whether a function of the project that the loop calls is given \p Object, and may do
/// with it what it likes: bindTo(statement, id).
bool isHandedOver(const RuleContext &C, LoopRef Root, TermId Object) {
  const FunctionFacts &F = C.P.facts(Root.Function);
  std::vector<EventId> Inside = eventsIn(C, Root);
  return std::any_of(Inside.begin(), Inside.end(), [&](EventId Id) {
    const Event &E = F.Events[Id];
    if (E.K != Event::Kind::Call && E.K != Event::Kind::Invoke)
      return false;
    auto IsObject = [&](ValueId Given) { return C.T.of(Root.Function, Given) == Object; };
    return IsObject(E.Receiver) || std::any_of(E.Arguments.begin(), E.Arguments.end(), IsObject);
  });
}

/// Whether something in the loop may set the member that \p Field reads.
bool mayBeSet(const RuleContext &C, LoopRef Root, TermId Field) {
  const TermId Object = C.T[Field].Operands.front();
  // By a method of the class, whoever calls it.
  if (C.T[Object].K == Value::Kind::This) {
    auto Stores = C.P.storesTo(C.P.text(Root.Function, C.P.facts(Root.Function).Class),
                               C.T.name(Field));
    return std::any_of(Stores.begin(), Stores.end(), [&](const Program::Stored &Store) {
      return !C.P.facts(Store.In).Constructor;
    });
  }
  return isHandedOver(C, Root, Object);
}

/// Every part of the query is known not to vary. Results of calls that were not
/// followed may, and what other code can set.
bool isKnownInvariant(const RuleContext &C, LoopRef Root, TermId Id) {
  bool Known = true;
  C.T.visit(Id, [&](TermId Part) {
    const Term &It = C.T[Part];
    switch (It.K) {
    case Value::Kind::Opaque:
    case Value::Kind::Carried:
    case Value::Kind::Counter:
    case Value::Kind::Result:
    case Value::Kind::Element:
      Known = false;
      break;
    case Value::Kind::Invariant:
      Known = !It.Index; // a constant
      break;
    case Value::Kind::Field:
      Known = !mayBeSet(C, Root, Part);
      break;
    case Value::Kind::Refined:
      Known = !isHandedOver(C, Root, Part);
      break;
    default:
      break;
    }
    return Known;
  });
  return Known;
}

/// The loop itself or a function that it calls.
bool writes(const RuleContext &C, LoopRef Root) {
  for (EventId Id : eventsIn(C, Root))
    for (const Effect &Found : C.E.ofEvent({Root.Function, Id}))
      if (Event::Kind K = C.P.event(Found.What).K;
          K == Event::Kind::Write || K == Event::Kind::Statement)
        return true;
  return false;
}

} // namespace

void findInvariantQueries(RuleContext &C, LoopAccesses &Loop) {
  const nplus1::Loop &L = C.P.loop(Loop.Root);
  // Only loops over rows or elements: others may wait, retry or page.
  if (!L.Range || L.ConstantSize || writes(C, Loop.Root))
    return;
  for (size_t I = 0; I < Loop.All.size(); ++I) {
    const Access &A = Loop.All[I];
    Event::Kind K = C.P.event(A.How.What).K;
    if (Loop.Taken[I] || !A.Invariant || A.conditional() || A.How.Chain.size() > 1 ||
        K == Event::Kind::Prefetch || K == Event::Kind::Rows)
      continue;
    const Role *R = C.P.roleOf(A.How.What);
    if (R && (R->Cached != CacheScope::Never || R->ServedByIdentityMap))
      continue;
    if (A.How.Keys.empty())
      continue;
    Judgement J = C.Judges(Loop.In, A);
    if (J.What == Judgement::Verdict::Quiet)
      continue;
    // The connection, too: the same question may be put to several databases.
    std::vector<TermId> Parts = A.How.Keys;
    for (ValueId Argument : C.P.event(A.How.What).Arguments)
      Parts.push_back(C.T.of(A.How.What.Function, Argument));
    if (!std::all_of(Parts.begin(), Parts.end(),
                     [&](TermId Part) { return isKnownInvariant(C, Loop.Root, Part); })) {
      C.Opaque.insert(Loop.Root);
      continue;
    }
    LinkedFinding Found = C.make("nplus1-invariant-query", Loop, A, std::move(J));
    Found.What.Queries = cost(Found, 1, 1);
    Found.What.Message = "the same query runs in every iteration";
    Found.Accesses.push_back(A);
    C.Found.push_back(std::move(Found));
  }
}

} // namespace nplus1
