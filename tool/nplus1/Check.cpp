#include "Commands.h"
#include "RunOptions.h"

#include "finding/Coverage.h"
#include "report/Outputs.h"
#include "report/RunNotes.h"

#include "llvm/ADT/STLExtras.h"

namespace nplus1::cli {

namespace {
struct CheckOptions {
  ProjectOptions Project;
  Phase1Options Phase1;
  std::string Format = "text";
  std::vector<std::string> Outputs;
  std::optional<Confidence> Least, FailOn;
  bool RequireComplete = false;
};
} // namespace

static int check(const CheckOptions &Options) {
  std::vector<Output> Outputs = {{Options.Format, ""}};
  for (const std::string &Argument : Options.Outputs) {
    auto Parsed = parseOutput(Argument);
    if (!Parsed)
      return refuse(Parsed.takeError());
    Outputs.push_back(std::move(*Parsed));
  }
  if (llvm::Error Bad = checkOutputs(Outputs))
    return refuse(std::move(Bad));
  auto Opened = openProject(Options.Project);
  if (!Opened)
    return refuse(Opened.takeError());

  Analysis Result = analyze(*Opened, Options.Phase1);
  Report Said = makeReport(Result, *Opened, Options.Least);
  SourceFiles Sources;
  if (llvm::Error Bad = writeOutputs(Said, Outputs, Opened->WorkingDirectory, Sources))
    return refuse(std::move(Bad));
  writeRunNotes(Said, Opened->WorkingDirectory, llvm::errs());

  if (llvm::any_of(Said.Findings, [&](const Finding &F) {
        return F.isActive() && F.Level >= Options.FailOn.value_or(Confidence::Possible);
      }))
    return Findings;
  return Options.RequireComplete && !isComplete(Said.Seen) ? Incomplete : Clean;
}

void addCheck(CLI::App &App, int &Status) {
  auto *Command = App.add_subcommand("check", "Report N+1 queries");
  auto Options = std::make_shared<CheckOptions>();
  addProjectOptions(*Command, Options->Project);
  addPhase1Options(*Command, Options->Phase1);
  Command->add_option("--format", Options->Format, "Format of the report on stdout")
      ->capture_default_str()
      ->check(oneOf("format", reporterNames()));
  Command->add_option("--output", Options->Outputs, "Write a report to a file, too; repeatable")
      ->type_name("FORMAT=FILE")
      ->allow_extra_args(false);
  addConfidence(
      *Command, "--min-confidence", Options->Least,
      "Report what is at least possible, likely or certain; default: what each rule says");
  addConfidence(*Command, "--fail-on", Options->FailOn,
                "Exit with 1 only for findings that are at least possible, likely or certain");
  Command->add_flag("--require-complete", Options->RequireComplete,
                    "Exit with 3 if some unit could not be analysed in full");
  Command->callback([&Status, Options] { Status = check(*Options); });
}

} // namespace nplus1::cli
