#include "ReportOptions.h"

#include "Commands.h"
#include "RunOptions.h"

#include "finding/Coverage.h"
#include "report/RunNotes.h"

namespace nplus1::cli {

void addReportOptions(CLI::App &Command, ReportOptions &Options) {
  Command.add_option("--format", Options.Format, "Format of the report on stdout")
      ->capture_default_str()
      ->check(oneOf("format", reporterNames()));
  Command.add_option("--output", Options.Outputs, "Write a report to a file, too; repeatable")
      ->type_name("FORMAT=FILE")
      ->allow_extra_args(false);
  Command.add_flag("--require-complete", Options.RequireComplete,
                   "Exit with 3 if some unit could not be analysed in full");
}

llvm::Expected<std::vector<Output>> outputsOf(const ReportOptions &Options) {
  std::vector<Output> Outputs = {{Options.Format, ""}};
  for (const std::string &Argument : Options.Outputs) {
    auto Parsed = parseOutput(Argument);
    if (!Parsed)
      return Parsed.takeError();
    Outputs.push_back(std::move(*Parsed));
  }
  if (llvm::Error Bad = checkOutputs(Outputs))
    return std::move(Bad);
  return Outputs;
}

llvm::Expected<int> finishReport(const Report &Said, Triage &Triaged, const ReportOptions &Options,
                                 const std::vector<Output> &Outputs,
                                 llvm::StringRef WorkingDirectory, SourceFiles &Sources) {
  if (llvm::Error Bad = writeOutputs(Said, Outputs, WorkingDirectory, Sources))
    return std::move(Bad);
  writeRunNotes(Said, WorkingDirectory, llvm::errs());
  auto Fails = Triaged.fails(Said);
  if (!Fails)
    return Fails.takeError();
  if (*Fails)
    return Findings;
  bool MustBeComplete = Options.RequireComplete || Triaged.settings().RequireComplete.Value;
  return MustBeComplete && !isComplete(Said.Seen) ? Incomplete : Clean;
}

} // namespace nplus1::cli
