//===- TriageArguments.h - Options that decide which findings count -------===//
#pragma once

#include "driver/TriagedProject.h"

#include <CLI/CLI.hpp>

namespace nplus1::cli {

/// --config.
void addConfigOption(CLI::App &Command, std::string &File);

/// --config, --baseline, --accept-new, --new-since, --min-confidence, --fail-on.
void addTriageOptions(CLI::App &Command, TriageOptions &Options);

/// The project root (Project::Root) of a run that has no database.
std::string projectRoot();

/// The profiles of \p Names, or else of the run's configuration.
llvm::Expected<std::vector<Profile>> profilesOf(std::vector<std::string> Names,
                                                const std::string &ConfigFile);

} // namespace nplus1::cli
