//===- NolintComments.h - Where a file says NOLINT ------------------------===//
#pragma once

#include "finding/SourceFiles.h"

#include <string>
#include <vector>

namespace nplus1 {

/// A NOLINT directive as written.
struct NolintComment {
  enum class Kind { Line, NextLine, Begin, End };
  Kind K = Kind::Line;
  SourceRange Comment;   ///< the whole comment
  SourceRange Directive; ///< "NOLINT(...)"
  bool HasList = false;  ///< there are brackets
  std::vector<std::string> Globs;
  /// What follows the brackets, without a leading ':' or '-'.
  std::string Reason;
};

/// All directives in the comments of a file, in order. String literals are no
/// comments. Empty if the file cannot be read.
std::vector<NolintComment> nolintComments(llvm::StringRef Path, SourceFiles &Sources);

} // namespace nplus1
