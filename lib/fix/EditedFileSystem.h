//===- EditedFileSystem.h - The project as it will be ---------------------===//
#pragma once

#include "fix/EditedFile.h"

#include "llvm/Support/VirtualFileSystem.h"

namespace nplus1 {

/// \p Base with the edited files in their new form, by whatever name a unit
/// reaches them: through symbolic links, "..", or include paths. Everything else
/// is as in \p Base. It copies what it needs of \p Files. As safe for threads
/// as \p Base is.
llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem>
editedFileSystem(llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Base, const EditedFiles &Files);

} // namespace nplus1
