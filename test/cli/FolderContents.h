//===- FolderContents.h - All files below a folder, to compare ------------===//
#pragma once

#include "support/TempFolder.h"

#include <map>
#include <string>

namespace nplus1 {

/// Contents by path below the folder, without git's own files. Of a file that no
/// test should read as a whole there is only its size.
inline std::map<std::string, std::string> contentsOf(const TempFolder &Folder) {
  std::map<std::string, std::string> Files;
  std::error_code Error;
  for (llvm::sys::fs::recursive_directory_iterator I(Folder.root(), Error), End; I != End && !Error;
       I.increment(Error)) {
    if (llvm::sys::path::filename(I->path()) == ".git") {
      I.no_push();
      continue;
    }
    llvm::sys::fs::file_status Status;
    if (llvm::sys::fs::status(I->path(), Status) || !llvm::sys::fs::is_regular_file(Status))
      continue;
    auto Name = llvm::StringRef(I->path()).drop_front(Folder.root().size() + 1);
    Files[Name.str()] = Status.getSize() < 1000000 ? Folder.read(Name)
                                                   : std::to_string(Status.getSize()) + " bytes";
  }
  EXPECT_FALSE(Error) << Error.message();
  return Files;
}

} // namespace nplus1
