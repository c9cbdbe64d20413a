#include "support/RegularFiles.h"

using namespace llvm;

namespace nplus1 {
namespace {

class RegularFileSystem : public vfs::ProxyFileSystem {
public:
  RegularFileSystem(IntrusiveRefCntPtr<vfs::FileSystem> Base, uint64_t MaxBytes)
      : ProxyFileSystem(std::move(Base)), MaxBytes(MaxBytes) {}

  ErrorOr<std::unique_ptr<vfs::File>> openFileForRead(const Twine &Path) override {
    // Asked before opening, because opening a pipe waits for its writer.
    ErrorOr<vfs::Status> Status = status(Path);
    if (!Status)
      return Status.getError();
    if (Status->isDirectory())
      return make_error_code(errc::is_a_directory);
    if (!Status->isRegularFile())
      return make_error_code(errc::operation_not_permitted);
    if (Status->getSize() > MaxBytes)
      return make_error_code(errc::file_too_large);
    return ProxyFileSystem::openFileForRead(Path);
  }

private:
  uint64_t MaxBytes;
};

} // namespace

IntrusiveRefCntPtr<vfs::FileSystem> regularFilesOnly(IntrusiveRefCntPtr<vfs::FileSystem> Base,
                                                     uint64_t MaxBytes) {
  return makeIntrusiveRefCnt<RegularFileSystem>(std::move(Base), MaxBytes);
}

} // namespace nplus1
