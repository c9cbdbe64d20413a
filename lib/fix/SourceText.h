//===- SourceText.h - What a source file's bytes look like ----------------===//
//
// Byte order mark and line ends, which an edit must leave as they are, and
// lines.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "llvm/ADT/StringRef.h"

#include <cstdint>
#include <string>

namespace nplus1 {

/// Bytes of the UTF-8 byte order mark at the start: 3 or 0.
uint32_t byteOrderMarkSize(llvm::StringRef Content);

/// Whether most lines end with "\r\n".
bool hasCrlf(llvm::StringRef Content);

/// \p Text with every line end as "\n", or as "\r\n".
std::string withLineEnds(llvm::StringRef Text, bool Crlf);

/// Where the line of \p Offset starts.
size_t lineStart(llvm::StringRef Content, size_t Offset);

/// Where the line of \p Offset ends: at its "\n" or "\r\n", or at the end.
size_t lineEnd(llvm::StringRef Content, size_t Offset);

/// Spaces and tabs at the start of the line of \p Offset.
llvm::StringRef indentation(llvm::StringRef Content, size_t Offset);

} // namespace nplus1
