//===- Lookups.h - What a result depends on, on the disk ------------------===//
//
// A scan or an analysis gives the same answer as long as the files that it read
// have the same contents, the paths that it looked for in vain are still not there,
// and the folders that it listed hold the same names.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/VirtualFileSystem.h"

#include <optional>
#include <string>
#include <vector>

namespace nplus1 {

/// A path and a digest of what was there.
struct InputFile {
  std::string Path;    ///< absolute
  uint64_t Digest = 0; ///< contentDigest

  auto operator<=>(const InputFile &) const = default;
};

struct Lookups {
  /// Files by path; a file of the project that was reached through symbolic links
  /// under its real path, too.
  std::vector<InputFile> Files;
  std::vector<InputFile> Folders;  ///< listed; the digest is that of the names
  std::vector<std::string> Absent; ///< looked for in vain
};

/// Shows \p Base and notes what is missing and listed. Not thread-safe.
class RecordingFileSystem : public llvm::vfs::ProxyFileSystem {
public:
  explicit RecordingFileSystem(llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Base)
      : ProxyFileSystem(std::move(Base)) {}

  llvm::ErrorOr<llvm::vfs::Status> status(const llvm::Twine &Path) override;
  bool exists(const llvm::Twine &Path) override;
  llvm::ErrorOr<std::unique_ptr<llvm::vfs::File>> openFileForRead(const llvm::Twine &Path) override;
  llvm::vfs::directory_iterator dir_begin(const llvm::Twine &Folder,
                                          std::error_code &Error) override;

  /// Adds what was noted, sorted.
  void addTo(Lookups &Seen) const;

private:
  void note(const llvm::Twine &Path, std::error_code Error);

  llvm::StringSet<> Absent;
  llvm::StringMap<uint64_t> Folders;
};

/// Compares lookups with the disk as it is now; asks for each path once. A file
/// that changes during its life is not noticed.
class LookupChecker {
public:
  bool stillHold(const Lookups &Seen);

private:
  std::optional<uint64_t> digestOf(llvm::StringRef File);
  bool exists(llvm::StringRef Path);
  uint64_t folderDigest(llvm::StringRef Folder);

  llvm::SmallString<0> Buffer; ///< what was read last
  llvm::StringMap<std::optional<uint64_t>> Digests;
  llvm::StringMap<bool> Existence;
  llvm::StringMap<uint64_t> FolderDigests;
};

} // namespace nplus1
