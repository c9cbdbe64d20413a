#include "fix/plan/Spelling.h"

#include "llvm/Support/Regex.h"

namespace nplus1 {

namespace {

struct Spelling {
  std::string Before, Behind; ///< blanks around the "&"
  bool ConstBehind = false;   ///< "auto const"
};

/// How \p Code writes its first reference to something constant or deduced; nothing if
/// it has none.
std::optional<Spelling> spellingIn(llvm::StringRef Code) {
  static const llvm::Regex Reference("(const auto|auto const|auto|const [A-Za-z_0-9:]+|"
                                     "[A-Za-z_0-9:>] const)( *)&&?( *)[A-Za-z_[]");
  llvm::SmallVector<llvm::StringRef> Parts;
  if (!Reference.match(Code, &Parts))
    return std::nullopt;
  return Spelling{Parts[2].str(), Parts[3].str(), Parts[1].ends_with(" const")};
}

} // namespace

std::string spelledAsAround(PlanContext &C, LoopRef L, std::string Code) {
  const FunctionFacts &F = C.P.facts(L.Function);
  auto Habit = spellingIn(C.text(L.Function, C.P.loop(L).Header));
  if (!Habit && F.Body.end() > F.Where.Offset)
    Habit = spellingIn(C.textAt(C.P.text(L.Function, F.Where.File), F.Where.Offset,
                                F.Body.end() - F.Where.Offset));
  if (!Habit)
    return Code;
  static const llvm::Regex Declared("(const )?auto *(&&?) *([A-Za-z_[])");
  static const llvm::Regex Value("const auto ([A-Za-z_])");
  std::string Written;
  llvm::StringRef Rest = Code;
  llvm::SmallVector<llvm::StringRef> Parts;
  auto Take = [&](const std::string &By) {
    Written += Rest.take_front(Parts[0].data() - Rest.data()).str() + By;
    Rest = Rest.drop_front(Parts[0].data() + Parts[0].size() - Rest.data());
  };
  while (Declared.match(Rest, &Parts))
    Take((Parts[1].empty()     ? "auto"
          : Habit->ConstBehind ? "auto const"
                               : "const auto") +
         Habit->Before + Parts[2].str() + Habit->Behind + Parts[3].str());
  Written += Rest;
  if (!Habit->ConstBehind)
    return Written;
  Code = std::move(Written);
  Written.clear();
  Rest = Code;
  while (Value.match(Rest, &Parts))
    Take("auto const " + Parts[1].str());
  return Written + Rest.str();
}

} // namespace nplus1
