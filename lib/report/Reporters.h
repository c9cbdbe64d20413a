//===- Reporters.h - The formats, for the table in Reporter.cpp -----------===//
#pragma once

#include "report/Reporter.h"

namespace nplus1 {

std::unique_ptr<Reporter> makeTextReporter(const ReporterOptions &Options);
std::unique_ptr<Reporter> makeJsonReporter(const ReporterOptions &Options);
std::unique_ptr<Reporter> makeJsonLinesReporter(const ReporterOptions &Options);
std::unique_ptr<Reporter> makeSarifReporter(const ReporterOptions &Options);
std::unique_ptr<Reporter> makeGitHubReporter(const ReporterOptions &Options);
std::unique_ptr<Reporter> makeGitLabReporter(const ReporterOptions &Options);
std::unique_ptr<Reporter> makeJUnitReporter(const ReporterOptions &Options);
std::unique_ptr<Reporter> makeHtmlReporter(const ReporterOptions &Options);

} // namespace nplus1
