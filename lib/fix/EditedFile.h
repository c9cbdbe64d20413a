//===- EditedFile.h - A file before and after the fixes -------------------===//
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace nplus1 {

/// A replacement in a file that is known from the context. Length 0 inserts.
struct TextEdit {
  uint32_t Offset = 0;
  uint32_t Length = 0;
  std::string Text;

  uint32_t end() const { return Offset + Length; }
  auto operator<=>(const TextEdit &) const = default;
};

/// One file with all accepted fixes in it, formatted.
struct EditedFile {
  std::string Path;    ///< absolute, symbolic links resolved: what is written
  std::string Display; ///< relative to the project root, for people and diffs
  std::string Before;
  std::string After;
  /// What turns Before into After: ascending, neither overlapping nor touching.
  std::vector<TextEdit> Edits;
  /// Why the file's .clang-format could not be followed; empty if it could, or
  /// if there is none.
  std::string FormatProblem = {};
};

/// Sorted by path, each file once.
using EditedFiles = std::vector<EditedFile>;

/// The bytes [Begin, End) of some text.
struct ByteRange {
  uint32_t Begin = 0;
  uint32_t End = 0;
};

/// What was in File.Before at the bytes \p Now of File.After: where new text is, all
/// that it replaces.
ByteRange bytesBefore(const EditedFile &File, ByteRange Now);

/// \p First and then \p Then, which is about the files that First leaves.
EditedFiles composed(EditedFiles First, const EditedFiles &Then);

} // namespace nplus1
