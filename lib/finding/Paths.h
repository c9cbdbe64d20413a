//===- Paths.h - How paths are shown --------------------------------------===//
#pragma once

#include "llvm/ADT/StringRef.h"

#include <string>

namespace nplus1 {

/// \p Path relative to the directory \p Base with '/' between its components;
/// \p Path itself if it is not inside \p Base or \p Base is empty. Both are
/// absolute; symbolic links are followed if that makes \p Path a part of
/// \p Base.
std::string relativePath(llvm::StringRef Path, llvm::StringRef Base);

} // namespace nplus1
