#include "fix/plan/Statements.h"

#include "llvm/ADT/StringExtras.h"

namespace nplus1 {

/// Where the comment lines begin that stand right above the line at \p Begin; Begin if
/// there are none.
static size_t commentAbove(llvm::StringRef Text, size_t Begin) {
  while (Begin > 0) {
    size_t Line = Text.take_front(Begin - 1).rfind('\n') + 1; // npos + 1 is 0
    if (!Text.slice(Line, Begin).ltrim(" \t").starts_with("//"))
      break;
    Begin = Line;
  }
  return Begin;
}

std::optional<Edit> removedStatement(PlanContext &C, FunctionId In, const Place &At,
                                     std::string *Comment) {
  if (!At.isValid() || At.InMacro)
    return std::nullopt;
  const std::string &File = C.P.text(In, At.File);
  const std::string &Text = C.contentsOf(File);
  if (At.end() > Text.size())
    return std::nullopt;
  auto IsBlank = [](char Ch) { return Ch == ' ' || Ch == '\t'; };

  // Behind it: its semicolon, and nothing else on the line.
  size_t End = At.end();
  if (Text[End - 1] != ';') {
    while (End < Text.size() && llvm::isSpace(Text[End]))
      ++End;
    if (End == Text.size() || Text[End] != ';')
      return std::nullopt;
    ++End;
  }
  size_t LineEnd = End;
  while (LineEnd < Text.size() && (IsBlank(Text[LineEnd]) || Text[LineEnd] == '\r'))
    ++LineEnd;

  // In front of it: the beginning of its block, or another statement of it.
  size_t LineBegin = At.Offset;
  while (LineBegin > 0 && IsBlank(Text[LineBegin - 1]))
    --LineBegin;
  size_t Before = LineBegin;
  for (bool Comment = true; Comment;) {
    while (Before > 0 && llvm::isSpace(Text[Before - 1]))
      --Before;
    size_t Line = Before;
    while (Line > 0 && Text[Line - 1] != '\n')
      --Line;
    Comment = llvm::StringRef(Text).slice(Line, Before).ltrim().starts_with("//");
    if (Comment)
      Before = Line;
  }
  if (Before == 0 ||
      (Text[Before - 1] != '{' && Text[Before - 1] != ';' && Text[Before - 1] != '}'))
    return std::nullopt;

  bool OwnLine = (LineBegin == 0 || Text[LineBegin - 1] == '\n') &&
                 (LineEnd == Text.size() || Text[LineEnd] == '\n');
  if (OwnLine && Comment) {
    size_t Above = commentAbove(Text, LineBegin);
    for (llvm::StringRef Line : llvm::split(llvm::StringRef(Text).slice(Above, LineBegin), '\n'))
      *Comment += Line.trim().empty() ? "" : Line.trim().str() + "\n";
    LineBegin = Above;
  }
  if (OwnLine)
    return Edit{File, uint32_t(LineBegin), uint32_t(std::min(LineEnd + 1, Text.size()) - LineBegin),
                ""};
  return Edit{File, At.Offset, uint32_t(End - At.Offset), ""};
}

} // namespace nplus1
