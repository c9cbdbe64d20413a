//===- RunOptions.h - Options that several subcommands share --------------===//
#pragma once

#include "ProgressLine.h"

#include "driver/Analysis.h"

#include <CLI/CLI.hpp>

namespace nplus1::cli {

/// FILE|DIR…, -p, --profile, --extra-arg.
void addProjectOptions(CLI::App &Command, ProjectOptions &Options);

/// --profile.
void addProfileOption(CLI::App &Command, std::vector<std::string> &Profiles);

/// --extra-arg.
void addExtraArguments(CLI::App &Command, std::vector<std::string> &Arguments);

/// --unit-time, --unit-memory.
void addUnitLimits(CLI::App &Command, Phase1Options &Options);

/// -j, --no-prefilter, and the limits.
void addPhase1Options(CLI::App &Command, Phase1Options &Options);

/// --progress.
void addProgress(CLI::App &Command, ProgressMode &Mode);

/// Accepts "possible", "likely" and "certain".
CLI::Option *addConfidence(CLI::App &Command, const std::string &Name,
                           std::optional<Confidence> &Level, const std::string &Help);

/// For CLI::Option::check: refuses a word that is not among \p Known and names the
/// nearest. \p What is what the word should be, e.g. "format".
CLI::Validator oneOf(std::string What, std::vector<llvm::StringRef> Known);

} // namespace nplus1::cli
