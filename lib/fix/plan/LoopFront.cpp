#include "fix/plan/LoopFront.h"

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

std::vector<Edit> LoopFront::edits(PlanContext &C, LoopRef L, std::string Statements) const {
  if (!MakesBlock)
    return {{File, Offset, 0, std::move(Statements)}};
  return {{File, Offset, 0, "{\n" + std::move(Statements)},
          {File, endOf(C, C.P.loop(L), File), 0, "\n}"}};
}

} // namespace nplus1
