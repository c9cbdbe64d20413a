#include "finding/NolintComments.h"

#include "clang/Basic/LangOptions.h"
#include "clang/Lex/Lexer.h"

namespace nplus1 {

static SourceRange rangeOf(llvm::StringRef Path, uint32_t Begin, uint32_t End,
                           SourceFiles &Sources) {
  SourceRange Range;
  Range.Begin = Sources.pointAt(Path, Begin);
  SourcePoint Last = Sources.pointAt(Path, End);
  Range.EndLine = Last.Line;
  Range.EndColumn = Last.Column;
  Range.EndOffset = End;
  return Range;
}

static std::string trimReason(llvm::StringRef Text) {
  Text.consume_back("*/");
  return Text.take_until([](char C) { return C == '\n' || C == '\r'; })
      .ltrim(" \t:-")
      .rtrim()
      .str();
}

/// Parses the directive at the start of \p Text, the comment from "NOLINT" on.
/// Returns the directive's length.
static size_t parseDirective(llvm::StringRef Text, NolintComment &Into) {
  using Kind = NolintComment::Kind;
  llvm::StringRef Rest = Text.drop_front(llvm::StringRef("NOLINT").size());
  if (Rest.consume_front("NEXTLINE"))
    Into.K = Kind::NextLine;
  else if (Rest.consume_front("BEGIN"))
    Into.K = Kind::Begin;
  else if (Rest.consume_front("END"))
    Into.K = Kind::End;
  size_t Close = Rest.find(')');
  if (Rest.starts_with("(") && Close != llvm::StringRef::npos) {
    Into.HasList = true;
    llvm::SmallVector<llvm::StringRef> Names;
    Rest.slice(1, Close).split(Names, ',');
    for (llvm::StringRef Name : Names)
      if (!Name.trim().empty())
        Into.Globs.push_back(Name.trim().str());
    Rest = Rest.drop_front(Close + 1);
  }
  Into.Reason = trimReason(Rest);
  return Text.size() - Rest.size();
}

std::vector<NolintComment> nolintComments(llvm::StringRef Path, SourceFiles &Sources) {
  std::vector<NolintComment> Found;
  llvm::StringRef Text = Sources.text(Path);
  if (!Text.contains("NOLINT"))
    return Found;

  clang::LangOptions Language;
  Language.CPlusPlus = Language.CPlusPlus11 = Language.CPlusPlus20 = true; // raw strings
  Language.LineComment = true;
  clang::Lexer Lexer(clang::SourceLocation(), Language, Text.begin(), Text.begin(), Text.end());
  Lexer.SetCommentRetentionState(true);
  clang::Token Token;
  while (!Lexer.LexFromRawLexer(Token)) {
    if (Token.isNot(clang::tok::comment))
      continue;
    uint32_t End = Lexer.getCurrentBufferOffset(), Begin = End - Token.getLength();
    llvm::StringRef Comment = Text.slice(Begin, End);
    for (size_t At = Comment.find("NOLINT"); At != llvm::StringRef::npos;
         At = Comment.find("NOLINT", At + 1)) {
      if (At > 0 && llvm::isAlnum(Comment[At - 1]))
        continue;
      NolintComment &New = Found.emplace_back();
      size_t Length = parseDirective(Comment.drop_front(At), New);
      New.Comment = rangeOf(Path, Begin, End, Sources);
      New.Directive = rangeOf(Path, Begin + At, Begin + At + Length, Sources);
    }
  }
  return Found;
}

} // namespace nplus1
