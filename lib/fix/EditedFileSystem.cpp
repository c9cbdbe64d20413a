#include "fix/EditedFileSystem.h"

#include "llvm/Support/Chrono.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/xxhash.h"

#include <map>

namespace nplus1 {

namespace vfs = llvm::vfs;

namespace {

class EditedContent : public vfs::File {
public:
  EditedContent(vfs::Status Stat, std::string Content)
      : Stat(std::move(Stat)), Content(std::move(Content)) {}

  llvm::ErrorOr<vfs::Status> status() override { return Stat; }
  llvm::ErrorOr<std::unique_ptr<llvm::MemoryBuffer>> getBuffer(const llvm::Twine &Name, int64_t,
                                                               bool, bool) override {
    return llvm::MemoryBuffer::getMemBufferCopy(Content, Name);
  }
  std::error_code close() override { return {}; }

private:
  vfs::Status Stat;
  std::string Content;
};

class EditedFileSystem : public vfs::ProxyFileSystem {
public:
  EditedFileSystem(llvm::IntrusiveRefCntPtr<vfs::FileSystem> Base, const EditedFiles &Files)
      : ProxyFileSystem(std::move(Base)) {
    for (const EditedFile &File : Files)
      if (llvm::ErrorOr<vfs::Status> Stat = getUnderlyingFS().status(File.Path))
        Contents[Stat->getUniqueID()] = File.After;
  }

  llvm::ErrorOr<vfs::Status> status(const llvm::Twine &Path) override {
    llvm::ErrorOr<vfs::Status> Stat = ProxyFileSystem::status(Path);
    if (Stat)
      if (const std::string *Content = find(*Stat))
        return adapted(*Stat, *Content);
    return Stat;
  }

  llvm::ErrorOr<std::unique_ptr<vfs::File>> openFileForRead(const llvm::Twine &Path) override {
    if (llvm::ErrorOr<vfs::Status> Stat = ProxyFileSystem::status(Path))
      if (const std::string *Content = find(*Stat))
        return std::make_unique<EditedContent>(adapted(*Stat, *Content), *Content);
    return ProxyFileSystem::openFileForRead(Path);
  }

private:
  const std::string *find(const vfs::Status &Stat) const {
    auto Found = Contents.find(Stat.getUniqueID());
    return Found == Contents.end() ? nullptr : &Found->second;
  }

  /// Clang takes a size that differs from the content's for a file that changes
  /// under its hands, and an equal size and time for an equal content.
  static vfs::Status adapted(const vfs::Status &Stat, const std::string &Content) {
    const auto Time =
        llvm::sys::TimePoint<>(std::chrono::seconds(llvm::xxh3_64bits(Content) >> 32));
    return vfs::Status(Stat.getName(), Stat.getUniqueID(), Time, Stat.getUser(), Stat.getGroup(),
                       Content.size(), Stat.getType(), Stat.getPermissions());
  }

  std::map<llvm::sys::fs::UniqueID, std::string> Contents;
};

} // namespace

llvm::IntrusiveRefCntPtr<vfs::FileSystem>
editedFileSystem(llvm::IntrusiveRefCntPtr<vfs::FileSystem> Base, const EditedFiles &Files) {
  return llvm::makeIntrusiveRefCnt<EditedFileSystem>(std::move(Base), Files);
}

} // namespace nplus1
