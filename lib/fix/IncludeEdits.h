//===- IncludeEdits.h - The #include line that new text needs -------------===//
#pragma once

#include "fix/FileEdits.h"
#include "fix/FileTable.h"

#include <optional>

namespace nplus1 {

/// The line to insert so that \p File includes \p Header; nothing if it does
/// already, in whatever quotes. The place follows the order of the includes that
/// are there (.clang-format's categories, or else the file's own groups).
/// \p Header is spelled as in HeaderNeed.
std::optional<TextEdit> includeEdit(const ProjectFile &File, llvm::StringRef Header,
                                    const FileTable &Table);

} // namespace nplus1
