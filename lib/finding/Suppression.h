//===- Suppression.h - NOLINT comments ------------------------------------===//
//
//   row->author();              // NOLINT(nplus1-lazy-relation): two rows at most
//   // NOLINTNEXTLINE(nplus1-*)
//   // NOLINTBEGIN(nplus1-count-in-loop) ... // NOLINTEND(nplus1-count-in-loop)
//
// clang-tidy's comments with clang-tidy's meaning, so that one comment serves
// both programs. Three things are ours: a comment at the loop works as well as one
// at the access, a comment that names a rule of ours at the first line of a function
// covers the function, and a comment that suppresses nothing is reported.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "finding/Finding.h"
#include "finding/SourceFiles.h"

#include "llvm/ADT/StringMap.h"
#include "llvm/Support/Error.h"

namespace nplus1 {

/// One NOLINT comment, or a NOLINTBEGIN with its NOLINTEND.
struct Suppression {
  SourceRange Comment;   ///< the whole comment, "//" included
  SourceRange Directive; ///< "NOLINT(...)"
  /// What stands in the brackets, in order; empty if there are none, which
  /// means everything. A leading '-' takes away.
  std::vector<std::string> Globs;
  std::string Reason;
  /// The lines it covers, both included.
  uint32_t FirstLine = 0;
  uint32_t LastLine = 0;
  /// Covers a region, so that it does not stand for a whole function.
  bool IsRegion = false;
  /// The NOLINTEND comment of a region.
  SourceRange EndComment;
  bool Used = false;

  bool matches(llvm::StringRef Rule) const;
  /// It names rules of nplus1 and not just everything.
  bool isOurs() const;
};

/// The suppressions in one file. An error is one sentence with the place: a rule
/// of ours that does not exist, a region of ours that is not closed or not opened.
llvm::Expected<std::vector<Suppression>> readSuppressions(llvm::StringRef Path,
                                                          SourceFiles &Sources);

/// Applies suppressions to findings and remembers which were needed.
class SuppressionSet {
public:
  explicit SuppressionSet(SourceFiles &Sources) : Sources(Sources) {}

  /// Sets Suppressed and SuppressionReason of the findings that a comment covers.
  llvm::Error apply(std::vector<Finding> &Findings);

  /// Notes on the comments in \p JudgedFiles that name rules of ours and covered
  /// no finding so far, with the edit that removes them. A file belongs in
  /// \p JudgedFiles if every unit with it was analysed in full: otherwise the
  /// finding may just not have been seen.
  llvm::Expected<std::vector<RunNote>> unused(llvm::ArrayRef<std::string> JudgedFiles);

private:
  llvm::Expected<std::vector<Suppression> *> in(llvm::StringRef Path);

  SourceFiles &Sources;
  llvm::StringMap<std::vector<Suppression>> Files;
};

} // namespace nplus1
