#include "report/Columns.h"

#include <algorithm>

namespace nplus1 {

static uint32_t utf16Length(llvm::StringRef Utf8) {
  uint32_t Units = 0;
  for (unsigned char C : Utf8)
    if ((C & 0xC0) != 0x80) // a byte that starts a character
      Units += C >= 0xF0 ? 2 : 1;
  return Units;
}

static uint32_t convert(llvm::StringRef Line, uint32_t ByteColumn) {
  if (ByteColumn == 0 || ByteColumn > Line.size() + 1)
    return std::max(ByteColumn, 1u);
  return utf16Length(Line.take_front(ByteColumn - 1)) + 1;
}

uint32_t utf16Column(const SourcePoint &At, SourceFiles &Sources) {
  return convert(Sources.line(At.File, At.Line), At.Column);
}

LineRange firstLine(const SourceRange &Range, SourceFiles &Sources) {
  llvm::StringRef Line = Sources.line(Range.Begin.File, Range.Begin.Line);
  LineRange Out;
  Out.Line = std::max(Range.Begin.Line, 1u);
  Out.Column = convert(Line, Range.Begin.Column);
  Out.EndColumn =
      Range.EndLine == Range.Begin.Line ? convert(Line, Range.EndColumn) : utf16Length(Line) + 1;
  Out.EndColumn = std::max(Out.EndColumn, Out.Column + 1);
  return Out;
}

} // namespace nplus1
