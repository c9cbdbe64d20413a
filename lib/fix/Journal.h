//===- Journal.h - What an interrupted fix was about to do ----------------===//
//
// A file in the project root that exists only while files are being replaced.
// It may come with a repository from strangers, so reading it checks that it
// names nothing but files of the project and temporary files of ours beside
// them.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "fix/ProjectBoundary.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace nplus1 {

/// One file that is being replaced.
struct JournalEntry {
  std::string Target;    ///< real path
  std::string Temporary; ///< beside it, with the new content
  uint64_t Before = 0;   ///< contentDigest of the old content
  uint64_t After = 0;    ///< and of the new

  bool operator==(const JournalEntry &) const = default;
};

struct Journal {
  /// All temporary files are complete: the fix is to be finished. Otherwise it
  /// is to be undone.
  bool Ready = false;
  std::vector<JournalEntry> Entries;
};

/// A name for a temporary file beside \p Target that nothing else has.
std::string temporaryName(llvm::StringRef Target);

/// Replaces the journal on the disk, as a whole.
llvm::Error saveJournal(const Journal &Record, const ProjectBoundary &Boundary);

/// Nothing if there is none. Fails on one that this program did not write.
llvm::Expected<std::optional<Journal>> loadJournal(const ProjectBoundary &Boundary);

void removeJournal(const ProjectBoundary &Boundary);

} // namespace nplus1
