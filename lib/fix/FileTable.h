//===- FileTable.h - The files that the plans of one run name -------------===//
//
// Units spell one header in many ways: through symbolic links, "..", or another
// mount. Files are told apart by device and inode, each is read once, and a
// file that may not be edited has one reason why, said for every plan.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "fix/ProjectBoundary.h"
#include "fix/SeenFiles.h"

#include "llvm/ADT/StringMap.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/FileSystem/UniqueID.h"
#include "llvm/Support/VirtualFileSystem.h"

#include <map>
#include <memory>
#include <string>

namespace nplus1 {

/// A file inside the project, as it is before the fixes.
struct ProjectFile {
  std::string Path;    ///< absolute, symbolic links resolved
  std::string Display; ///< relative to the project root
  std::string Content;
};

class FileTable {
public:
  /// \p Seen may be null: then contents are not compared. All arguments outlive
  /// the table.
  FileTable(llvm::vfs::FileSystem &Files, const ProjectBoundary &Boundary, const SeenFiles *Seen)
      : Files(Files), Boundary(Boundary), Seen(Seen) {}

  /// The file of this name, which lives as long as the table; or why it may not
  /// be edited.
  llvm::Expected<const ProjectFile &> open(llvm::StringRef AbsolutePath);

  /// A file that was opened before, by its real path.
  const ProjectFile &get(llvm::StringRef RealPath) const;

  llvm::vfs::FileSystem &fileSystem() const { return Files; }
  const ProjectBoundary &boundary() const { return Boundary; }

private:
  struct Entry {
    const ProjectFile *File = nullptr;
    std::string Refusal; ///< why File is null
  };

  Entry load(llvm::StringRef AbsolutePath);

  llvm::vfs::FileSystem &Files;
  const ProjectBoundary &Boundary;
  const SeenFiles *Seen;
  llvm::StringMap<Entry> BySpelling;
  std::map<llvm::sys::fs::UniqueID, std::unique_ptr<ProjectFile>> ById;
  llvm::StringMap<const ProjectFile *> ByPath;
};

} // namespace nplus1
