//===- Cache.h - Results of earlier runs, on the disk ---------------------===//
//
// A folder of files, each named after its key. Several runs may use it at once: a
// file appears under its name only when it is complete. A file that is cut, damaged
// or of another key is a miss. The least recently used files go first.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <optional>
#include <string>

namespace nplus1 {

class Cache {
public:
  /// Opens or makes \p Folder (empty: "nplus1" in the user's cache folder), mode
  /// 0700. Fails if it belongs to somebody else or others may write there.
  static llvm::Expected<Cache> open(std::string Folder);

  /// What was stored under \p Key, which may be of any length.
  std::optional<std::string> find(llvm::StringRef Key) const;

  /// Notes that what is stored under \p Key, if anything, was of use.
  void use(llvm::StringRef Key) const;

  /// Errors (a full disk) are ignored: the next run computes it again.
  void store(llvm::StringRef Key, llvm::StringRef Bytes) const;

  /// Removes the least recently used files beyond \p MaxBytes.
  void prune(uint64_t MaxBytes) const;

  const std::string &folder() const { return Folder; }

private:
  explicit Cache(std::string Folder) : Folder(std::move(Folder)) {}
  std::string pathOf(llvm::StringRef Key) const;

  std::string Folder;
};

} // namespace nplus1
