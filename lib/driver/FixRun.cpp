#include "driver/FixRun.h"

#include "finding/Paths.h"
#include "fix/EditedFileSystem.h"
#include "fix/ReplaceFile.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/Path.h"

#include <map>
#include <set>
#include <unistd.h>

using namespace llvm;

namespace nplus1 {
namespace {

/// What stays of a finding when the lines around it move.
std::string identityOf(const Finding &What) {
  return What.Rule + '\0' + What.Function + '\0' + What.Element + '\0' + join(What.Path, ".") +
         '\0' + join(What.Types, ",");
}

std::map<std::string, size_t> countFindings(const LinkResult &Linked) {
  std::map<std::string, size_t> Counts;
  for (const LinkedFinding &Found : Linked.Findings)
    ++Counts[identityOf(Found.What)];
  return Counts;
}

/// Parses what an edit touches once more.
class Verifier {
public:
  Verifier(const Project &Of, const Analysis &Before, ArrayRef<FixPlan> Plans,
           const Phase1Options &Phase1, ProgressCallback Progress)
      : Of(Of), Before(Before), Plans(Plans), Phase1(Phase1), Progress(Progress) {}

  VerifyResult operator()(const EditedFiles &Files, ArrayRef<size_t> Applied) {
    Phase1Options Options = Phase1;
    Options.Prefilter = false;
    Options.Finished = nullptr;
    Options.Differs = nullptr;
    Options.Files = [&] { return editedFileSystem(Phase1.fileSystem(), Files); };
    std::vector<size_t> Touched;
    std::vector<CompileUnit> Units;
    for (auto [Index, State] : enumerate(Before.Units))
      if (State.Facts && !readBy(State, Files).empty()) {
        Touched.push_back(Index);
        Units.push_back(Of.Units[Index]);
      }
    ++Round;
    auto Tell = [&](StringRef, size_t Done, size_t Total) {
      Progress("verifying the fixes (round " + utostr(Round) + "),", Done, Total);
    };
    auto Outcomes = analyzeUnits(Units, Of.Profiles, Options, Tell);

    VerifyResult Result;
    std::vector<UnitFacts> Facts(Before.Facts->units().begin(), Before.Facts->units().end());
    for (auto [Index, Outcome] : zip(Touched, Outcomes)) {
      const Analysis::UnitState &State = Before.Units[Index];
      if (Outcome.Errors > State.Errors || Outcome.Judged == UnitOutcome::Verdict::Failed)
        Result.Failures.push_back(
            {Of.Units[Index].File, Outcome.Problem, readBy(State, Files), {}});
      Facts[*State.Facts] = std::move(Outcome.Facts);
    }
    if (Result.Failures.empty())
      addSurvivors(Program(std::move(Facts), Of.Profiles), Applied, Result);
    return Result;
  }

private:
  const Project &Of;
  const Analysis &Before;
  ArrayRef<FixPlan> Plans;
  const Phase1Options &Phase1;
  ProgressCallback Progress;
  unsigned Round = 0;

  static std::vector<std::string> readBy(const Analysis::UnitState &State,
                                         const EditedFiles &Files) {
    std::vector<std::string> Read;
    for (const EditedFile &File : Files)
      if (std::binary_search(State.Inputs.begin(), State.Inputs.end(), File.Path))
        Read.push_back(File.Path);
    return Read;
  }

  /// Findings that an applied plan should have removed and did not.
  void addSurvivors(const Program &After, ArrayRef<size_t> Applied, VerifyResult &Result) const {
    auto Had = countFindings(Before.Linked), Has = countFindings(link(After));
    std::map<std::string, std::vector<size_t>> Planned;
    for (size_t Plan : Applied)
      for (size_t Index : Plans[Plan].Findings)
        Planned[identityOf(Before.Linked.Findings[Index].What)].push_back(Index);
    for (const auto &[Identity, Indices] : Planned)
      if (Has[Identity] > Had[Identity] - std::min(Had[Identity], Indices.size())) {
        const Finding &What = Before.Linked.Findings[Indices.front()].What;
        VerifyFailure Left;
        Left.Unit = What.Location.Begin.File;
        Left.Reason = "the finding would still be there";
        Left.Findings = Indices;
        Result.Failures.push_back(std::move(Left));
      }
  }
};

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

} // namespace

bool FixRun::fixes(size_t Index) const {
  for (auto [Plan, Outcome] : zip(Plans, Done.Outcomes))
    if (Outcome.State == PlanState::Applied && is_contained(Plan.Findings, Index))
      return true;
  return false;
}

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

  FixRun Run;
  for (const FixPlan &Plan : Result.Plans)
    if (all_of(Plan.Findings, [&](size_t Index) { return is_contained(Wanted, Index); }))
      Run.Plans.push_back(Plan);
  for (const RunNote &Note : Options.Notes)
    if (Note.Remedy)
      Run.Plans.push_back({*Note.Remedy, {}, {}, 0});
  if (Options.Mode == FixMode::Write)
    if (Error Bad = checkWritable(targetsOf(Run.Plans, Options.Unsafe, *Boundary), *Boundary,
                                  Of.WorkingDirectory))
      return Bad;
  FixOptions Engine;
  Engine.Mode = Options.Mode;
  Engine.Unsafe = Options.Unsafe;
  Engine.AllowDirty = Options.AllowDirty;
  Engine.Files = Phase1.fileSystem();
  Engine.Seen = &Result.Files;
  Engine.Verify = Verifier(Of, Result, Run.Plans, Phase1, Progress);
  auto Done = applyFixes(Run.Plans, *Boundary, Engine);
  if (!Done)
    return Done.takeError();
  Run.Done = std::move(*Done);
  return Run;
}

} // namespace nplus1
