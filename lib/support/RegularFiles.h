//===- RegularFiles.h - A file system without devices and giants ----------===//
#pragma once

#include "llvm/Support/VirtualFileSystem.h"

namespace nplus1 {

/// \p Base, in which only regular files of at most \p MaxBytes can be opened:
/// paths that strangers wrote may name a device, a pipe, or a file of 10 GB.
llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem>
regularFilesOnly(llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Base, uint64_t MaxBytes);

} // namespace nplus1
