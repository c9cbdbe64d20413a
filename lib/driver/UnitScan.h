//===- UnitScan.h - Which files a unit is made of, without parsing it -----===//
//
// Only the preprocessor runs, over files reduced to their directives: some forty
// times faster than a parse. The files say whether a unit can concern us at all.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "compdb/Normalize.h"
#include "driver/DefinedNames.h"
#include "driver/DirectiveRun.h"
#include "driver/Lookups.h"
#include "orm/Profile.h"

#include "llvm/ADT/StringMap.h"

#include <span>
#include <string>
#include <vector>

namespace nplus1 {

/// What a scan found.
struct UnitFiles {
  /// What the scan depends on; the main file is among the files.
  Lookups Seen;
  /// A file that is a header of a profile or holds annotations of ours; empty if
  /// there is none.
  std::string OrmHeader;
  /// What its main file, and sources that it includes, may define. Empty for units
  /// that see an ORM, of which nobody asks.
  DefinedNames Defines;
  /// Why there is no telling what the unit sees: the first complaint, e.g. about a
  /// header that is missing. The unit has to be parsed to say more.
  std::string Problem;

  bool mayUseOrm() const { return !OrmHeader.empty() || !Problem.empty(); }
};

/// Scans units one after the other and keeps what it read of headers. One per
/// process or thread; a file that changes meanwhile is not noticed.
class UnitScanner {
public:
  /// \p Profiles must outlive the scanner.
  explicit UnitScanner(std::span<const Profile> Profiles) : Profiles(Profiles) {}

  UnitFiles scan(const CompileUnit &Unit);

private:
  struct KnownFile {
    llvm::StringRef Text; ///< in Kept
    uint64_t Digest = 0;  ///< of Text
    bool ConcernsUs = false;
  };
  const KnownFile &know(llvm::StringRef Path, llvm::StringRef Text);

  std::span<const Profile> Profiles;
  DirectiveFiles Kept;
  llvm::StringMap<KnownFile> Files; ///< by path
};

} // namespace nplus1
