//===- FixesExport.h - --export-fixes -------------------------------------===//
#pragma once

#include "fix/EditedFile.h"

#include "llvm/Support/Error.h"

#include <CLI/CLI.hpp>

namespace nplus1::cli {

/// --export-fixes; \p File stays empty where it is not given. A file that cannot
/// be written is refused as soon as the option is read.
void addExportFixes(CLI::App &Command, std::string &File);

/// Writes the edits of \p Files as one document for clang-apply-replacements. The
/// file appears under its name only when it is complete.
llvm::Error exportFixes(const EditedFiles &Files, const std::string &File);

} // namespace nplus1::cli
