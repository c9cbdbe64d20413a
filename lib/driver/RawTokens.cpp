#include "driver/RawTokens.h"

#include "clang/Basic/LangOptions.h"
#include "clang/Lex/Lexer.h"

using namespace clang;

namespace nplus1 {

void visitRawTokens(llvm::StringRef Text,
                    llvm::function_ref<void(const Token &, llvm::StringRef)> Visit) {
  LangOptions Options;
  Options.CPlusPlus = Options.CPlusPlus11 = Options.CPlusPlus14 = Options.CPlusPlus17 = true;
  Options.LineComment = true;
  // The lexer wants a zero behind the end.
  std::string Ended = Text.str();
  Lexer Lex(SourceLocation(), Options, Ended.data(), Ended.data(), Ended.data() + Ended.size());
  for (Token T; !Lex.LexFromRawLexer(T) || T.isNot(tok::eof);)
    Visit(T, T.is(tok::raw_identifier)
                 ? Text.substr(T.getRawIdentifier().data() - Ended.data(), T.getLength())
                 : llvm::StringRef());
}

} // namespace nplus1
