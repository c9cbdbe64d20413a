//===- UnitAnalysis.h - Phase 1: one unit, parsed and turned into facts ---===//
#pragma once

#include "analysis/Facts.h"
#include "compdb/Normalize.h"
#include "driver/HeaderDeclarations.h"
#include "driver/Lookups.h"
#include "orm/Profile.h"

#include "llvm/Support/VirtualFileSystem.h"

#include <span>
#include <string>
#include <vector>

namespace nplus1 {

/// How the analysis of one unit ended.
struct UnitOutcome {
  enum class Verdict : uint8_t {
    Analysed,
    Partial,    ///< has errors; what parsed was analysed
    Failed,     ///< nothing can be said; Facts is empty
    Irrelevant, ///< not parsed, because it cannot hold a finding
  };
  Verdict Judged = Verdict::Failed;
  UnitFacts Facts;
  unsigned Errors = 0;
  /// For each of the first errors: its place, then those of its notes.
  std::vector<std::vector<SourcePoint>> ErrorPlaces;
  /// What is wrong, for people: the first error with its place. Empty if
  /// Analysed.
  std::string Problem;
  /// Names of headers that were included and not found.
  std::vector<std::string> MissingHeaders;
  /// What the outcome depends on.
  Lookups Seen;
  std::vector<HeaderDeclaration> Declarations;
};

/// "analysed", "partial", "failed" or "irrelevant", as in the JSON reports.
llvm::StringRef verdictName(UnitOutcome::Verdict Judged);

/// The section of LLVM's time profiler that the extraction of facts is, for who
/// switches it on.
inline constexpr const char *ExtractSection = "extract facts";

/// Parses \p Unit as \p Files show it and extracts its facts. \p Files is this
/// call's own: its working directory is changed, the process's is not. Never
/// prints, writes or runs anything. May be called from several threads, though a
/// crash of the parser takes the process down.
UnitOutcome analyzeUnit(const CompileUnit &Unit, std::span<const Profile> Profiles,
                        llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Files);

} // namespace nplus1
