#include "lsp/Text.h"

#include "llvm/ADT/STLExtras.h"

#include <algorithm>

using llvm::StringRef;

namespace nplus1::lsp {

Text::Text(std::string Given) : Content(std::move(Given)) { findLines(); }

void Text::findLines() {
  LineStarts = {0};
  for (size_t I = 0; I < Content.size(); ++I)
    if (Content[I] == '\n')
      LineStarts.push_back(I + 1);
}

StringRef Text::line(size_t Index) const {
  size_t Begin = LineStarts[Index];
  size_t End = Index + 1 < LineStarts.size() ? LineStarts[Index + 1] - 1 : Content.size();
  StringRef Line = StringRef(Content).slice(Begin, End);
  Line.consume_back("\r");
  return Line;
}

/// The UTF-16 units of the character that begins with \p Byte; 0 inside one.
static size_t unitsOf(unsigned char Byte) {
  return (Byte & 0xC0) == 0x80 ? 0 : Byte >= 0xF0 ? 2 : 1;
}

size_t Text::offsetOf(const json &Position, Encoding In) const {
  int64_t LineNumber = std::max<int64_t>(numberAt(Position, {"line"}).value_or(0), 0);
  int64_t Character = std::max<int64_t>(numberAt(Position, {"character"}).value_or(0), 0);
  if (size_t(LineNumber) >= LineStarts.size())
    return Content.size();
  StringRef Line = line(size_t(LineNumber));
  size_t Column = 0;
  if (In == Encoding::Utf8) {
    Column = std::min<size_t>(size_t(Character), Line.size());
    // Not inside a character: the text would not be UTF-8 any more.
    while (Column < Line.size() && Column > 0 && unitsOf(Line[Column]) == 0)
      --Column;
  } else {
    size_t Units = 0;
    while (Column < Line.size() && Units + unitsOf(Line[Column]) <= size_t(Character))
      Units += unitsOf(Line[Column++]);
  }
  return LineStarts[size_t(LineNumber)] + Column;
}

json Text::positionOf(size_t Offset, Encoding In) const {
  Offset = std::min(Offset, Content.size());
  size_t Line = llvm::upper_bound(LineStarts, Offset) - LineStarts.begin() - 1;
  size_t Character = Offset - LineStarts[Line];
  if (In == Encoding::Utf16) {
    StringRef Before = StringRef(Content).slice(LineStarts[Line], Offset);
    Character = 0;
    for (unsigned char Byte : Before)
      Character += unitsOf(Byte);
  }
  return {{"line", Line}, {"character", Character}};
}

json Text::rangeOf(size_t Begin, size_t End, Encoding In) const {
  return {{"start", positionOf(Begin, In)}, {"end", positionOf(std::max(Begin, End), In)}};
}

bool Text::apply(const json &Change, Encoding In) {
  const json &New = at(Change, {"text"});
  if (!New.is_string())
    return false;
  const std::string &Inserted = New.get_ref<const std::string &>();
  const json &Range = at(Change, {"range"});
  if (Range.is_null()) {
    Content = Inserted;
  } else {
    size_t Begin = offsetOf(at(Range, {"start"}), In), End = offsetOf(at(Range, {"end"}), In);
    Content.replace(Begin, std::max(Begin, End) - Begin, Inserted);
  }
  findLines();
  return true;
}

} // namespace nplus1::lsp
