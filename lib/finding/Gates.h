//===- Gates.h - Which findings are reported and which fail the run -------===//
#pragma once

#include "config/Settings.h"
#include "finding/Finding.h"

#include <optional>

namespace nplus1 {

/// What the command line says; it wins over every configuration.
struct GateOptions {
  std::optional<Confidence> MinConfidence;
  std::optional<Confidence> FailOn;
};

/// What was left out, for the notes of a run.
struct LeftOut {
  unsigned ByDefaultExcludes = 0;
  unsigned ByConfiguration = 0;
};

/// Drops the findings that are not to be reported: below the confidence that
/// holds in their file (the command line's, else the rule's in the configuration,
/// else the configuration's minimum, else the rule's own gate), of rules that are off,
/// in files that are excluded. The error is that of a malformed configuration.
llvm::Expected<LeftOut> applyGates(std::vector<Finding> &Findings, ConfigTree &Configured,
                                   const GateOptions &Options);

/// The note that findings in tests and migrations are left out; nothing if none
/// were.
std::optional<RunNote> leftOutNote(const LeftOut &What);

/// Whether \p F makes the run fail: it is active and at least of the confidence
/// that the command line, or else the configuration of its file, asks for.
llvm::Expected<bool> failsRun(const Finding &F, ConfigTree &Configured, const GateOptions &Options);

} // namespace nplus1
