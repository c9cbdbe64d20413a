#include "summary/Sources.h"

#include "llvm/ADT/ScopeExit.h"

#include <set>

namespace nplus1 {

struct SourceFinder::State {
  std::vector<RowSource> Found;
  /// The way that is being followed, and how many steps all ways took.
  std::set<std::pair<FunctionId, TermId>> Active;
  unsigned Steps = 0;
};

std::vector<RowSource> SourceFinder::of(FunctionId In, TermId Container) {
  State S;
  follow(In, Container, {}, S);
  return std::move(S.Found);
}

void SourceFinder::follow(FunctionId In, TermId Id, RowSource SoFar, State &S) {
  constexpr size_t MaxSources = 32;
  constexpr unsigned MaxSteps = 2000;
  auto Unknown = [&] {
    SoFar.K = RowSource::Kind::Unknown;
    S.Found.push_back(SoFar);
  };
  if (S.Found.size() >= MaxSources || ++S.Steps > MaxSteps)
    return Unknown();
  // A way that comes back to itself adds nothing.
  auto [Here, New] = S.Active.emplace(In, Id);
  if (!New)
    return;
  auto Leave = llvm::make_scope_exit([&S, Here = Here] { S.Active.erase(Here); });
  const Term It = T[Id];
  switch (It.K) {
  case Value::Kind::Rows:
    // The query may have been made, and eager loads added, elsewhere.
    if (!SoFar.Query.isValid()) {
      SoFar.Query = {It.In, It.Index};
      SoFar.At = Id;
    }
    if (It.Operands.empty())
      return Unknown();
    return follow(In, It.Operands.front(), SoFar, S);
  case Value::Kind::Constant:
    // Where a query begins. Of anything else a constant is no row.
    if (!SoFar.Query.isValid() && !SoFar.Built)
      return Unknown();
    SoFar.K = RowSource::Kind::Query;
    S.Found.push_back(SoFar);
    return;
  case Value::Kind::Prefetched:
    SoFar.Prefetches.push_back({It.In, It.Index});
    return follow(In, It.Operands.front(), SoFar, S);
  case Value::Kind::Limited:
    SoFar.Limit = It.Index;
    return follow(In, It.Operands.front(), SoFar, S);
  case Value::Kind::Refined:
    SoFar.Built = true;
    return follow(In, It.Operands.front(), SoFar, S);
  case Value::Kind::Carried:
    return follow(In, It.Operands.front(), SoFar, S);
  case Value::Kind::Relation:
    SoFar.K = RowSource::Kind::Loaded;
    SoFar.Query = {It.In, It.Index};
    SoFar.At = Id;
    S.Found.push_back(SoFar);
    return;
  case Value::Kind::Choice:
    for (TermId Operand : It.Operands) {
      const Term &Way = T[Operand];
      // An empty container that is filled later, or a null pointer.
      bool Nothing =
          (Way.K == Value::Kind::List && Way.Operands.empty()) || Way.K == Value::Kind::Constant;
      if (!Nothing)
        follow(In, Operand, SoFar, S);
    }
    return;
  case Value::Kind::List:
    SoFar.K = RowSource::Kind::Written;
    SoFar.At = Id;
    if (It.Operands.empty())
      return Unknown(); // filled in a way that was not followed
    // A container of rows that were put in one by one: each is its own source.
    for (TermId Operand : It.Operands) {
      const Term &Row = T[Operand];
      if ((Row.K == Value::Kind::Element || Row.K == Value::Kind::ElementOf) &&
          !Row.Operands.empty())
        follow(In, Row.Operands.front(), SoFar, S);
      else if (Row.K == Value::Kind::Rows || Row.K == Value::Kind::Relation)
        follow(In, Operand, SoFar, S); // a range was inserted
      else
        S.Found.push_back(SoFar);
    }
    return;
  case Value::Kind::Parameter: {
    const Program::Function &F = P.functions()[In];
    if (F.Callers.empty())
      return Unknown();
    for (EventRef Call : F.Callers) {
      Binding With = T.bindingOf(Call);
      RowSource Outer = SoFar;
      Outer.Through.push_back(Call);
      TermId Argument = It.Index < With.Parameters.size() ? With.Parameters[It.Index] : 0;
      follow(Call.Function, Argument, std::move(Outer), S);
    }
    // Other units may call it with rows that are not seen here.
    return;
  }
  case Value::Kind::Field: {
    if (T[It.Operands.front()].K == Value::Kind::This) {
      auto Stores = P.storesTo(P.text(In, P.facts(In).Class), T.name(Id));
      if (Stores.empty())
        return Unknown();
      for (const Program::Stored &Store : Stores)
        follow(Store.In, T.of(Store.In, Store.What), SoFar, S);
      return;
    }
    return Unknown();
  }
  case Value::Kind::Result: {
    EventRef Made{It.In, It.Index};
    if (P.event(Made).K == Event::Kind::Find) {
      SoFar.K = RowSource::Kind::Loaded;
      SoFar.Query = Made;
      SoFar.At = Id;
      S.Found.push_back(SoFar);
      return;
    }
    return Unknown();
  }
  default:
    return Unknown();
  }
}

bool covers(const Program &P, EventRef Prefetch, llvm::StringRef Path) {
  const Event &E = P.event(Prefetch);
  if (E.Paths.empty())
    return true; // all to-one relations
  for (StringId Id : E.Paths) {
    llvm::StringRef Loaded = P.text(Prefetch.Function, Id);
    // Names that were computed may be any.
    if (Loaded == "*" || Loaded == Path ||
        (Loaded.starts_with(Path) && Loaded.substr(Path.size()).starts_with(".")))
      return true;
  }
  return false;
}

} // namespace nplus1
