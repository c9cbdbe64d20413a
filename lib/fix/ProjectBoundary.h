//===- ProjectBoundary.h - The files that may be written ------------------===//
//
// A compilation database is data from strangers and names any path it likes.
// Nothing outside the project root is written, also not through symbolic links.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/VirtualFileSystem.h"

#include <string>

namespace nplus1 {

/// The nearest folder at or above \p Folder that holds a ".git"; empty if there
/// is none. \p Folder is absolute.
std::string gitTopLevel(llvm::StringRef Folder, llvm::vfs::FileSystem &Files);

class ProjectBoundary {
public:
  /// The root is the git top level of the database's folder; without one, that
  /// of the working directory (a build folder may lie outside the sources);
  /// without one, the database's folder. Both paths are absolute. Fails if the
  /// root does not exist or would be the whole file system.
  static llvm::Expected<ProjectBoundary> discover(llvm::StringRef DatabaseFolder,
                                                  llvm::StringRef WorkingFolder,
                                                  llvm::vfs::FileSystem &Files);

  /// A root that the caller chose. Fails as discover does.
  static llvm::Expected<ProjectBoundary> at(llvm::StringRef Root, llvm::vfs::FileSystem &Files);

  /// Absolute, symbolic links resolved, no slash at the end.
  const std::string &root() const { return Root; }

  /// The real path of \p File if it may be written; otherwise an error that
  /// says why not, in a sentence that starts with the path. It does not look at
  /// permissions.
  llvm::Expected<std::string> resolve(llvm::StringRef File, llvm::vfs::FileSystem &Files) const;

  /// Whether a real path (no links left in it) lies below the root.
  bool contains(llvm::StringRef RealPath) const;

  /// The path relative to the root if it is below it, else unchanged.
  std::string display(llvm::StringRef Path) const;

private:
  explicit ProjectBoundary(std::string Root) : Root(std::move(Root)) {}

  std::string Root;
};

} // namespace nplus1
