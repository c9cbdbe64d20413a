#include "driver/Analysis.h"

#include "driver/SoundPlans.h"
#include "finding/Fingerprint.h"
#include "finding/Ordering.h"
#include "finding/SourceFiles.h"
#include "fix/plan/PlanFixes.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/FileSystem.h"

#include <algorithm>
#include <numeric>

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

static void setInputs(Analysis &Result, Analysis::UnitState &State, UnitOutcome &Outcome) {
  State.Errors = Outcome.Errors;
  State.Inputs.clear();
  for (InputFile &Input : Outcome.Seen.Files) {
    Result.Files.add(Input.Path, Input.Digest);
    State.Inputs.push_back(std::move(Input.Path));
  }
}

/// Links \p Facts, to which the units refer in the order given, and plans.
static void finish(Analysis &Result, std::vector<UnitFacts> Facts,
                   std::span<const Profile> Profiles, StringRef Root,
                   IntrusiveRefCntPtr<vfs::FileSystem> Files) {
  // The program has its units in an order of its own.
  std::vector<size_t> Order(Facts.size()), Position(Facts.size());
  std::iota(Order.begin(), Order.end(), 0);
  std::sort(Order.begin(), Order.end(),
            [&](size_t A, size_t B) { return Program::isBefore(Facts[A], Facts[B]); });
  for (auto [At, Given] : enumerate(Order))
    Position[Given] = At;
  for (Analysis::UnitState &State : Result.Units)
    if (State.Facts)
      State.Facts = Position[*State.Facts];
  Result.Facts = std::make_unique<Program>(std::move(Facts), Profiles);
  Result.Linked = link(*Result.Facts);
  Result.Plans = planFixes(*Result.Facts, Result.Linked, *Files);
  keepSoundPlans(Result);
  assignFingerprints(Result, Root, std::move(Files));
  Result.Seen.LoopsChecked = Result.Linked.LoopsChecked;
  Result.Seen.LoopsOpaque = Result.Linked.LoopsOpaque;
}

Analysis linkUnits(std::span<const std::string> MainFiles, std::vector<UnitOutcome> Outcomes,
                   std::span<const Profile> Profiles, StringRef Root,
                   IntrusiveRefCntPtr<vfs::FileSystem> Files) {
  Analysis Result;
  Result.Seen.Units = unsigned(Outcomes.size());
  std::vector<UnitFacts> Facts;
  for (auto [File, Outcome] : zip(MainFiles, Outcomes)) {
    count(Outcome, File, Result);
    Analysis::UnitState &State = Result.Units.emplace_back();
    if (!Outcome.MissingHeaders.empty())
      Result.MissingHeaders.push_back({File, Outcome.MissingHeaders});
    setInputs(Result, State, Outcome);
    if (Outcome.Judged == UnitOutcome::Verdict::Analysed ||
        Outcome.Judged == UnitOutcome::Verdict::Partial) {
      State.Facts = Facts.size();
      Facts.push_back(std::move(Outcome.Facts));
    }
  }
  finish(Result, std::move(Facts), Profiles, Root, std::move(Files));
  return Result;
}

Analysis joinAgain(const Project &Of, const Analysis &Before, std::map<size_t, UnitOutcome> Again,
                   IntrusiveRefCntPtr<vfs::FileSystem> Files) {
  Analysis Result;
  Result.Seen = Before.Seen;
  Result.Errors = Before.Errors;
  Result.MissingHeaders = Before.MissingHeaders;
  Result.Units = Before.Units;
  std::vector<UnitFacts> Facts(Before.Facts->units().begin(), Before.Facts->units().end());
  for (auto &[Index, Outcome] : Again) {
    Analysis::UnitState &State = Result.Units[Index];
    setInputs(Result, State, Outcome);
    Facts[*State.Facts] = std::move(Outcome.Facts);
  }
  Result.Files.addUnknown(Before.Files);
  finish(Result, std::move(Facts), Of.Profiles, Of.Root, std::move(Files));
  return Result;
}

Analysis joinUnits(const Project &Of, std::vector<UnitOutcome> Outcomes,
                   IntrusiveRefCntPtr<vfs::FileSystem> Files) {
  std::vector<std::string> MainFiles;
  for (const CompileUnit &Unit : Of.Units)
    MainFiles.push_back(Unit.File);
  return linkUnits(MainFiles, std::move(Outcomes), Of.Profiles, Of.Root, std::move(Files));
}

Analysis analyze(const Project &Of, const Phase1Options &Options, ProgressCallback Progress) {
  return joinUnits(Of, analyzeUnits(Of.Units, Of.Profiles, Options, Progress),
                   Options.fileSystem());
}

Report makeReport(const Analysis &Result) {
  Report R;
  R.Seen = Result.Seen;
  R.Errors = Result.Errors;
  R.Notes = missingHeaderNotes(Result.MissingHeaders);
  for (const LinkedFinding &Found : Result.Linked.Findings)
    R.Findings.push_back(Found.What);
  sortFindings(R.Findings);
  return R;
}

static std::string realPath(StringRef Path) {
  SmallString<256> Real;
  return (sys::fs::real_path(Path, Real) ? Path : Real.str()).str();
}

Report makeReport(const Project &Of, const Analysis &Result) {
  Report R = makeReport(Result);
  if (Of.StandIns.empty())
    return R;
  StringSet<> AskedFor;
  for (const std::string &Header : Of.Headers)
    AskedFor.insert(realPath(Header));
  for (auto [Unit, State] : zip(Of.Units, Result.Units))
    if (!is_contained(Of.StandIns, Unit.File))
      for (const std::string &Input : State.Inputs)
        AskedFor.insert(realPath(Input));
  erase_if(R.Findings, [&](const Finding &Found) {
    return !AskedFor.contains(realPath(Found.Location.Begin.File));
  });
  return R;
}

} // namespace nplus1
