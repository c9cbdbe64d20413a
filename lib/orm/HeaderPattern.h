//===- HeaderPattern.h - Which headers a profile means --------------------===//
#pragma once

#include "llvm/ADT/StringRef.h"

namespace nplus1 {

/// Whether the header at \p Path is meant by \p Pattern, the suffix of a path as
/// profiles write it ("Wt/Dbo/Dbo.h", "*.hpp"); '*' matches within one folder.
bool matchesHeader(llvm::StringRef Path, llvm::StringRef Pattern);

} // namespace nplus1
