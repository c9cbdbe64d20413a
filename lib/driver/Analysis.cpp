#include "driver/Analysis.h"

#include "finding/Fingerprint.h"
#include "finding/Ordering.h"
#include "finding/RuleCatalogue.h"
#include "finding/SourceFiles.h"

#include "llvm/ADT/STLExtras.h"

using namespace llvm;

namespace nplus1 {

static void count(const UnitOutcome &Outcome, const std::string &File, Analysis &Result) {
  switch (Outcome.Judged) {
  case UnitOutcome::Verdict::Analysed:
    ++Result.Seen.Analysed;
    return;
  case UnitOutcome::Verdict::Partial:
    ++Result.Seen.Partial;
    break;
  case UnitOutcome::Verdict::Failed:
    ++Result.Seen.Failed;
    break;
  }
  Result.Errors.push_back({File, Outcome.Problem});
}

Analysis analyze(const Project &Of, const Phase1Options &Options) {
  Analysis Result;
  Result.Seen.Units = unsigned(Of.Units.size());
  std::vector<UnitFacts> Facts;
  auto Outcomes = analyzeUnits(Of.Units, Of.Profiles, Options);
  for (auto [Unit, Outcome] : zip(Of.Units, Outcomes)) {
    count(Outcome, Unit.File, Result);
    for (const InputFile &Input : Outcome.Inputs)
      Result.Files.add(Input.Path, Input.Digest);
    if (Outcome.Judged != UnitOutcome::Verdict::Failed)
      Facts.push_back(std::move(Outcome.Facts));
  }
  Result.Facts = std::make_unique<Program>(std::move(Facts), Of.Profiles);
  Result.Linked = link(*Result.Facts);
  Result.Seen.LoopsChecked = Result.Linked.LoopsChecked;
  Result.Seen.LoopsOpaque = Result.Linked.LoopsOpaque;
  return Result;
}

static Confidence gateOf(const Finding &What) {
  const RuleInfo *Rule = findRule(What.Rule);
  return Rule ? Rule->Gate : Confidence::Possible;
}

Report makeReport(const Analysis &Result, const Project &Of, std::optional<Confidence> Least) {
  Report R;
  R.Seen = Result.Seen;
  R.Errors = Result.Errors;
  for (const LinkedFinding &Found : Result.Linked.Findings)
    if (Found.What.Level >= Least.value_or(gateOf(Found.What)))
      R.Findings.push_back(Found.What);
  sortFindings(R.Findings);
  SourceFiles Sources;
  assignFingerprints(R.Findings, Of.Root, Sources);
  return R;
}

} // namespace nplus1
