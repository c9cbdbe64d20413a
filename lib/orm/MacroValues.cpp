#include "orm/MacroValues.h"

#include "clang/Lex/MacroInfo.h"
#include "clang/Lex/Preprocessor.h"

using namespace clang;

namespace nplus1 {

/// Macros that are defined by others rarely do so through more than one step.
static constexpr unsigned MaxSteps = 8;

static std::optional<long> valueOf(const Preprocessor &Source, llvm::StringRef Macro) {
  const IdentifierInfo *Name = Source.getIdentifierInfo(Macro);
  if (!Source.getMacroInfo(Name))
    return std::nullopt;
  for (unsigned Step = 0; Step < MaxSteps && Name; ++Step) {
    const MacroInfo *Info = Source.getMacroInfo(Name);
    if (!Info)
      return 0;
    llvm::ArrayRef<Token> Tokens = Info->tokens();
    while (Tokens.size() > 2 && Tokens.front().is(tok::l_paren) && Tokens.back().is(tok::r_paren))
      Tokens = Tokens.drop_front().drop_back();
    if (Tokens.size() != 1)
      return 0;
    if (Tokens.front().is(tok::numeric_constant)) {
      long Value = 0;
      llvm::StringRef Text(Tokens.front().getLiteralData(), Tokens.front().getLength());
      Text = Text.rtrim("uUlL");
      return Text.getAsInteger(0, Value) ? 0 : Value;
    }
    Name = Tokens.front().getIdentifierInfo();
  }
  return 0;
}

std::function<std::optional<long>(llvm::StringRef)> macroValues(const Preprocessor &Source) {
  return [&Source](llvm::StringRef Macro) { return valueOf(Source, Macro); };
}

} // namespace nplus1
