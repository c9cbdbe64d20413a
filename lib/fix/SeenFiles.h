//===- SeenFiles.h - What the files held when they were analysed ----------===//
//
// Edits are offsets into a file. If the file has changed since, they would hit
// the wrong bytes: the engine compares digests and refuses.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"

#include <cstdint>
#include <optional>

namespace clang {
class SourceManager;
}

namespace nplus1 {

/// Tells two contents of one file apart; stable across runs and machines.
uint64_t contentDigest(llvm::StringRef Content);

/// Digests of the files that went into the analysis, by absolute path.
/// Not synchronised: one per worker, then merged.
class SeenFiles {
public:
  /// A file that is added twice with different digests counts as changed.
  void add(llvm::StringRef AbsolutePath, uint64_t Digest);

  /// Adds every file that a parsed unit read, system headers left out, under
  /// its spelling and under its real path.
  void add(const clang::SourceManager &Sources);

  void merge(const SeenFiles &Other);

  /// Adds what \p Older knows of the files that are not known here.
  void addUnknown(const SeenFiles &Older);

  /// Whether the file was analysed with exactly this content. Nothing if it
  /// was not analysed at all.
  std::optional<bool> isUnchanged(llvm::StringRef AbsolutePath, uint64_t Digest) const;

private:
  /// Nothing: seen with different contents.
  llvm::StringMap<std::optional<uint64_t>> Digests;
};

} // namespace nplus1
