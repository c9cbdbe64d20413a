//===- EntryReader.h - The entries of a compilation database --------------===//
#pragma once

#include "llvm/Support/Error.h"

#include <string>
#include <vector>

namespace nplus1 {

/// One entry, as it is written, with absolute paths.
struct DatabaseEntry {
  std::string File;                   ///< absolute, without "." and ".."
  std::string Directory;              ///< absolute; relative ones start at the database's folder
  std::vector<std::string> Arguments; ///< "command" is split as a shell would; not empty
  unsigned Line = 0;
};

/// Reads a compilation database. An error is one sentence that names the file,
/// and the line where there is one. The array may be empty.
llvm::Expected<std::vector<DatabaseEntry>> readEntries(const std::string &Path);

} // namespace nplus1
