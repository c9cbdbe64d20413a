#include "fix/plan/MapLookupPlanner.h"
#include "fix/plan/Spelling.h"

#include "llvm/ADT/StringRef.h"

#include <algorithm>

namespace nplus1 {

bool MapLookupPlanner::findHelpers() {
  for (size_t N = 0; N < Nodes.size(); ++N)
    for (const Access *A : Nodes[N].Accesses)
      for (size_t I = 1; I < A->How.Chain.size(); ++I) {
        EventRef Call = A->How.Chain[I - 1];
        FunctionId Helper = A->How.Chain[I].Function;
        const Place &Written = C.P.facts(Helper).Where;
        bool InBody = C.P.facts(Helper).Lambda && Call.Function == Root.Function &&
                      Written.Offset >= Loop.Body.Offset && Written.end() <= Loop.Body.end();
        if (C.P.event(Call).InPlace || InBody) {
          // A lambda of the loop's own code sees the batch if it captures it.
          if (!C.P.facts(Helper).CapturesByReference)
            Capturing[Helper].insert(batchOf(N));
          continue;
        }
        if (isOneOfSeveral(Call))
          return no("the query is in a function that is picked from a table");
        Calls.insert(Call);
        std::vector<size_t> &Needed = Helpers[Helper];
        size_t Batch = batchOf(N);
        if (std::find(Needed.begin(), Needed.end(), Batch) == Needed.end())
          Needed.push_back(Batch);
      }
  Involved.insert(Root.Function);
  for (auto &[Helper, Needed] : Helpers) {
    std::sort(Needed.begin(), Needed.end());
    Involved.insert(Helper);
    if (!checkHelper(Helper))
      return false;
  }
  return true;
}

/// Whether the call's expression calls other functions, too, in other turns.
bool MapLookupPlanner::isOneOfSeveral(EventRef Call) const {
  const Event &E = C.P.event(Call);
  return std::any_of(C.P.facts(Call.Function).Events.begin(), C.P.facts(Call.Function).Events.end(),
                     [&](const Event &Other) {
                       return Other.K == Event::Kind::Call && Other.Callee != E.Callee &&
                              Other.Where.File == E.Where.File &&
                              Other.Where.Offset == E.Where.Offset &&
                              Other.Where.Length == E.Where.Length;
                     });
}

bool MapLookupPlanner::checkHelper(FunctionId Helper) {
  const FunctionFacts &F = C.P.facts(Helper);
  std::string Name = "'" + C.P.text(Helper, F.Name) + "'";
  if (!C.P.unit(Root.Function).Cpp20 && !F.Lambda)
    return no("the query is in " + Name + ", and passing it a batch takes C++20");
  if (!F.Internal || F.Virtual || F.Constructor || F.Redeclared)
    return no("the query is in " + Name + ", which other code may call");
  // A lambda may have no list of parameters at all: "[&] { … }".
  bool HasList = F.ParametersEnd.isValid() &&
                 C.textAt(C.P.text(Helper, F.ParametersEnd.File), F.ParametersEnd.Offset, 1) == ")";
  if (C.isTemplate(Helper) || F.Variadic || !HasList || F.ParametersEnd.InMacro)
    return no("the query is in " + Name + ", whose parameters cannot be changed");
  for (EventRef Caller : C.P.functions()[Helper].Callers)
    if (!Calls.count(Caller))
      return no("the query is in " + Name + ", which is called from elsewhere, too");
  if (C.P.text(Helper, F.Where.File) !=
          C.P.text(Root.Function, C.P.facts(Root.Function).Where.File) ||
      F.Where.Offset > Loop.Where.Offset)
    return no("the query is in " + Name + ", which is not defined before the loop");
  return true;
}

bool MapLookupPlanner::captureBatches() {
  for (const auto &[Lambda, Needed] : Capturing) {
    const Place &Introducer = C.P.facts(Lambda).Where;
    const std::string &File = C.P.text(Lambda, Introducer.File);
    const std::string &Text = C.contentsOf(File);
    size_t End = Introducer.Offset;
    int Depth = 0;
    for (; End < Text.size(); ++End) {
      Depth += Text[End] == '[' ? 1 : (Text[End] == ']' ? -1 : 0);
      if (Depth <= 0)
        break;
    }
    if (Introducer.InMacro || End <= Introducer.Offset || End >= Text.size())
      return no("the lambda in the loop is written in a macro");
    std::string Captured = llvm::StringRef(Text).slice(Introducer.Offset + 1, End).trim().str();
    std::string Added;
    for (size_t Batch : Needed)
      Added += (Captured.empty() && Added.empty() ? "&" : ", &") + Names[Batch];
    Pieces.push_back({File, uint32_t(End), 0, Added});
  }
  return true;
}

bool MapLookupPlanner::passBatches() {
  std::map<FunctionId, uint32_t> Replaced;
  // Innermost helpers first: what they no longer need, their callers may not.
  std::vector<FunctionId> Order;
  for (auto &[Helper, Needed] : Helpers)
    Order.push_back(Helper);
  std::sort(Order.begin(), Order.end(),
            [&](FunctionId A, FunctionId B) { return depthOf(A) > depthOf(B); });
  for (FunctionId Helper : Order) {
    const FunctionFacts &F = C.P.facts(Helper);
    std::vector<size_t> &Needed = Helpers[Helper];
    uint32_t Instead = sparedParameter(Helper, Replaced);
    Replaced[Helper] = Instead;
    std::string Added;
    for (size_t I = 0; I < Needed.size(); ++I) {
      std::string Parameter = spelledAsAround(C, Root, "auto &" + Names[Needed[I]]);
      if (I == 0 && Instead != None)
        add(Helper, F.Parameters[Instead].Where, Parameter);
      else
        Added += (Added.empty() && F.Parameters.empty() ? "" : ", ") + Parameter;
    }
    if (!Added.empty())
      add(Helper, F.ParametersEnd, Added);
  }
  for (EventRef Call : Calls) {
    const Event &E = C.P.event(Call);
    for (FunctionId Helper : C.P.targets(Call)) {
      auto It = Helpers.find(Helper);
      if (It == Helpers.end())
        continue;
      if (!E.Where.isValid() || E.Where.InMacro || C.text(Call.Function, E.Where).back() != ')')
        return no("a helper is called in a macro");
      uint32_t Instead = Replaced[Helper];
      std::string Added;
      for (size_t I = 0; I < It->second.size(); ++I) {
        const std::string &Name = Names[It->second[I]];
        if (I == 0 && Instead != None)
          add(Call.Function, E.ArgumentPlaces[Instead], Name);
        else
          Added += (Added.empty() && E.ArgumentPlaces.empty() ? "" : ", ") + Name;
      }
      if (!Added.empty())
        add(Call.Function, E.Where, E.Where.end() - 1, E.Where.end() - 1, Added);
    }
  }
  return true;
}

size_t MapLookupPlanner::depthOf(FunctionId Helper) const {
  size_t Deepest = 0;
  for (const LoadNode &Node : Nodes)
    for (const Access *A : Node.Accesses)
      for (size_t I = 0; I < A->How.Chain.size(); ++I)
        if (A->How.Chain[I].Function == Helper)
          Deepest = std::max(Deepest, I);
  return Deepest;
}

uint32_t MapLookupPlanner::sparedParameter(FunctionId Helper,
                                           const std::map<FunctionId, uint32_t> &Replaced) {
  const FunctionFacts &F = C.P.facts(Helper);
  for (uint32_t K = 0; K < F.Parameters.size(); ++K) {
    if (!F.Parameters[K].Where.isValid() || F.Parameters[K].Where.InMacro || !F.Parameters[K].Uses)
      continue;
    uint32_t Gone = 0;
    std::set<EventRef> Seen;
    for (const LoadNode &Node : Nodes)
      for (const Access *A : Node.Accesses) {
        const Role *R = C.P.roleOf(A->How.What);
        const Event &E = C.P.event(A->How.What);
        if (A->How.What.Function == Helper && Seen.insert(A->How.What).second && R &&
            E.K == Event::Kind::Find && R->Context.K == Operand::Kind::Argument &&
            R->Context.Index < E.ArgumentPlaces.size() &&
            C.text(Helper, E.ArgumentPlaces[R->Context.Index]) ==
                C.P.text(Helper, F.Parameters[K].Name))
          ++Gone;
      }
    for (EventRef Call : Calls) {
      if (Call.Function != Helper)
        continue;
      const Event &E = C.P.event(Call);
      for (FunctionId Inner : C.P.targets(Call))
        if (auto It = Replaced.find(Inner);
            It != Replaced.end() && It->second != None && It->second < E.ArgumentPlaces.size() &&
            C.text(Helper, E.ArgumentPlaces[It->second]) == C.P.text(Helper, F.Parameters[K].Name))
          ++Gone;
    }
    if (Gone == F.Parameters[K].Uses)
      return K;
  }
  return None;
}

} // namespace nplus1
