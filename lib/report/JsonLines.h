//===- JsonLines.h - JSON Lines while a run goes on ------------------------===//
#pragma once

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/raw_ostream.h"

namespace nplus1 {

/// Writes {"schema", "unit": {"file", "state", "message"}} on a line of its own and
/// flushes. \p State is one of the words of "coverage"; "message" is there only if
/// \p Problem is not empty.
void writeUnitLine(llvm::StringRef File, llvm::StringRef State, llvm::StringRef Problem,
                   llvm::StringRef WorkingDirectory, llvm::raw_ostream &OS);

} // namespace nplus1
