//===- GitState.h - Which files git could not give back -------------------===//
#pragma once

#include "llvm/ADT/ArrayRef.h"
#include "llvm/Support/Error.h"

#include <set>
#include <string>

namespace nplus1 {

/// Those of \p Paths (absolute, links resolved) whose present content is not
/// committed: changed, staged, or new. Files that git ignores or that are in no
/// repository are not among them, nor is any if there is no git program. Fails
/// if git fails.
llvm::Expected<std::set<std::string>> unsavedFiles(llvm::ArrayRef<std::string> Paths);

} // namespace nplus1
