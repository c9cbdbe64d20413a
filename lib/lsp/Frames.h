//===- Frames.h - Messages in a stream of bytes ---------------------------===//
//
//   Content-Length: 17\r\n
//   \r\n
//   {"jsonrpc":"2.0"}
//
//===----------------------------------------------------------------------===//
#pragma once

#include "llvm/ADT/StringRef.h"

#include <optional>
#include <string>

namespace nplus1::lsp {

/// The frame of a message with this body.
std::string frame(llvm::StringRef Body);

/// Takes bytes and gives messages. A frame that is broken costs itself: reading
/// goes on at the next header.
class FrameReader {
public:
  static constexpr size_t LongestBody = size_t(64) << 20;
  /// A length up to this is believed, and a body of it passed over.
  static constexpr size_t LongestSkip = size_t(1) << 30;

  void feed(llvm::StringRef Bytes);

  /// The body of the next whole message; nothing if more bytes are needed.
  /// Sets \p Broken to the reason if bytes had to be dropped on the way.
  std::optional<std::string> next(const char *&Broken);

  /// To be told of a body that is no JSON: its length may have been wrong, so that
  /// the headers in it are read as such.
  void resumeInside(llvm::StringRef Body);

private:
  std::string Buffer;
  size_t ToSkip = 0; ///< bytes of a body that is too long
};

} // namespace nplus1::lsp
