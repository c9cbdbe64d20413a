//===- Uri.h - file: URIs and paths ---------------------------------------===//
#pragma once

#include "llvm/ADT/StringRef.h"

#include <optional>
#include <string>

namespace nplus1::lsp {

/// The absolute path of a file: URI; nothing for any other.
std::optional<std::string> pathOfUri(llvm::StringRef Uri);

/// The file: URI of an absolute path.
std::string uriOfPath(llvm::StringRef Path);

} // namespace nplus1::lsp
