#include "fix/plan/LoopFront.h"

#include "fix/plan/Spelling.h"

#include "llvm/ADT/StringExtras.h"

namespace nplus1 {

/// Just behind the statement \p L, which is no part of an expression; 0 if it is not
/// known where that is.
static uint32_t endOf(PlanContext &C, const Loop &L, const std::string &File) {
  using Kind = Loop::Kind;
  if (L.K == Kind::Macro || L.K == Kind::Algorithm || !L.Where.isValid() || L.Where.InMacro)
    return 0;
  const std::string &Text = C.contentsOf(File);
  size_t End = L.Where.end();
  if (End > Text.size() || End == 0)
    return 0;
  if ((Text[End - 1] == '}' && L.K != Kind::Do) || Text[End - 1] == ';')
    return End;
  while (End < Text.size() && llvm::isSpace(Text[End]))
    ++End;
  return End < Text.size() && Text[End] == ';' ? End + 1 : 0;
}

std::optional<LoopFront> frontOf(PlanContext &C, LoopRef L, bool Own) {
  const Loop &Of = C.P.loop(L);
  if (Of.Insertion.isValid() && (Of.InBlock || !Own))
    return LoopFront{C.P.text(L.Function, Of.Insertion.File), Of.Insertion.Offset,
                     /*MakesBlock=*/false, /*RunsWithLoop=*/Of.InBlock};
  return blockAround(C, L);
}

std::optional<LoopFront> blockAround(PlanContext &C, LoopRef L) {
  const Loop &Of = C.P.loop(L);
  LoopFront Front;
  Front.File = C.P.text(L.Function, Of.Where.File);
  Front.Offset = Of.Where.Offset;
  Front.MakesBlock = Front.RunsWithLoop = true;
  if (!endOf(C, Of, Front.File))
    return std::nullopt;
  return Front;
}

/// Behind the label, the condition or the else that stands one line above the statement
/// at \p Begin and is indented less: a block that opens there leaves the statement's own
/// lines as they are. 0 if there is none.
static uint32_t endOfLineAbove(llvm::StringRef Text, uint32_t Begin) {
  auto LineOf = [&](size_t At) {
    size_t Start = Text.take_front(At).rfind('\n') + 1; // npos + 1 is 0
    return Text.slice(Start, At);
  };
  llvm::StringRef Own = LineOf(Begin);
  size_t End = Text.take_front(Begin).rtrim().size();
  llvm::StringRef Above = LineOf(End);
  bool IsHeader = Above.ends_with(":") || Above.ends_with(")") || Above.ends_with("else") ||
                  Above.trim() == "do";
  bool OneLineUp = Own.trim().empty() && Text.slice(End, Begin).count('\n') == 1;
  size_t Indent = Above.size() - Above.ltrim().size();
  return IsHeader && OneLineUp && Indent < Own.size() && !Above.contains("//") ? End : 0;
}

std::vector<Edit> LoopFront::edits(PlanContext &C, LoopRef L, std::string Statements) const {
  Statements = spelledAsAround(C, L, std::move(Statements));
  if (!MakesBlock)
    return {{File, Offset, 0, std::move(Statements)}};
  uint32_t End = endOf(C, C.P.loop(L), File);
  if (uint32_t Above = endOfLineAbove(C.contentsOf(File), Offset))
    return {
        {File, Above, 0, " {"}, {File, Offset, 0, std::move(Statements)}, {File, End, 0, "\n}"}};
  return {{File, Offset, 0, "{\n" + std::move(Statements)}, {File, End, 0, "\n}"}};
}

} // namespace nplus1
