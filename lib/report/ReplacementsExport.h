//===- ReplacementsExport.h - Fixes for clang-apply-replacements ----------===//
#pragma once

#include "fix/EditedFile.h"

#include "llvm/Support/raw_ostream.h"

namespace nplus1 {

/// Writes all edits of \p Files as one document of the YAML that
/// clang-apply-replacements-19 reads. Paths are absolute. The edits are those
/// of the merged plans, so that the reader meets neither conflicts nor edits of
/// half a plan.
void writeReplacements(const EditedFiles &Files, llvm::raw_ostream &OS);

} // namespace nplus1
