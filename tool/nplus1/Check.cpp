#include "CacheOptions.h"
#include "Commands.h"
#include "ProgressLine.h"
#include "RunOptions.h"
#include "TriageArguments.h"

#include "finding/Coverage.h"
#include "report/Outputs.h"
#include "report/RunNotes.h"

namespace nplus1::cli {

namespace {
struct CheckOptions {
  ProjectOptions Project;
  Phase1Options Phase1;
  CacheOptions Results;
  ProgressMode Progress = ProgressMode::Auto;
  std::string Format = "text";
  std::vector<std::string> Outputs;
  TriageOptions Triaged;
  bool RequireComplete = false;
};
} // namespace

static int check(CheckOptions &Options) {
  std::vector<Output> Outputs = {{Options.Format, ""}};
  for (const std::string &Argument : Options.Outputs) {
    auto Parsed = parseOutput(Argument);
    if (!Parsed)
      return refuse(Parsed.takeError());
    Outputs.push_back(std::move(*Parsed));
  }
  if (llvm::Error Bad = checkOutputs(Outputs))
    return refuse(std::move(Bad));
  auto Ready = openTriaged(Options.Project, Options.Triaged);
  if (!Ready)
    return refuse(Ready.takeError());
  const Project &Opened = Ready->Opened;

  auto Results = RunCache::open(Options.Results, Opened, Options.Phase1);
  if (!Results)
    return refuse(Results.takeError());

  ProgressLine Progress(Options.Progress);
  Analysis Result = analyze(Opened, Options.Phase1, Progress);
  Progress.clear();
  Report Said = makeReport(Result);
  SourceFiles Sources;
  if (llvm::Error Bad = Ready->Triaged.apply(Said, Sources))
    return refuse(std::move(Bad));
  if (llvm::Error Bad = writeOutputs(Said, Outputs, Opened.WorkingDirectory, Sources))
    return refuse(std::move(Bad));
  writeRunNotes(Said, Opened.WorkingDirectory, llvm::errs());

  auto Fails = Ready->Triaged.fails(Said);
  if (!Fails)
    return refuse(Fails.takeError());
  if (*Fails)
    return Findings;
  bool MustBeComplete = Options.RequireComplete || Ready->Triaged.settings().RequireComplete.Value;
  return MustBeComplete && !isComplete(Said.Seen) ? Incomplete : Clean;
}

void addCheck(CLI::App &App, int &Status) {
  auto *Command = App.add_subcommand("check", "Report N+1 queries");
  auto Options = std::make_shared<CheckOptions>();
  addProjectOptions(*Command, Options->Project);
  addPhase1Options(*Command, Options->Phase1);
  addCacheOptions(*Command, Options->Results);
  addProgress(*Command, Options->Progress);
  Command->add_option("--format", Options->Format, "Format of the report on stdout")
      ->capture_default_str()
      ->check(oneOf("format", reporterNames()));
  Command->add_option("--output", Options->Outputs, "Write a report to a file, too; repeatable")
      ->type_name("FORMAT=FILE")
      ->allow_extra_args(false);
  addTriageOptions(*Command, Options->Triaged);
  Command->add_flag("--require-complete", Options->RequireComplete,
                    "Exit with 3 if some unit could not be analysed in full");
  Command->callback([&Status, Options] { Status = check(*Options); });
}

} // namespace nplus1::cli
