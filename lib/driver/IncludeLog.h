//===- IncludeLog.h - The files that a preprocessor enters and leaves -----===//
#pragma once

#include "clang/Basic/SourceLocation.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace clang {
class Preprocessor;
} // namespace clang

namespace nplus1 {

/// Holds as long as the preprocessor lives.
struct IncludeLog {
  struct File {
    clang::FileID Id;
    bool IsFile = false;            ///< and not the text of -D and the like
    bool System = false;            ///< warnings are off in it
    uint64_t Identity = 0;          ///< digest of its name and System
    size_t Size = 0;                ///< bytes
    std::optional<size_t> From;     ///< index of the file that includes it
    clang::SourceLocation Included; ///< the '#'
    std::string Directive; ///< "#include …" that finds it from anywhere; empty if none does
  };
  std::vector<File> Files;  ///< in the order in which they are entered
  std::vector<size_t> Left; ///< indices of files, in the order in which they are left

  /// The identities of those that were left.
  std::vector<uint64_t> leftIdentities() const;
};

/// Lets \p Macros note in \p Into what it enters and leaves from now on.
void recordIncludes(clang::Preprocessor &Macros, IncludeLog &Into);

} // namespace nplus1
