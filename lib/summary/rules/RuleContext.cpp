#include "summary/rules/RuleContext.h"

namespace nplus1 {

std::vector<std::string> spelled(std::span<const PathStep> Path) {
  std::vector<std::string> Result;
  for (const PathStep &Step : Path)
    if (!Step.Name.empty()) // the element itself is the key
      Result.push_back(Step.Name + (Step.ToMany ? "[]" : ""));
  return Result;
}

unsigned stepsOf(std::span<const PathStep> Path) { return Path.empty() ? 1 : Path.size(); }

QueryCost cost(const LinkedFinding &Found, unsigned PerRow, unsigned After) {
  QueryCost Cost;
  Cost.Before = (Found.RowsAreQueried ? "1 + " : "") +
                (PerRow > 1 ? std::to_string(PerRow) : std::string()) + "N";
  Cost.After = std::to_string((Found.RowsAreQueried ? 1 : 0) + After);
  Cost.PerRow = PerRow;
  return Cost;
}

std::string RuleContext::elementName(LoopRef Root) const {
  const Loop &L = P.loop(Root);
  return L.Element ? P.text(Root.Function, L.Element) : std::string();
}

std::string RuleContext::entityOf(const Access &A) const {
  return P.text(A.How.What.Function, P.event(A.How.What).Entity);
}

void RuleContext::placeInFunction(Finding &F, FunctionId In) const {
  const FunctionFacts &Around = P.facts(In);
  F.Function = P.text(In, Around.Usr);
  if (!Around.Where.isValid() || !Around.Body.isValid())
    return;
  F.FunctionRange = P.range(In, Around.Body);
  if (Around.Where.File == Around.Body.File)
    F.FunctionRange.Begin = P.point(In, Around.Where);
}

LinkedFinding RuleContext::make(llvm::StringRef Rule, const LoopAccesses &Loop, const Access &Shown,
                                Judgement J) const {
  LinkedFinding Result;
  Result.In = Loop.In;
  Result.Root = Loop.Root;
  Finding &F = Result.What;
  F.Rule = Rule.str();
  F.Level = J.Level;
  F.Orm = P.text(Shown.How.What.Function, P.event(Shown.How.What).Profile);
  F.Location = P.range(Shown.Shown.Function, P.event(Shown.Shown).Where);
  F.Element = elementName(Loop.Root);

  const nplus1::Loop &L = P.loop(Loop.Root);
  F.Loop = P.point(Loop.Root.Function, L.Where);
  F.LoopHeader = P.range(Loop.Root.Function, L.Header);
  placeInFunction(F, Loop.In);
  // A loop in a function that was given the body: its call is what the reader
  // of this code sees.
  if (Loop.Root.Function != Loop.In)
    F.Loop = P.point(Loop.In, P.event(Shown.How.Chain.front()).Where);

  for (const RowSource &S : J.Sources)
    if (S.K != RowSource::Kind::Loaded && S.Query.isValid()) {
      F.Source = P.point(S.Query.Function, P.event(S.Query).Where);
      break;
    }
  Result.RowsAreQueried =
      !F.Element.empty() || F.Source.isValid() || L.K == nplus1::Loop::Kind::Cursor;
  bool AfterShown = false;
  for (EventRef Step : Shown.How.Chain) {
    AfterShown |= Step == Shown.Shown;
    const Event &E = P.event(Step);
    if (!AfterShown || Step == Shown.How.What)
      continue;
    F.Trace.push_back(
        {P.point(Step.Function, E.Where), "calls " + P.text(Step.Function, E.CalleeName) + "()"});
  }
  const Event &Last = P.event(Shown.How.What);
  F.Trace.push_back({P.point(Shown.How.What.Function, Last.Where), "the query runs here"});
  Result.Sources = std::move(J.Sources);
  return Result;
}

} // namespace nplus1
