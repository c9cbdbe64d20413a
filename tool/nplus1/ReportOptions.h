//===- ReportOptions.h - What becomes of a run's findings -----------------===//
#pragma once

#include "finding/Triage.h"
#include "report/Outputs.h"

#include <CLI/CLI.hpp>

namespace nplus1::cli {

struct ReportOptions {
  std::string Format = "text";
  std::vector<std::string> Outputs;
  bool RequireComplete = false;
};

/// --format, --output, --require-complete.
void addReportOptions(CLI::App &Command, ReportOptions &Options);

/// The outputs asked for, stdout first; refuses before the analysis what could not
/// be written after it.
llvm::Expected<std::vector<Output>> outputsOf(const ReportOptions &Options);

/// Writes \p Said, which \p Triaged has settled, and says what to exit with.
llvm::Expected<int> finishReport(const Report &Said, Triage &Triaged, const ReportOptions &Options,
                                 const std::vector<Output> &Outputs,
                                 llvm::StringRef WorkingDirectory, SourceFiles &Sources);

} // namespace nplus1::cli
