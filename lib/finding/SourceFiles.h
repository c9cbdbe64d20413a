//===- SourceFiles.h - The text that findings point into ------------------===//
//
// Reports show source lines, fingerprints read loop headers, suppressions are
// comments. All of them read files after the analysis is done, when a file may
// have been changed, cut or deleted: every answer may be empty.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "support/SourceRange.h"

#include "llvm/ADT/IntrusiveRefCntPtr.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/VirtualFileSystem.h"

#include <memory>
#include <vector>

namespace nplus1 {

/// Reads each file once and keeps it. Not thread-safe.
class SourceFiles {
public:
  /// Reads from \p Files; null means the disk.
  explicit SourceFiles(llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Files = nullptr);

  /// The bytes of a file; empty if it cannot be read. Valid as long as this.
  llvm::StringRef text(llvm::StringRef Path);

  /// Line \p Number, counted from 1, without its line end ("\n" or "\r\n").
  /// Empty if the file has no such line.
  llvm::StringRef line(llvm::StringRef Path, unsigned Number);

  /// The line and column of a byte; invalid if the file has no such byte (its
  /// end is one).
  SourcePoint pointAt(llvm::StringRef Path, uint32_t Offset);

  /// The number of lines; a last line without line end counts.
  unsigned lineCount(llvm::StringRef Path);

  /// The text of a range; empty if the file is too short for it.
  llvm::StringRef textOf(const SourceRange &Range);

private:
  struct File {
    std::unique_ptr<llvm::MemoryBuffer> Buffer;
    std::vector<uint32_t> LineStarts;
  };
  File &open(llvm::StringRef Path);

  llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> FileSystem;
  llvm::StringMap<File> Opened;
};

} // namespace nplus1
