//===- ExportReplacements.h - The fixes for clang-apply-replacements ------===//
#pragma once

#include "fix/EditedFile.h"

#include <string>

namespace nplus1 {

/// The edits as the YAML that clang-apply-replacements reads: one document with
/// absolute paths. \p MainFile is the file the document is about, for people.
/// Applying it gives every file its EditedFile::After.
std::string exportReplacements(const EditedFiles &Files, const std::string &MainFile);

} // namespace nplus1
