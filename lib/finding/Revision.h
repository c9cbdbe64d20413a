//===- Revision.h - What changed since a revision, and what is new --------===//
//
// --new-since REV. A finding is new if any step of its path was changed: a loop
// put around old code is a new finding though the access is old. The work tree and
// the index are only read.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "finding/Finding.h"

#include "llvm/ADT/StringMap.h"
#include "llvm/Support/Error.h"

namespace nplus1 {

/// The lines of the work tree that differ from a revision.
class ChangedLines {
public:
  /// Asks git, which must be on the PATH, about the repository that holds \p
  /// Directory. Compared is with the merge base of \p Revision and HEAD, as a
  /// merge request shows it, or with \p Revision itself where a shallow clone
  /// does not reach back to the base. Files that git does not track are new.
  /// Errors, one sentence with the remedy: no repository, no git, no such
  /// revision (in a shallow clone with the command that fetches it).
  static llvm::Expected<ChangedLines> since(llvm::StringRef Revision, llvm::StringRef Directory);

  /// Parses the output of "git diff --unified=0" into \p Into.
  static void parseDiff(llvm::StringRef Diff, ChangedLines &Into);

  /// \p Path is relative to the repository; lines count from 1.
  bool isChanged(llvm::StringRef Path, uint32_t FirstLine, uint32_t LastLine) const;

  /// Whether lines were deleted after line \p FirstLine and before \p LastLine.
  bool isCut(llvm::StringRef Path, uint32_t FirstLine, uint32_t LastLine) const;

  /// The repository's top directory.
  const std::string &root() const { return Root; }
  /// What the comparison is with if not with the merge base; else empty.
  const std::string &note() const { return Note; }

private:
  struct Span {
    uint32_t First;
    uint32_t Last;
  };
  struct File {
    bool IsNew = false;
    std::vector<Span> Changed;
    std::vector<uint32_t> DeletedAfter;
  };
  std::string Root;
  std::string Note;
  llvm::StringMap<File> Files;
};

/// Sets State of every finding that is not suppressed: New if its access, its
/// loop's header, its row source or a step of its trace changed, or if lines were
/// deleted between the row source and the loop (a prefetch, perhaps); else Known.
/// What a baseline knows stays known.
void applyChanges(const ChangedLines &Changes, std::vector<Finding> &Findings);

} // namespace nplus1
