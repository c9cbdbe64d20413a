//===- Snippet.h - A source line with its range underlined ----------------===//
#pragma once

#include "finding/SourceFiles.h"

#include "llvm/Support/raw_ostream.h"

namespace nplus1 {

/// Writes the line of \p Range, the way Clang shows a diagnostic: line number,
/// caret and underline, tabs and wide characters aligned, unprintable
/// characters escaped, and a very long line cut to the part around the range.
/// Writes nothing if the file or the line cannot be read any more.
void writeSnippet(const SourceRange &Range, SourceFiles &Sources, bool Color,
                  llvm::raw_ostream &OS);

} // namespace nplus1
