//===- Triage.h - From what was found to what somebody has to do ----------===//
//
//   findings ──▶ gates and excludes ──▶ comments ──▶ baseline ──▶ revision ──▶ verdict
//
// Everything that can be refused is refused by prepare(), before the analysis. A
// finding that is not to be acted upon keeps its place in the report, marked,
// unless nobody asked to see it.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "finding/Baseline.h"
#include "finding/Gates.h"
#include "finding/Revision.h"
#include "finding/Suppression.h"

#include "llvm/ADT/StringSet.h"

namespace nplus1 {

struct TriageOptions {
  GateOptions Gates;
  /// Used instead of the configurations in the tree; empty: look for them.
  std::string ConfigFile;
  /// Wins over a configuration's; empty: none.
  std::string BaselineFile;
  /// Rewrite the baseline so that it holds exactly what was found.
  bool AcceptNew = false;
  /// A git revision; empty: all findings count.
  std::string NewSince;
};

/// What a run is about.
struct TriageScope {
  std::string WorkingDirectory; ///< absolute; run-wide settings are those that hold here
  std::string Root;             ///< absolute project directory
  /// Absolute; files and folders that the user named. None: everything.
  std::vector<std::string> NamedPaths;
  /// Absolute main files of all units asked for.
  std::vector<std::string> UnitFiles;
};

/// The run-wide settings of a run in \p WorkingDirectory, before the project is
/// known; \p ConfigFile as in TriageOptions.
llvm::Expected<Settings> runWideSettings(const std::string &ConfigFile,
                                         const std::string &WorkingDirectory);

class Triage {
public:
  /// Reads the configurations of all unit files, the baseline and the revision.
  static llvm::Expected<Triage> prepare(TriageOptions Options, TriageScope Scope);

  /// The run-wide settings.
  const Settings &settings() const { return RunWide; }

  /// Settles all findings of \p What, which must have fingerprints, and adds the
  /// notes (on unneeded comments only if all of the project was judged). What.Errors tells which
  /// units were not judged. With AcceptNew the baseline is written, after everything that can fail.
  llvm::Error apply(Report &What, SourceFiles &Sources);

  /// Whether a finding of a settled report makes the run fail.
  llvm::Expected<bool> fails(const Report &What);

private:
  Triage(TriageOptions Options, TriageScope Scope);
  llvm::Error loadBaseline();
  /// \p Found: the fingerprints of all findings, before the gates.
  llvm::Error applyKnown(Report &What, const llvm::StringSet<> &Found);
  /// Whether all of the project was judged, headers too.
  bool isFullRun(const Report &What) const;

  TriageOptions Options;
  TriageScope Scope;
  ConfigTree Configured;
  Settings RunWide;
  std::optional<Baseline> Known;
  std::optional<ChangedLines> Changes;
};

} // namespace nplus1
