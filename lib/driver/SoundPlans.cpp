#include "driver/SoundPlans.h"

#include "llvm/ADT/STLExtras.h"

#include <set>

using namespace llvm;

namespace nplus1 {
namespace {

class Soundness {
public:
  explicit Soundness(const Program &P) : P(P) {}

  /// A unit with errors that \p Found's fix would rest on; null if there is none.
  const UnitFacts *brokenUnit(const LinkedFinding &Found) {
    Seen.clear();
    reach(Found.In);
    if (Found.Root.isValid())
      reach(Found.Root.Function);
    for (const Access &One : Found.Accesses) {
      reach(One.How.What);
      reach(One.Shown);
      for (EventRef Step : One.How.Chain)
        reach(Step);
    }
    for (const RowSource &Source : Found.Sources) {
      reach(Source.Query);
      for (EventRef Step : Source.Through)
        reach(Step);
      for (EventRef Step : Source.Prefetches)
        reach(Step);
    }
    if (Found.Root.isValid())
      reachCalls(Found.Root);
    for (FunctionId F : Seen)
      if (P.unit(F).HadErrors)
        return &P.unit(F);
    return nullptr;
  }

private:
  const Program &P;
  std::set<FunctionId> Seen;

  void reach(FunctionId F) {
    if (F != None)
      Seen.insert(F);
  }
  void reach(EventRef E) { reach(E.Function); }

  /// Whatever the loop runs may write.
  void reachCalls(LoopRef Root) {
    std::vector<FunctionId> Work;
    auto Follow = [&](EventRef Call) {
      if (P.event(Call).K != Event::Kind::Call)
        return;
      for (FunctionId Target : P.targets(Call))
        if (Seen.insert(Target).second)
          Work.push_back(Target);
    };
    const FunctionFacts &F = P.facts(Root.Function);
    for (EventId Id = 0; Id < F.Events.size(); ++Id)
      for (LoopId Around = F.Events[Id].Loop; Around != None; Around = F.Loops[Around].Parent)
        if (Around == Root.Loop) {
          Follow({Root.Function, Id});
          break;
        }
    while (!Work.empty()) {
      const FunctionId Callee = Work.back();
      Work.pop_back();
      for (EventId Id = 0; Id < P.facts(Callee).Events.size(); ++Id)
        Follow({Callee, Id});
    }
  }
};

} // namespace

void keepSoundPlans(Analysis &Result) {
  const Program &P = *Result.Facts;
  if (none_of(P.units(), [](const UnitFacts &Unit) { return Unit.HadErrors; }))
    return;
  auto reasonFor = [&](const UnitFacts &Unit) {
    for (const UnitError &Error : Result.Errors)
      if (Error.File == Unit.MainFile)
        return "its unit " + Error.Message;
    return std::string("its unit does not parse");
  };
  Soundness Of(P);
  erase_if(Result.Plans, [&](const FixPlan &Plan) {
    const UnitFacts *Broken = nullptr;
    for (size_t Index : Plan.Findings)
      if (!Broken)
        Broken = Of.brokenUnit(Result.Linked.Findings[Index]);
    if (!Broken)
      return false;
    for (size_t Index : Plan.Findings) {
      Fix &Remedy = *Result.Linked.Findings[Index].What.Remedy;
      Remedy.Safety = FixSafety::Manual;
      Remedy.Edits.clear();
      Remedy.Why = reasonFor(*Broken);
    }
    return true;
  });
}

} // namespace nplus1
