//===- ReplaceFile.h - One file's new content, durably --------------------===//
//
// The steps of which AtomicWrite.h makes a fix.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <optional>
#include <string>
#include <sys/stat.h>

namespace nplus1 {

/// Why this user may not replace the file at the real path \p Path, in words
/// that follow "<path>: "; empty if it may be replaced. A read-only file may
/// not, whoever asks.
std::string whyNotReplaceable(const std::string &Path);

/// Creates \p Path, which must not exist, and returns once its content is on the
/// disk. Mode and owner are those of \p Like; without it, the file is private to
/// the user. On an error nothing is left of it.
llvm::Error writeNewFile(const std::string &Path, llvm::StringRef Content,
                         const std::optional<struct stat> &Like);

/// Gives \p From the name \p To, in the place of what has it; both are in one
/// folder. Returns once the name is on the disk.
llvm::Error renameOver(const std::string &From, const std::string &To);

} // namespace nplus1
