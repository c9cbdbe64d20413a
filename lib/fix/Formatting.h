//===- Formatting.h - New text looks like the text around it --------------===//
#pragma once

#include "fix/FileEdits.h"
#include "fix/FileTable.h"

#include "clang/Format/Format.h"

#include <optional>
#include <vector>

namespace nplus1 {

/// What the file's .clang-format says; nothing if there is none or if it turns
/// formatting off. Fails if it cannot be read.
llvm::Expected<std::optional<clang::format::FormatStyle>>
projectStyle(const ProjectFile &File, llvm::vfs::FileSystem &Files);

/// Gives every line of \p Edit's text but the first the indentation of the line
/// that it lands on; the first, too, where it is put before that indentation. A "}"
/// that begins a line and closes a block of an earlier edit gets that of the line
/// with the "{". \p OpenBlocks has those, outermost first, and is brought up to date.
void copyIndentation(JoinedEdit &Edit, llvm::StringRef Content,
                     std::vector<std::string> &OpenBlocks);

/// Widens a deletion that would leave a blank line so that the line goes with
/// it. \p From and \p To bound what it may take.
void takeEmptiedLines(TextEdit &Edit, llvm::StringRef Content, size_t From, size_t To);

/// \p File with \p Edits in it, and the edits that lead there. The lines that
/// new text lands on, and only they, follow the file's .clang-format; without
/// one they keep the text as given.
EditedFile applyFormatted(const ProjectFile &File, std::vector<JoinedEdit> Edits,
                          llvm::vfs::FileSystem &Files);

} // namespace nplus1
