#include "fix/ReplaceFile.h"

#include "llvm/Support/Errno.h"
#include "llvm/Support/Path.h"

#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <unistd.h>

namespace nplus1 {

namespace {

llvm::Error systemError(const std::string &Path, const char *What) {
  std::error_code Code(errno, std::generic_category());
  return llvm::createStringError(Code, "%s: %s (%s)", Path.c_str(), What, Code.message().c_str());
}

/// Closes on the way out; errors of close are seen by fsync before.
class Descriptor {
public:
  explicit Descriptor(int Fd) : Fd(Fd) {}
  ~Descriptor() {
    if (Fd >= 0)
      ::close(Fd);
  }
  Descriptor(const Descriptor &) = delete;
  Descriptor &operator=(const Descriptor &) = delete;
  int get() const { return Fd; }

private:
  int Fd;
};

bool writeWhole(int Fd, llvm::StringRef Content) {
  while (!Content.empty()) {
    ssize_t Written = llvm::sys::RetryAfterSignal(-1, ::write, Fd, Content.data(), Content.size());
    if (Written < 0)
      return false;
    Content = Content.drop_front(Written);
  }
  return true;
}

} // namespace

std::string whyNotReplaceable(const std::string &Path) {
  struct stat Status;
  if (::stat(Path.c_str(), &Status) != 0)
    return "cannot be read";
  // The superuser may write everything, but read-only is also a wish.
  if (!(Status.st_mode & (S_IWUSR | S_IWGRP | S_IWOTH)))
    return "is read-only";
  if (::access(Path.c_str(), W_OK) != 0)
    return "may not be written by this user";
  if (Status.st_uid != ::geteuid() && ::geteuid() != 0)
    return "belongs to another user";
  if (::access(llvm::sys::path::parent_path(Path).str().c_str(), W_OK | X_OK) != 0)
    return "lies in a folder that may not be written by this user";
  return {};
}

llvm::Error writeNewFile(const std::string &Path, llvm::StringRef Content,
                         const std::optional<struct stat> &Like) {
  Descriptor File(::open(Path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
  if (File.get() < 0)
    return systemError(Path, "cannot be created");
  auto Fail = [&](const char *What) {
    llvm::Error Error = systemError(Path, What);
    ::unlink(Path.c_str());
    return Error;
  };
  if (!writeWhole(File.get(), Content))
    return Fail("cannot be written");
  if (Like) {
    struct stat Own;
    if (::fstat(File.get(), &Own) != 0)
      return Fail("cannot be read");
    bool Differs = Own.st_uid != Like->st_uid || Own.st_gid != Like->st_gid;
    if (Differs && ::fchown(File.get(), Like->st_uid, Like->st_gid) != 0)
      return Fail("cannot be given the owner of the file that it replaces");
    // After the owner, for changing that clears the set-user-id bits.
    if (::fchmod(File.get(), Like->st_mode & 07777) != 0)
      return Fail("cannot be given the mode of the file that it replaces");
  }
  if (::fsync(File.get()) != 0)
    return Fail("cannot be written");
  return llvm::Error::success();
}

llvm::Error renameOver(const std::string &From, const std::string &To) {
  if (std::rename(From.c_str(), To.c_str()) != 0)
    return systemError(To, "cannot be replaced");
  std::string Folder = llvm::sys::path::parent_path(To).str();
  Descriptor Names(::open(Folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  // Not every file system can sync a folder; the rename itself is done.
  if (Names.get() >= 0)
    ::fsync(Names.get());
  return llvm::Error::success();
}

} // namespace nplus1
