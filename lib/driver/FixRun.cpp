#include "driver/FixRun.h"

#include "driver/FindingTracks.h"
#include "driver/FixVerifier.h"
#include "finding/Paths.h"
#include "fix/EditedFileSystem.h"
#include "fix/ReplaceFile.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSet.h"

#include <set>
#include <unistd.h>

using namespace llvm;

namespace nplus1 {
namespace {

/// The files of the plans that will be tried: real paths inside the project.
std::set<std::string> targetsOf(ArrayRef<FixPlan> Plans, bool Unsafe,
                                const ProjectBoundary &Boundary) {
  std::set<std::string> Targets;
  auto add = [&](StringRef File) {
    // A file outside is a reason against its plan, not against the run.
    if (auto Real = Boundary.resolve(File, *vfs::getRealFileSystem()))
      Targets.insert(std::move(*Real));
    else
      consumeError(Real.takeError());
  };
  for (const FixPlan &Plan : Plans) {
    if (Plan.Change.Safety == FixSafety::Manual ||
        (Plan.Change.Safety == FixSafety::Unsafe && !Unsafe))
      continue;
    for (const Edit &Change : Plan.Change.Edits)
      add(Change.File);
    for (const HeaderNeed &Need : Plan.Headers)
      add(Need.File);
  }
  return Targets;
}

/// Refuses a run that could write only some of \p Targets: whoever asks for all
/// fixes should not have to find out which of them are missing.
Error checkWritable(const std::set<std::string> &Targets, const ProjectBoundary &Boundary,
                    StringRef WorkingDirectory) {
  for (const std::string &Path : Targets)
    if (std::string Why = whyNotReplaceable(Path); !Why.empty())
      return createStringError(relativePath(Path, WorkingDirectory) + ": " + Why +
                               "; no file was changed; make it writable, or name only files and "
                               "folders that may be changed");
  if (!Targets.empty() && ::access(Boundary.root().c_str(), W_OK | X_OK) != 0)
    return createStringError(Boundary.root() +
                             ": may not be written by this user; no file was changed; make it "
                             "writable, because the progress of a fix is kept in the project root");
  return Error::success();
}

/// Applies plans and plans again on what that leaves, in memory.
class FixRounds {
public:
  FixRounds(const Project &Of, const Analysis &Result, const ProjectBoundary &Boundary,
            const Phase1Options &Phase1, const FixRunOptions &Options, ProgressCallback Progress)
      : Of(Of), Result(Result), Boundary(Boundary), Phase1(Phase1), Options(Options),
        Progress(Progress) {}

  Expected<FixRun> run(ArrayRef<size_t> Wanted) {
    // Every round answers a finding, and the last one answers none.
    constexpr unsigned MaxRounds = 50;
    std::vector<std::optional<size_t>> Origins(Result.Linked.Findings.size());
    std::vector<bool> IsWanted(Origins.size());
    for (size_t Index : Wanted) {
      Origins[Index] = Index;
      IsWanted[Index] = true;
    }
    const Analysis *Now = &Result;
    std::optional<Analysis> Own;
    for (unsigned Round = 0; Round < MaxRounds; ++Round) {
      Phase1Options Edited = Phase1;
      Edited.Files = [this] { return editedFileSystem(Phase1.fileSystem(), Run.Done.Files); };
      std::vector<FixPlan> Plans;
      for (const FixPlan &Plan : Now->Plans)
        if (all_of(Plan.Findings, [&](size_t Index) { return IsWanted[Index]; }))
          Plans.push_back(Plan);
      if (Round == 0)
        for (const RunNote &Note : Options.Notes)
          if (Note.Remedy)
            Plans.push_back({*Note.Remedy, {}, {}, 0});
      const Phase1Options &From = Round == 0 ? Phase1 : Edited;
      FixVerifier Verifier(Of, *Now, Plans, From, Progress);
      auto Done = apply(Plans, *Now, Verifier, From);
      if (!Done)
        return Done.takeError();
      note(*Now, Plans, Done->Outcomes, Origins);
      std::optional<Analysis> Next;
      if (!Done->Files.empty() && !Options.Once)
        Next = Verifier.analysisWith(Done->Files);
      if (Next)
        follow(*Next, *Now, Done->Files, Origins, IsWanted);
      Run.Done.Files = composed(std::move(Run.Done.Files), Done->Files);
      if (Round == 0) {
        Run.Plans = std::move(Plans);
        Run.Done.Outcomes = std::move(Done->Outcomes);
      }
      if (!Next)
        break;
      Own = std::move(Next);
      Now = &*Own;
    }
    return std::move(Run);
  }

private:
  const Project &Of;
  const Analysis &Result;
  const ProjectBoundary &Boundary;
  const Phase1Options &Phase1;
  const FixRunOptions &Options;
  ProgressCallback Progress;
  FixRun Run;

  Expected<FixResult> apply(ArrayRef<FixPlan> Plans, const Analysis &Now, FixVerifier &Verifier,
                            const Phase1Options &From) const {
    if (Options.Mode == FixMode::Write)
      if (Error Bad = checkWritable(targetsOf(Plans, Options.Unsafe, Boundary), Boundary,
                                    Of.WorkingDirectory))
        return Bad;
    FixOptions Engine;
    // All rounds are written at once, at the end.
    Engine.Mode = Options.Mode == FixMode::Write ? FixMode::DryRun : Options.Mode;
    Engine.Unsafe = Options.Unsafe;
    Engine.AllowDirty = Options.AllowDirty;
    Engine.Files = From.fileSystem();
    Engine.Seen = &Now.Files;
    Engine.Verify = [&](const EditedFiles &Files, ArrayRef<size_t> Applied, StringRef Unit) {
      return Verifier.verify(Files, Applied, Unit);
    };
    return applyFixes(Plans, Boundary, Engine);
  }

  /// Writes down what became of the findings of \p Now that were asked for.
  void note(const Analysis &Now, ArrayRef<FixPlan> Plans, ArrayRef<PlanOutcome> Outcomes,
            ArrayRef<std::optional<size_t>> Origins) {
    for (auto [Found, Origin] : zip(Now.Linked.Findings, Origins))
      if (const std::optional<Fix> &Remedy = Found.What.Remedy;
          Origin && !Run.Findings[*Origin].Fixed)
        Run.Findings[*Origin].Text = Remedy ? Remedy->Why : "";
    for (auto [Plan, Outcome] : zip(Plans, Outcomes))
      for (size_t Index : Plan.Findings) {
        if (!Origins[Index])
          continue;
        FindingOutcome &Of = Run.Findings[*Origins[Index]];
        if (Outcome.State == PlanState::Applied)
          Of = {true, Plan.Change.Title};
        else if (!Of.Fixed)
          Of.Text = Outcome.Reason;
      }
  }

  /// Turns \p Origins and \p IsWanted from those of \p Now's findings into those of
  /// \p Next's. What was not there before is wanted.
  void follow(const Analysis &Next, const Analysis &Now, const EditedFiles &Files,
              std::vector<std::optional<size_t>> &Origins, std::vector<bool> &IsWanted) {
    std::vector<std::optional<size_t>> Before = std::move(Origins);
    std::vector<bool> WasWanted = std::move(IsWanted);
    Origins.clear();
    IsWanted.clear();
    for (std::optional<size_t> Index : predecessors(Next, Now, Files)) {
      Origins.push_back(Index ? Before[*Index] : std::nullopt);
      IsWanted.push_back(!Index || WasWanted[*Index]);
    }
    // A fix may answer what another one was planned for, too.
    for (auto &[Index, Outcome] : Run.Findings)
      if (!Outcome.Fixed && !is_contained(Origins, Index))
        Outcome = {true, "another fix answers it"};
  }
};

} // namespace

ArrayRef<PlanOutcome> FixRun::notes() const {
  auto IsNote = [](const FixPlan &Plan) { return Plan.Findings.empty(); };
  return ArrayRef(Done.Outcomes).drop_front(find_if(Plans, IsNote) - Plans.begin());
}

std::vector<size_t> activeFindings(const Analysis &Result, const Report &Said) {
  StringSet<> Active;
  for (const Finding &What : Said.Findings)
    if (What.isActive())
      Active.insert(What.Fingerprint);
  std::vector<size_t> Indices;
  for (auto [Index, Found] : enumerate(Result.Linked.Findings))
    if (Active.contains(Found.What.Fingerprint))
      Indices.push_back(Index);
  return Indices;
}

Expected<FixRun> runFixes(const Project &Of, const Analysis &Result, ArrayRef<size_t> Wanted,
                          const Phase1Options &Phase1, const FixRunOptions &Options,
                          ProgressCallback Progress) {
  auto Boundary = ProjectBoundary::discover(Of.databaseFolder(), Of.WorkingDirectory,
                                            *vfs::getRealFileSystem());
  if (!Boundary)
    return Boundary.takeError();

  auto Run = FixRounds(Of, Result, *Boundary, Phase1, Options, Progress).run(Wanted);
  if (!Run)
    return Run.takeError();
  if (Options.Mode == FixMode::Write && !Run->Done.Files.empty())
    if (Error Bad = writeFiles(Run->Done.Files, *Boundary))
      return Bad;
  return Run;
}

} // namespace nplus1
