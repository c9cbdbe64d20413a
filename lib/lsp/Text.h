//===- Text.h - A text, its lines, and positions in it --------------------===//
//
// The protocol counts lines and characters from 0; what a character is, client
// and server agree upon. The analysis counts bytes.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "lsp/Json.h"

#include "llvm/ADT/StringRef.h"

#include <string>
#include <vector>

namespace nplus1::lsp {

/// What a "character" of a position is.
enum class Encoding { Utf8, Utf16 };

class Text {
public:
  explicit Text(std::string Content = "");

  const std::string &content() const { return Content; }

  /// The byte at {"line","character"}. Positions behind the end of a line or of
  /// the text mean that end; what is no position means the start.
  size_t offsetOf(const json &Position, Encoding In) const;

  /// {"line","character"} of a byte; of the end if there is no such byte.
  json positionOf(size_t Offset, Encoding In) const;
  json rangeOf(size_t Begin, size_t End, Encoding In) const;

  /// Applies one TextDocumentContentChangeEvent. False if it is none.
  bool apply(const json &Change, Encoding In);

private:
  void findLines();
  llvm::StringRef line(size_t Index) const; ///< without its line end

  std::string Content;
  std::vector<size_t> LineStarts;
};

} // namespace nplus1::lsp
