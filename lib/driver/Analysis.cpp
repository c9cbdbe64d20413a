#include "driver/Analysis.h"

#include "finding/Fingerprint.h"
#include "finding/Ordering.h"
#include "finding/SourceFiles.h"
#include "fix/plan/PlanFixes.h"

#include "llvm/ADT/STLExtras.h"

using namespace llvm;

namespace nplus1 {

static void count(const UnitOutcome &Outcome, const std::string &File, Analysis &Result) {
  switch (Outcome.Judged) {
  case UnitOutcome::Verdict::Analysed:
    ++Result.Seen.Analysed;
    return;
  case UnitOutcome::Verdict::Irrelevant:
    ++Result.Seen.Irrelevant;
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

/// Equal findings are numbered, so this needs all of them, reported or not.
static void assignFingerprints(Analysis &Result, StringRef Root,
                               IntrusiveRefCntPtr<vfs::FileSystem> Files) {
  std::vector<Finding> Findings;
  for (const LinkedFinding &Found : Result.Linked.Findings)
    Findings.push_back(Found.What);
  SourceFiles Sources(std::move(Files));
  nplus1::assignFingerprints(Findings, Root, Sources);
  for (auto [Found, WithFingerprint] : zip(Result.Linked.Findings, Findings))
    Found.What = std::move(WithFingerprint);
}

Analysis joinUnits(const Project &Of, std::vector<UnitOutcome> Outcomes,
                   IntrusiveRefCntPtr<vfs::FileSystem> Files) {
  Analysis Result;
  Result.Seen.Units = unsigned(Of.Units.size());
  std::vector<UnitFacts> Facts;
  for (auto [Unit, Outcome] : zip(Of.Units, Outcomes)) {
    count(Outcome, Unit.File, Result);
    Analysis::UnitState &State = Result.Units.emplace_back();
    State.Errors = Outcome.Errors;
    for (InputFile &Input : Outcome.Seen.Files) {
      Result.Files.add(Input.Path, Input.Digest);
      State.Inputs.push_back(std::move(Input.Path));
    }
    if (Outcome.Judged == UnitOutcome::Verdict::Analysed ||
        Outcome.Judged == UnitOutcome::Verdict::Partial) {
      State.Facts = Facts.size();
      Facts.push_back(std::move(Outcome.Facts));
    }
  }
  Result.Facts = std::make_unique<Program>(std::move(Facts), Of.Profiles);
  Result.Linked = link(*Result.Facts);
  Result.Plans = planFixes(*Result.Facts, Result.Linked, *Files);
  assignFingerprints(Result, Of.Root, std::move(Files));
  Result.Seen.LoopsChecked = Result.Linked.LoopsChecked;
  Result.Seen.LoopsOpaque = Result.Linked.LoopsOpaque;
  return Result;
}

Analysis analyze(const Project &Of, const Phase1Options &Options, ProgressCallback Progress) {
  return joinUnits(Of, analyzeUnits(Of.Units, Of.Profiles, Options, Progress),
                   Options.fileSystem());
}

Report makeReport(const Analysis &Result) {
  Report R;
  R.Seen = Result.Seen;
  R.Errors = Result.Errors;
  for (const LinkedFinding &Found : Result.Linked.Findings)
    R.Findings.push_back(Found.What);
  sortFindings(R.Findings);
  return R;
}

} // namespace nplus1
