//===- Baseline.h - Findings that are known and accepted for now ----------===//
//
// A baseline lets a project start with a clean run: what is in it is not
// reported until the code around it changes. It is a JSON file with one line per
// finding, sorted, so that it merges and reviews well; docs/ci.md explains its use,
// docs/contracts/fingerprint.md what makes two findings equal.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "finding/Finding.h"

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/Support/Error.h"

namespace nplus1 {

/// One accepted finding. File and Message are for people; File also tells
/// whether a stale entry's code was looked at.
struct BaselineEntry {
  std::string Fingerprint;
  std::string Moved; ///< Finding::MovedFingerprint
  std::string Rule;
  std::string File; ///< relative to the project, '/' between components
  std::string Message;

  auto operator<=>(const BaselineEntry &) const = default;
};

struct Baseline {
  std::string FileName;
  std::vector<BaselineEntry> Entries;
};

/// Errors, one sentence each: no such file, no JSON, a newer schema, an unknown
/// or missing key (with line and nearest key).
llvm::Expected<Baseline> readBaseline(const std::string &Path);

/// Sets State of every finding that is not suppressed. An entry accounts for one
/// finding: the one of its fingerprint, or, if that is gone, one of the same
/// code in another file. Returns the entries that account for none.
std::vector<BaselineEntry> applyBaseline(const Baseline &Known, std::vector<Finding> &Findings);

/// A note for each of the \p Stale entries that \p IsGone; they could hide a new finding
/// one day.
std::vector<RunNote> staleNotes(const Baseline &Known, llvm::ArrayRef<BaselineEntry> Stale,
                                llvm::function_ref<bool(const BaselineEntry &)> IsGone);

/// The baseline that accepts all of \p Findings that are not suppressed. Entries
/// of \p Old that are not known to be gone stay: their file was not judged, or the
/// configuration leaves their finding out. \p Root is the project directory.
Baseline acceptFindings(const Baseline &Old, const std::vector<Finding> &Findings,
                        llvm::StringRef Root,
                        llvm::function_ref<bool(const BaselineEntry &)> IsGone);

/// Writes the file as a whole or not at all.
llvm::Error writeBaseline(const Baseline &What);

} // namespace nplus1
