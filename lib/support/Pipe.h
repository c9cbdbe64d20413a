//===- Pipe.h - Whole messages through pipes ------------------------------===//
#pragma once

#include "llvm/ADT/StringRef.h"

#include <optional>
#include <string>

namespace nplus1 {

/// Writes all of \p Bytes; false if nobody reads them.
bool writeAll(int Fd, llvm::StringRef Bytes);

/// Reads \p Size bytes; false if the stream ends before.
bool readAll(int Fd, char *Bytes, size_t Size);

/// Writes \p Bytes so that readMessage reads them; false if nobody does.
bool writeMessage(int Fd, llvm::StringRef Bytes);

/// Nothing at the end of the stream.
std::optional<std::string> readMessage(int Fd);

} // namespace nplus1
