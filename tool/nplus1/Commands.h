//===- Commands.h - The subcommands of nplus1 -----------------------------===//
//
// Each add… function declares one subcommand and its options on the
// application. When the subcommand was given, it runs during App.parse() and
// leaves its exit status in Status.
//
//===----------------------------------------------------------------------===//
#pragma once

#include <CLI/CLI.hpp>

#include "llvm/Support/Error.h"

namespace nplus1::cli {

/// What the process returns; docs/exit-codes.md is the contract.
enum ExitStatus : int {
  Clean = 0,
  Findings = 1,
  Refused = 2, ///< usage, configuration, profile …: nothing was judged
  Incomplete = 3,
};

void addCheck(CLI::App &App, int &Status);
void addCompletions(CLI::App &App, int &Status);
void addConfig(CLI::App &App, int &Status);
void addDoctor(CLI::App &App, int &Status);
void addExplain(CLI::App &App, int &Status);
void addFix(CLI::App &App, int &Status);
void addLsp(CLI::App &App, int &Status);
void addProfiles(CLI::App &App, int &Status);
void addRules(CLI::App &App, int &Status);
void addVersion(CLI::App &App, int &Status);

/// Prints "nplus1: " and the sentence of \p Why to stderr; returns Refused.
int refuse(llvm::Error Why);
int refuse(llvm::StringRef Sentence);

/// The sentence for arguments that do not fit \p App, which was parsing them
/// when it threw \p Why: what is unknown and what was probably meant.
std::string usageSentence(const CLI::App &App, const CLI::ParseError &Why);

} // namespace nplus1::cli
