//===- Normalize.h - From a build's command to one that nplus1 can parse --===//
//
//   ccache g++ @flags.rsp -MD -o a.o -c a.cpp  ──▶  g++ … -resource-dir=… -w -- a.cpp
//
// Nothing named in a command is ever run, and what is left writes no file.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "llvm/ADT/StringRef.h"

#include <string>
#include <vector>

namespace nplus1 {

/// What happened to one flag, for `nplus1 doctor`.
struct FlagDecision {
  enum class What { Dropped, Translated, Unknown, Launcher };
  What Did = What::Dropped;
  std::string Flag; ///< as it was written, with its values
  std::string To;   ///< Translated: what it became
  std::string Why;
};

/// One way in which one file is compiled.
struct CompileUnit {
  std::string File;      ///< absolute path
  std::string Directory; ///< absolute path
  /// For Clang's driver: the compiler's path or name first, "--" and File last.
  std::vector<std::string> Arguments;
  std::vector<FlagDecision> Decisions;
  /// The line of the database where the entry begins; 0 if it is not from one.
  unsigned Line = 0;

  /// Whether both are compiled in the same way.
  bool sameAs(const CompileUnit &Other) const {
    return File == Other.File && Directory == Other.Directory && Arguments == Other.Arguments;
  }
};

/// Turns the command \p Arguments (not empty), which was run in \p Directory to
/// compile \p File (both absolute), into one that only parses. \p ExtraArguments
/// come last, so that they win. May be called from several threads.
CompileUnit normalizeCommand(std::vector<std::string> Arguments, llvm::StringRef Directory,
                             llvm::StringRef File,
                             const std::vector<std::string> &ExtraArguments = {});

} // namespace nplus1
