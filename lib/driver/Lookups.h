//===- Lookups.h - What a result depends on, on the disk ------------------===//
//
// A scan or an analysis gives the same answer as long as the files that it read
// have the same contents, the paths that it looked for in vain are still not there,
// the folders that it listed hold the same names, and what else it asked for is what
// it was: a file or a folder, under the same real path. Which names are one file
// decides what "#pragma once" means.
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
  /// What else was looked for, and the digest that Places gives. Of Files those that are no
  /// plain files; of others those that Files do not imply.
  std::vector<InputFile> Places;
};

/// Says what is at a path of the disk, and asks once for each. Not thread-safe.
class Places {
public:
  /// Tells apart what is there, by its kind and its real path, or why it cannot be told.
  uint64_t digest(llvm::StringRef Path) { return at(Path).Digest; }
  /// A regular file, and neither it nor a folder above is a link.
  bool isPlainFile(llvm::StringRef Path) { return at(Path).IsPlainFile; }

private:
  struct Place {
    uint64_t Digest = 0;
    bool IsPlainFile = false;
  };
  const Place &at(llvm::StringRef Path);
  llvm::StringRef realFolder(llvm::StringRef Folder);

  llvm::StringMap<Place> Known;
  llvm::StringMap<std::string> RealFolders;
};

/// Shows \p Base and notes what is asked for. Not thread-safe.
class RecordingFileSystem : public llvm::vfs::ProxyFileSystem {
public:
  explicit RecordingFileSystem(llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Base)
      : ProxyFileSystem(std::move(Base)) {}

  llvm::ErrorOr<llvm::vfs::Status> status(const llvm::Twine &Path) override;
  bool exists(const llvm::Twine &Path) override;
  llvm::ErrorOr<std::unique_ptr<llvm::vfs::File>> openFileForRead(const llvm::Twine &Path) override;
  llvm::vfs::directory_iterator dir_begin(const llvm::Twine &Folder,
                                          std::error_code &Error) override;

  /// Adds what was noted, sorted. The files that were read are there already; names of
  /// these under which nothing was read join them.
  void addTo(Lookups &Seen, Places &Disk) const;

private:
  void note(const llvm::Twine &Path, const llvm::ErrorOr<llvm::vfs::Status> &Result);

  llvm::StringSet<> Absent, Unknown;
  llvm::StringMap<llvm::sys::fs::UniqueID> Found;
  llvm::StringMap<uint64_t> Folders;
};

/// Compares lookups with the disk as it is now; asks for each path once. A file
/// that changes during its life is not noticed.
class LookupChecker {
public:
  bool stillHold(const Lookups &Seen);

private:
  std::optional<uint64_t> digestOf(llvm::StringRef File);
  bool isAsBefore(const InputFile &File, const Lookups &Seen);
  bool exists(llvm::StringRef Path);
  uint64_t folderDigest(llvm::StringRef Folder);

  Places Disk;
  llvm::SmallString<0> Buffer; ///< what was read last
  llvm::StringMap<std::optional<uint64_t>> Digests;
  llvm::StringMap<bool> Existence;
  llvm::StringMap<uint64_t> FolderDigests;
};

} // namespace nplus1
