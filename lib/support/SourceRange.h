//===- SourceRange.h - Places in files, as values -------------------------===//
//
// Facts, findings and edits outlive the AST they came from, so they hold
// places as plain values. Lines and columns count from 1, columns in bytes, as
// Clang's do; offsets count from 0 in bytes of the file on disk.
//
//===----------------------------------------------------------------------===//
#pragma once

#include <compare>
#include <cstdint>
#include <string>

namespace nplus1 {

/// One place in one file. A default-constructed value (empty File) means
/// "no place".
struct SourcePoint {
  std::string File; ///< absolute path, symbolic links as the compiler saw them
  uint32_t Line = 0;
  uint32_t Column = 0;
  uint32_t Offset = 0;

  bool isValid() const { return !File.empty(); }
  auto operator<=>(const SourcePoint &) const = default;
};

/// A half-open range [Begin, End) of one file, as the user wrote it. It is
/// invalid where the code came out of a macro body: such code has findings but
/// no edits.
struct SourceRange {
  SourcePoint Begin;
  uint32_t EndLine = 0;
  uint32_t EndColumn = 0;
  uint32_t EndOffset = 0;

  bool isValid() const { return Begin.isValid(); }
  uint32_t length() const { return EndOffset - Begin.Offset; }
  bool contains(const SourceRange &Other) const {
    return Begin.File == Other.Begin.File && Begin.Offset <= Other.Begin.Offset &&
           Other.EndOffset <= EndOffset;
  }
  auto operator<=>(const SourceRange &) const = default;
};

} // namespace nplus1
