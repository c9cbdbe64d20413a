#include "CacheOptions.h"
#include "Commands.h"
#include "FixesExport.h"
#include "ProgressLine.h"
#include "RunOptions.h"
#include "TriageArguments.h"

#include "driver/FixRun.h"
#include "finding/Paths.h"
#include "fix/UnifiedDiff.h"
#include "report/RunNotes.h"

namespace nplus1::cli {

namespace {
struct FixCommandOptions {
  ProjectOptions Project;
  Phase1Options Phase1;
  CacheOptions Results;
  ProgressMode Progress = ProgressMode::Auto;
  TriageOptions Triaged;
  FixRunOptions Run;
  bool Diff = false;
  std::string ExportFile;
};
} // namespace

/// Finishes or undoes what a killed run left behind.
static llvm::Error recover(const Project &Of) {
  auto Files = llvm::vfs::getRealFileSystem();
  auto Boundary = ProjectBoundary::discover(Of.databaseFolder(), Of.WorkingDirectory, *Files);
  if (!Boundary)
    return Boundary.takeError();
  auto Done = recoverInterruptedFix(*Boundary);
  if (!Done)
    return Done.takeError();
  if (Done->Finished)
    llvm::errs() << "nplus1: finished " << Done->Finished << " files of an interrupted fix\n";
  for (const std::string &Path : Done->Left)
    llvm::errs() << "nplus1: " << Path << ": changed since an interrupted fix; left as it is\n";
  return llvm::Error::success();
}

static std::string placeOf(const SourcePoint &At, const Project &Of) {
  return relativePath(At.File, Of.WorkingDirectory) + ":" + std::to_string(At.Line) + ":" +
         std::to_string(At.Column) + ": ";
}

/// One line per finding: what was done about it, or why nothing was.
static void writeLine(const Finding &What, size_t Index, const FixRun &Run, const Project &Of,
                      bool Written, llvm::raw_ostream &OS) {
  OS << placeOf(What.Location.Begin, Of);
  const FindingOutcome &Outcome = Run.Findings.at(Index);
  if (Outcome.Fixed)
    OS << (Written ? "fixed: " : "would be fixed: ") << Outcome.Text;
  else
    OS << "not fixed: " << (Outcome.Text.empty() ? "no fix is known" : Outcome.Text);
  OS << " [" << What.Rule << "]\n";
}

/// One line for each note with a remedy. Notes that are settled leave \p Said.
static void settleNotes(Report &Said, const FixRun &Run, const Project &Of, bool Written,
                        llvm::raw_ostream &OS) {
  std::vector<RunNote> Left;
  auto Outcome = Run.notes().begin();
  for (RunNote &Note : Said.Notes) {
    const bool Fixed = Note.Remedy && Outcome->State == PlanState::Applied;
    if (Note.Remedy) {
      OS << placeOf(Note.At, Of);
      if (Fixed)
        OS << (Written ? "fixed: " : "would be fixed: ") << Note.Message << '\n';
      else
        OS << "not fixed: " << Outcome->Reason << '\n';
      ++Outcome;
    }
    if (!(Fixed && Written))
      Left.push_back(std::move(Note));
  }
  Said.Notes = std::move(Left);
}

static int fix(FixCommandOptions &Options) {
  auto Ready = openTriaged(Options.Project, Options.Triaged);
  if (!Ready)
    return refuse(Ready.takeError());
  const Project &Opened = Ready->Opened;
  const bool Writes = Options.Run.Mode == FixMode::Write;
  if (Writes)
    if (llvm::Error Bad = recover(Opened))
      return refuse(std::move(Bad));

  auto Results = RunCache::open(Options.Results, Opened.Profiles, Options.Phase1);
  if (!Results)
    return refuse(Results.takeError());

  ProgressLine Progress(Options.Progress);
  Analysis Result = analyze(Opened, Options.Phase1, Progress);
  Report Said = makeReport(Opened, Result);
  SourceFiles Sources;
  if (llvm::Error Bad = Ready->Triaged.apply(Said, Sources))
    return refuse(std::move(Bad));
  const std::vector<size_t> Wanted = activeFindings(Result, Said);
  Options.Run.Notes = Said.Notes;
  auto Run = runFixes(Opened, Result, Wanted, Options.Phase1, Options.Run, Progress);
  Progress.clear();
  if (!Run)
    return refuse(Run.takeError());
  if (!Options.ExportFile.empty())
    if (llvm::Error Bad = exportFixes(Run->Done.Files, Options.ExportFile))
      return refuse(std::move(Bad));

  if (Options.Diff)
    for (const EditedFile &File : Run->Done.Files)
      llvm::outs() << unifiedDiff(File);
  llvm::raw_ostream &Lines = Options.Diff ? llvm::errs() : llvm::outs();
  bool AllFixed = true;
  for (size_t Index : Wanted) {
    writeLine(Result.Linked.Findings[Index].What, Index, *Run, Opened, Writes, Lines);
    AllFixed &= Run->Findings.at(Index).Fixed;
  }
  settleNotes(Said, *Run, Opened, Writes, Lines);
  writeRunNotes(Said, Opened.WorkingDirectory, llvm::errs());
  // What was only printed or exported has changed nothing: all findings are still there.
  return AllFixed && (Wanted.empty() || Writes) ? Clean : Findings;
}

void addFix(CLI::App &App, int &Status) {
  auto *Command = App.add_subcommand("fix", "Apply the safe fixes");
  auto Options = std::make_shared<FixCommandOptions>();
  addProjectOptions(*Command, Options->Project);
  addPhase1Options(*Command, Options->Phase1);
  addCacheOptions(*Command, Options->Results);
  addProgress(*Command, Options->Progress);
  addTriageOptions(*Command, Options->Triaged);
  Command->add_flag("--diff", Options->Diff, "Print the changes as a patch, write nothing");
  addExportFixes(*Command, Options->ExportFile);
  Command->add_flag("--unsafe", Options->Run.Unsafe,
                    "Apply fixes that may change what the program does, too");
  Command->add_flag("--allow-dirty", Options->Run.AllowDirty,
                    "Edit files that have changes which are not committed to git");
  Command->callback([&Status, Options] {
    const bool Writes = !Options->Diff && Options->ExportFile.empty();
    Options->Run.Mode = Writes ? FixMode::Write : FixMode::Preview;
    Status = fix(*Options);
  });
}

} // namespace nplus1::cli
