#include "driver/Cache.h"

#include "support/ByteStream.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/CachePruning.h"
#include "llvm/Support/Chrono.h"
#include "llvm/Support/Errc.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/xxhash.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace llvm;

namespace nplus1 {

/// pruneCache touches files of such names only.
static constexpr StringLiteral Prefix = "llvmcache-nplus1-";

static std::string hash(StringRef Bytes) {
  XXH128_hash_t Hash = xxh3_128bits(arrayRefFromStringRef(Bytes));
  return utohexstr(Hash.high64, /*LowerCase=*/true, 16) +
         utohexstr(Hash.low64, /*LowerCase=*/true, 16);
}

Expected<Cache> Cache::open(std::string Folder) {
  if (Folder.empty()) {
    SmallString<128> Default;
    if (!sys::path::cache_directory(Default))
      return createStringError(errc::no_such_file_or_directory,
                               "there is no home folder for a cache; name one with --cache-dir");
    sys::path::append(Default, "nplus1");
    Folder = Default.str().str();
  }
  auto refused = [&](const Twine &Why) {
    return createStringError(errc::permission_denied, ("the cache folder '" + Folder + "' " + Why +
                                                       "; name another with --cache-dir")
                                                          .str()
                                                          .c_str());
  };
  sys::fs::create_directories(sys::path::parent_path(Folder));
  if (std::error_code Error =
          sys::fs::create_directory(Folder, /*IgnoreExisting=*/true, sys::fs::owner_all))
    return refused("cannot be made (" + Error.message() + ")");
  struct stat Status;
  // lstat: a link could be turned elsewhere by whoever owns it.
  if (lstat(Folder.c_str(), &Status) || !S_ISDIR(Status.st_mode))
    return refused("is not a folder");
  if (Status.st_uid != geteuid())
    return refused("belongs to another user");
  if (Status.st_mode & (S_IRWXG | S_IRWXO))
    return refused("is open to others; close it with chmod 700");
  return Cache(std::move(Folder));
}

std::string Cache::pathOf(StringRef Key) const {
  SmallString<128> Path(Folder);
  sys::path::append(Path, Prefix + hash(Key));
  return Path.str().str();
}

std::optional<std::string> Cache::find(StringRef Key) const {
  const std::string Path = pathOf(Key);
  int Fd;
  if (sys::fs::openFileForRead(Path, Fd))
    return std::nullopt;
  auto Buffer = MemoryBuffer::getOpenFile(sys::fs::convertFDToNativeFile(Fd), Path,
                                          /*FileSize=*/-1, /*RequiresNullTerminator=*/false);
  std::optional<std::string> Found;
  if (Buffer) {
    StringRef Bytes = (*Buffer)->getBuffer();
    // The checksum covers all that follows it.
    StringRef Checksum = Bytes.take_front(32);
    ByteReader Rest(Bytes.drop_front(Checksum.size()));
    std::string StoredKey, Stored;
    if (Checksum == hash(Bytes.drop_front(Checksum.size()))) {
      Rest.text(StoredKey);
      Rest.text(Stored);
      if (Rest.isWhole() && StoredKey == Key)
        Found = std::move(Stored);
    }
  }
  if (Found) // pruning goes by this time
    sys::fs::setLastAccessAndModificationTime(Fd, std::chrono::system_clock::now());
  ::close(Fd);
  return Found;
}

void Cache::use(StringRef Key) const {
  utimensat(AT_FDCWD, pathOf(Key).c_str(), /*now*/ nullptr, AT_SYMLINK_NOFOLLOW);
}

void Cache::store(StringRef Key, StringRef Bytes) const {
  ByteWriter Writer;
  Writer.text(Key.str());
  Writer.text(Bytes.str());
  std::string Content = Writer.take();
  SmallString<128> Model(Folder);
  sys::path::append(Model, Prefix + "new-%%%%%%%%");
  auto File = sys::fs::TempFile::create(Model, sys::fs::owner_read | sys::fs::owner_write);
  if (!File)
    return consumeError(File.takeError());
  raw_fd_ostream OS(File->FD, /*shouldClose=*/false);
  OS << hash(Content) << Content;
  OS.flush();
  if (OS.has_error()) {
    OS.clear_error();
    return consumeError(File->discard());
  }
  consumeError(File->keep(pathOf(Key)));
}

void Cache::prune(uint64_t MaxBytes) const {
  CachePruningPolicy Policy;
  Policy.Interval = std::chrono::minutes(10);
  Policy.Expiration = std::chrono::hours(24 * 30);
  Policy.MaxSizeBytes = MaxBytes;
  pruneCache(Folder, Policy);
}

} // namespace nplus1
