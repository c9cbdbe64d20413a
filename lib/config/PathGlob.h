//===- PathGlob.h - Globs for files ---------------------------------------===//
#pragma once

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

namespace nplus1 {

/// Whether \p Glob is well formed; the error says why not.
llvm::Error checkPathGlob(llvm::StringRef Glob);

/// Whether \p Path (relative, '/' between components) or a folder that it is in
/// matches. A glob without '/' is compared with every component, one with '/' with
/// the path from its start. '*' also matches '/'.
bool pathGlobMatches(llvm::StringRef Glob, llvm::StringRef Path);

} // namespace nplus1
