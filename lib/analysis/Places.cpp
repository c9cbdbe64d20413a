#include "analysis/Places.h"

#include "clang/Lex/Lexer.h"
#include "llvm/Support/Path.h"

using namespace clang;

namespace nplus1 {

Place PlaceMaker::ofChars(CharSourceRange Range, bool InMacro) {
  const SourceManager &Sources = Context.getSourceManager();
  auto [File, Begin] = Sources.getDecomposedLoc(Range.getBegin());
  auto [EndFile, End] = Sources.getDecomposedLoc(Range.getEnd());
  if (File.isInvalid() || File != EndFile || End < Begin)
    return {};

  StringId &Name = Files[File];
  if (!Name) {
    OptionalFileEntryRef Entry = Sources.getFileEntryRefForID(File);
    if (!Entry)
      return {};
    llvm::SmallString<256> Path(Entry->getName());
    Sources.getFileManager().makeAbsolutePath(Path);
    llvm::sys::path::remove_dots(Path, /*remove_dot_dot=*/true);
    Name = Strings.intern(Path);
  }

  Place Result;
  Result.File = Name;
  Result.Offset = Begin;
  Result.Length = End - Begin;
  Result.Line = Sources.getLineNumber(File, Begin);
  Result.Column = Sources.getColumnNumber(File, Begin);
  Result.EndLine = Sources.getLineNumber(File, End);
  Result.EndColumn = Sources.getColumnNumber(File, End);
  Result.InMacro = InMacro;
  return Result;
}

Place PlaceMaker::of(clang::SourceRange Tokens) {
  if (Tokens.isInvalid())
    return {};
  const SourceManager &Sources = Context.getSourceManager();
  const LangOptions &Language = Context.getLangOpts();
  CharSourceRange Written =
      Lexer::makeFileCharRange(CharSourceRange::getTokenRange(Tokens), Sources, Language);
  if (Written.isValid())
    return ofChars(Written, /*InMacro=*/false);
  CharSourceRange Expanded = Sources.getExpansionRange(Tokens);
  return ofChars(Lexer::getAsCharRange(Expanded, Sources, Language), /*InMacro=*/true);
}

Place PlaceMaker::of(const Stmt *Node) {
  if (const auto *Expression = llvm::dyn_cast_or_null<Expr>(Node))
    Node = Expression->IgnoreUnlessSpelledInSource();
  return Node ? of(Node->getSourceRange()) : Place{};
}

Place PlaceMaker::upTo(SourceLocation Begin, SourceLocation End) {
  const SourceManager &Sources = Context.getSourceManager();
  SourceLocation From = Sources.getExpansionLoc(Begin), To = Sources.getExpansionLoc(End);
  return ofChars(CharSourceRange::getCharRange(From, To), Begin.isMacroID());
}

Place PlaceMaker::before(SourceLocation Begin) {
  SourceLocation At = Context.getSourceManager().getExpansionLoc(Begin);
  return ofChars(CharSourceRange::getCharRange(At, At), /*InMacro=*/false);
}

llvm::StringRef PlaceMaker::text(const Place &At, SourceLocation Near) {
  const SourceManager &Sources = Context.getSourceManager();
  if (!At.isValid())
    return {};
  bool Invalid = false;
  llvm::StringRef Buffer =
      Sources.getBufferData(Sources.getFileID(Sources.getExpansionLoc(Near)), &Invalid);
  if (Invalid || At.end() > Buffer.size())
    return {};
  return Buffer.substr(At.Offset, At.Length);
}

llvm::StringRef PlaceMaker::text(clang::SourceRange Tokens) {
  const SourceManager &Sources = Context.getSourceManager();
  CharSourceRange Written = Lexer::makeFileCharRange(CharSourceRange::getTokenRange(Tokens),
                                                     Sources, Context.getLangOpts());
  return Written.isValid() ? Lexer::getSourceText(Written, Sources, Context.getLangOpts())
                           : llvm::StringRef();
}

} // namespace nplus1
