//===- UnifiedDiff.h - The fixes as a patch -------------------------------===//
#pragma once

#include "fix/EditedFile.h"

#include <string>

namespace nplus1 {

/// The changes of one file as `git apply` and `patch -p1` take them, with three
/// lines of context and the paths "a/…" and "b/…" relative to the project root.
/// Empty if the file does not change.
std::string unifiedDiff(const EditedFile &File);

} // namespace nplus1
