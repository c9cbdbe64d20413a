#include "summary/QueryReach.h"

#include "summary/Program.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"

using namespace llvm;

namespace nplus1 {
namespace {

bool isQuery(Event::Kind Kind) {
  switch (Kind) {
  case Event::Kind::Load:
  case Event::Kind::Find:
  case Event::Kind::Execute:
  case Event::Kind::Count:
  case Event::Kind::Rows:
  case Event::Kind::Prefetch:
  case Event::Kind::Write:
  case Event::Kind::Statement:
    return true;
  case Event::Kind::Call:
  case Event::Kind::Invoke:
  case Event::Kind::Store:
  case Event::Kind::Lookup:
    return false;
  }
  return false;
}

/// What is under way about a method.
struct VirtualMethod {
  std::vector<FunctionId> Callers;
  SmallVector<StringRef, 4> Querying; ///< USRs of implementations
};

} // namespace

QueryReach::QueryReach(const Program &P) : Querying(P.functions().size()) {
  std::vector<SmallVector<FunctionId, 2>> Callers(P.functions().size());
  StringMap<VirtualMethod> Virtual;
  SmallVector<FunctionId, 64> Pending;
  auto mark = [&](FunctionId F) {
    if (!Querying.test(F)) {
      Querying.set(F);
      Pending.push_back(F);
    }
  };

  for (FunctionId F = 0; F < P.functions().size(); ++F) {
    for (EventId Id = 0; Id < P.facts(F).Events.size(); ++Id) {
      const Event &E = P.facts(F).Events[Id];
      if (isQuery(E.K))
        mark(F);
      if (E.K != Event::Kind::Call)
        continue;
      StringRef Callee = P.text(F, E.Callee);
      if (E.Virtual && !P.overriders(Callee).empty())
        Virtual[Callee].Callers.push_back(F);
      else
        for (FunctionId Target : P.definitions(Callee, F))
          Callers[Target].push_back(F);
    }
    // Lambdas are functions of their own; what they do counts for who holds them.
    for (const Value &V : P.facts(F).Values)
      if (V.K == Value::Kind::Callable)
        for (FunctionId Target : P.definitions(P.text(F, V.Name), F))
          Callers[Target].push_back(F);
  }

  auto implementations = [&](StringRef Usr) {
    SmallVector<StringRef, 8> Usrs;
    if (!P.named(Usr).empty())
      Usrs.push_back(Usr);
    for (FunctionId Overrider : P.overriders(Usr))
      Usrs.push_back(P.text(Overrider, P.facts(Overrider).Usr));
    append_range(Usrs, P.declaredOverriders(Usr));
    sort(Usrs);
    return size_t(std::unique(Usrs.begin(), Usrs.end()) - Usrs.begin());
  };
  auto implements = [&](FunctionId F, StringRef MethodUsr) {
    if (P.overriders(MethodUsr).empty())
      return;
    Method &It = Methods[MethodUsr];
    VirtualMethod &Known = Virtual[MethodUsr];
    StringRef Usr = P.text(F, P.facts(F).Usr);
    if (is_contained(Known.Querying, Usr))
      return;
    Known.Querying.push_back(Usr);
    if (!It.Implementations)
      It.Implementations = implementations(MethodUsr);
    ++It.Querying;
    if (It.mayQuery())
      for (FunctionId Caller : Known.Callers)
        mark(Caller);
  };
  while (!Pending.empty()) {
    const FunctionId F = Pending.pop_back_val();
    for (FunctionId Caller : Callers[F])
      mark(Caller);
    implements(F, P.text(F, P.facts(F).Usr));
    for (StringId Overridden : P.facts(F).Overrides)
      implements(F, P.text(F, Overridden));
  }
}

} // namespace nplus1
