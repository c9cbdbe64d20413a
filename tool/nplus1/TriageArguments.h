//===- TriageArguments.h - Options that decide which findings count -------===//
#pragma once

#include "driver/TriagedProject.h"

#include <CLI/CLI.hpp>

namespace nplus1::cli {

/// --config.
void addConfigOption(CLI::App &Command, std::string &File);

/// --config, --baseline, --accept-new, --new-since, --min-confidence, --fail-on.
void addTriageOptions(CLI::App &Command, TriageOptions &Options);

} // namespace nplus1::cli
