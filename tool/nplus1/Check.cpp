#include "CacheOptions.h"
#include "Commands.h"
#include "FixesExport.h"
#include "ProgressLine.h"
#include "ReportOptions.h"
#include "RunOptions.h"
#include "TriageArguments.h"

#include "driver/FixRun.h"
#include "fix/EditedFileSystem.h"
#include "report/JsonLines.h"

namespace nplus1::cli {

namespace {
struct CheckOptions {
  ProjectOptions Project;
  Phase1Options Phase1;
  CacheOptions Results;
  ProgressMode Progress = ProgressMode::Auto;
  ReportOptions Reports;
  TriageOptions Triaged;
  std::string ExportFile;
  std::string StdinFile; ///< the file whose text comes from stdin; empty: none
};
} // namespace

/// Exports what `nplus1 fix` would do. Nothing is edited here, so it does not
/// matter which files may be.
static llvm::Error exportFixes(const CheckOptions &Options, const Project &Of,
                               const Analysis &Result, const Report &Said, ProgressLine &Progress) {
  FixRunOptions Preview;
  Preview.Mode = FixMode::Preview;
  Preview.Notes = Said.Notes;
  auto Run = runFixes(Of, Result, activeFindings(Result, Said), Options.Phase1, Preview, Progress);
  Progress.clear();
  if (!Run)
    return Run.takeError();
  return exportFixes(Run->Done.Files, Options.ExportFile);
}

/// Takes the text of a file from stdin, and its command from the database.
static llvm::Error readStdin(CheckOptions &Options) {
  auto Text = llvm::MemoryBuffer::getSTDIN();
  if (!Text)
    return llvm::createStringError("stdin cannot be read: " + Text.getError().message());
  EditedFile Given;
  Given.Path = Options.StdinFile;
  Given.After = (*Text)->getBuffer().str();
  Options.Project.Paths = {Options.StdinFile};
  Options.Phase1.Prefilter = false;
  Options.Phase1.Files = [Given = EditedFiles{std::move(Given)}] {
    return editedFileSystem(llvm::vfs::createPhysicalFileSystem(), Given);
  };
  return llvm::Error::success();
}

/// JSON Lines on stdout has a line for each unit as soon as it is done, so that a
/// reader sees where a long run is. Findings need all units.
static void streamUnits(CheckOptions &Options, const Project &Of, ProgressLine &Progress) {
  Options.Phase1.Finished = [&](size_t Unit, const UnitOutcome &Outcome) {
    Progress.clear();
    writeUnitLine(Of.Units[Unit].File, verdictName(Outcome.Judged), Outcome.Problem,
                  Of.WorkingDirectory, llvm::outs());
  };
}

static int check(CheckOptions &Options) {
  if (!Options.StdinFile.empty())
    if (llvm::Error Bad = readStdin(Options))
      return refuse(std::move(Bad));
  auto Outputs = outputsOf(Options.Reports);
  if (!Outputs)
    return refuse(Outputs.takeError());
  auto Ready = openTriaged(Options.Project, Options.Triaged);
  if (!Ready)
    return refuse(Ready.takeError());
  const Project &Opened = Ready->Opened;

  auto Results = RunCache::open(Options.Results, Opened.Profiles, Options.Phase1);
  if (!Results)
    return refuse(Results.takeError());

  ProgressLine Progress(Options.Progress);
  if (Options.Reports.Format == "jsonl")
    streamUnits(Options, Opened, Progress);
  Analysis Result = analyze(Opened, Options.Phase1, Progress);
  Progress.clear();
  Report Said = makeReport(Opened, Result);
  SourceFiles Sources(Options.Phase1.fileSystem());
  if (llvm::Error Bad = Ready->Triaged.apply(Said, Sources))
    return refuse(std::move(Bad));
  if (!Options.ExportFile.empty())
    if (llvm::Error Bad = exportFixes(Options, Opened, Result, Said, Progress))
      return refuse(std::move(Bad));
  auto Status = finishReport(Said, Ready->Triaged, Options.Reports, *Outputs,
                             Opened.WorkingDirectory, Sources);
  return Status ? *Status : refuse(Status.takeError());
}

void addCheck(CLI::App &App, int &Status) {
  auto *Command = App.add_subcommand("check", "Report N+1 queries");
  auto Options = std::make_shared<CheckOptions>();
  addProjectOptions(*Command, Options->Project);
  addPhase1Options(*Command, Options->Phase1);
  addCacheOptions(*Command, Options->Results);
  addProgress(*Command, Options->Progress);
  addReportOptions(*Command, Options->Reports);
  addExportFixes(*Command, Options->ExportFile);
  addTriageOptions(*Command, Options->Triaged);
  Command
      ->add_option("--stdin-filename", Options->StdinFile,
                   "Check the text on stdin as if it were in this file")
      ->type_name("FILE")
      ->excludes("path");
  Command->callback([&Status, Options] { Status = check(*Options); });
}

} // namespace nplus1::cli
