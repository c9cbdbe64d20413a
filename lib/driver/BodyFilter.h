//===- BodyFilter.h - Which function bodies need not be parsed ------------===//
//
// Most of what a unit parses are bodies of functions in system and ORM headers.
// What those functions do is known from profiles or of no concern, so their
// bodies are skipped, which halves a unit's time. Clang itself keeps the bodies
// that others depend on: constexpr and deduced return types.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "orm/Profile.h"

#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/DenseMap.h"

#include <span>
#include <string>

namespace nplus1 {

class BodyFilter {
public:
  /// \p MainFile is absolute. \p Profiles outlive the filter.
  BodyFilter(std::span<const Profile> Profiles, std::string MainFile);

  /// Whether the body of a function that is written at \p Where is of no use.
  bool skips(clang::SourceLocation Where, const clang::SourceManager &Sources);

  /// Goes on for a unit with another main file. False if it would have answered a
  /// question otherwise than it did.
  bool goOnFor(std::string OtherMainFile, const clang::SourceManager &Sources);

private:
  bool isForeign(clang::FileID File, const clang::SourceManager &Sources) const;

  std::span<const Profile> Profiles;
  std::string MainFile;
  llvm::DenseMap<clang::FileID, bool> Foreign;
};

} // namespace nplus1
