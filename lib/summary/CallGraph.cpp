#include "summary/CallGraph.h"

#include <algorithm>

namespace nplus1 {

namespace {

/// By class, the functions whose callables its members are given.
llvm::StringMap<std::vector<FunctionId>> callablesInMembers(const Program &P) {
  llvm::StringMap<std::vector<FunctionId>> ByClass;
  for (FunctionId F = 0; F < P.functions().size(); ++F) {
    const FunctionFacts &Facts = P.facts(F);
    std::vector<ValueId> Work;
    for (const FieldStore &Store : Facts.Stores)
      Work.push_back(Store.What);
    std::vector<uint8_t> Seen(Work.empty() ? 0 : Facts.Values.size(), 0);
    while (!Work.empty()) {
      ValueId Id = Work.back();
      Work.pop_back();
      if (Seen[Id]++)
        continue;
      const Value &V = Facts.Values[Id];
      if (V.K == Value::Kind::Callable)
        if (FunctionId Body = P.find(P.text(F, V.Name), F); Body != None)
          ByClass[P.text(F, Facts.Class)].push_back(Body);
      Work.insert(Work.end(), V.Operands.begin(), V.Operands.end());
    }
  }
  return ByClass;
}

} // namespace

/// Tarjan's algorithm (SIAM J. Comput. 1(2), 1972), with an explicit stack:
/// call chains may be deeper than the machine's.
std::vector<std::vector<FunctionId>> componentsBottomUp(const Program &P) {
  size_t N = P.functions().size();
  std::vector<std::vector<FunctionId>> Calls(N);
  const auto InMembers = callablesInMembers(P);
  for (FunctionId F = 0; F < N; ++F) {
    bool Invokes = false;
    for (EventId E = 0; E < P.facts(F).Events.size(); ++E) {
      Invokes |= P.facts(F).Events[E].K == Event::Kind::Invoke;
      if (P.facts(F).Events[E].K == Event::Kind::Call)
        for (FunctionId Target : P.targets({F, E}))
          Calls[F].push_back(Target);
    }
    if (auto Kept = InMembers.find(P.text(F, P.facts(F).Class)); Invokes && Kept != InMembers.end())
      Calls[F].insert(Calls[F].end(), Kept->second.begin(), Kept->second.end());
    for (const Value &V : P.facts(F).Values)
      if (V.K == Value::Kind::Callable)
        if (FunctionId Target = P.find(P.text(F, V.Name), F); Target != None)
          Calls[F].push_back(Target);
    std::sort(Calls[F].begin(), Calls[F].end());
    Calls[F].erase(std::unique(Calls[F].begin(), Calls[F].end()), Calls[F].end());
  }

  std::vector<std::vector<FunctionId>> Result;
  std::vector<uint32_t> Number(N, 0), Low(N, 0);
  std::vector<uint8_t> OnStack(N, 0);
  std::vector<FunctionId> Stack;
  uint32_t Next = 1;
  struct Frame {
    FunctionId F;
    size_t Edge;
  };
  for (FunctionId Root = 0; Root < N; ++Root) {
    if (Number[Root])
      continue;
    std::vector<Frame> Frames{{Root, 0}};
    while (!Frames.empty()) {
      auto &[F, Edge] = Frames.back();
      if (Edge == 0 && !Number[F]) {
        Number[F] = Low[F] = Next++;
        Stack.push_back(F);
        OnStack[F] = 1;
      }
      if (Edge < Calls[F].size()) {
        FunctionId To = Calls[F][Edge++];
        if (!Number[To])
          Frames.push_back({To, 0});
        else if (OnStack[To])
          Low[F] = std::min(Low[F], Number[To]);
        continue;
      }
      FunctionId Done = F;
      Frames.pop_back();
      if (!Frames.empty())
        Low[Frames.back().F] = std::min(Low[Frames.back().F], Low[Done]);
      if (Low[Done] != Number[Done])
        continue;
      std::vector<FunctionId> Component;
      for (FunctionId Member = None; Member != Done;) {
        Member = Stack.back();
        Stack.pop_back();
        OnStack[Member] = 0;
        Component.push_back(Member);
      }
      std::sort(Component.begin(), Component.end());
      Result.push_back(std::move(Component));
    }
  }
  return Result;
}

} // namespace nplus1
