//===- EarlierRun.h - What a whole run depended on, and what it parsed ----===//
//
// Which units are relevant, and what each of them says, follows from the files that
// the scans and the parses read. As long as these are the same, nothing has to be
// scanned or asked again: one stored record, in which each path stands once, takes the
// place of the scans of all units.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "driver/Lookups.h"

namespace nplus1 {

struct EarlierRun {
  struct RelevantUnit {
    uint64_t Unit = 0;
    uint64_t Outcome = 0; ///< digest of the stored outcome
    bool Failed = false;  ///< its outcome is not stored: it may be another next time
  };
  Lookups Seen;
  std::vector<RelevantUnit> Relevant;
};

std::string encodeRun(const EarlierRun &Run);

/// Nothing if \p Bytes are cut or damaged, or name a unit beyond \p Units.
std::optional<EarlierRun> decodeRun(llvm::StringRef Bytes, size_t Units);

/// Joins the lookups of many units. Not thread-safe.
class JoinedLookups {
public:
  void add(const Lookups &Seen);

  /// Everything that was added, sorted; nothing if two of them saw one path differently:
  /// the disk changed in between.
  std::optional<Lookups> take() const;

private:
  llvm::StringMap<uint64_t> Files, Folders, Places;
  llvm::StringSet<> Absent;
  bool Agree = true;

  void add(llvm::StringMap<uint64_t> &Known, const std::vector<InputFile> &Inputs);
};

} // namespace nplus1
