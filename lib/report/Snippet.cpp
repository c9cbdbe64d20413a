#include "report/Snippet.h"

#include "clang/Basic/DiagnosticOptions.h"
#include "clang/Basic/FileManager.h"
#include "clang/Basic/LangOptions.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Frontend/TextDiagnostic.h"

namespace nplus1 {

/// Longer lines are cut on both sides of the range.
static constexpr unsigned SnippetColumns = 120;

/// Clang's renderer shows nothing of a line beyond 4096 bytes, so that it gets
/// no more than this on each side of where the range begins.
static constexpr size_t MaxBytesAside = 1000;

namespace {
/// Clang's renderer, asked for the excerpt alone.
struct SnippetPrinter : clang::TextDiagnostic {
  using TextDiagnostic::emitCodeContext;
  using TextDiagnostic::TextDiagnostic;
};
} // namespace

void writeSnippet(const SourceRange &Range, SourceFiles &Sources, bool Color,
                  llvm::raw_ostream &OS) {
  llvm::StringRef Path = Range.Begin.File;
  llvm::StringRef Line = Sources.line(Path, Range.Begin.Line);
  if (Line.empty() || Range.Begin.Column == 0 || Range.Begin.Column > Line.size())
    return;
  uint32_t Column = Range.Begin.Column;
  uint32_t EndColumn = Range.EndLine == Range.Begin.Line ? Range.EndColumn : Line.size() + 1;
  auto IsInsideCharacter = [&](size_t At) { return (Line[At] & 0xC0) == 0x80; };
  if (Column > MaxBytesAside) {
    size_t Cut = Column - MaxBytesAside;
    while (Cut + 1 < Column && IsInsideCharacter(Cut))
      ++Cut;
    Line = Line.drop_front(Cut);
    Column -= Cut;
    EndColumn -= std::min<uint32_t>(EndColumn, Cut);
  }
  Line = Line.take_front(Column + MaxBytesAside);
  EndColumn = std::clamp<uint32_t>(EndColumn, Column + 1, Line.size() + 1);

  // One line is all that is rendered, so one line is all that Clang gets: the
  // lines before it are there to be counted only, as empty ones.
  std::string Text(Range.Begin.Line - 1, '\n');
  Text += Line;
  Text += '\n';

  clang::FileManager Files{clang::FileSystemOptions()};
  clang::DiagnosticsEngine Engine(new clang::DiagnosticIDs, new clang::DiagnosticOptions);
  clang::SourceManager Manager(Engine, Files);
  clang::FileID Id = Manager.createFileID(llvm::MemoryBuffer::getMemBuffer(Text, Path));
  clang::SourceLocation Begin =
      Manager.getLocForStartOfFile(Id).getLocWithOffset(Range.Begin.Line - 1);
  clang::SourceLocation From = Begin.getLocWithOffset(Column - 1);
  clang::SourceLocation To = Begin.getLocWithOffset(EndColumn - 1);

  auto Options = llvm::makeIntrusiveRefCnt<clang::DiagnosticOptions>();
  Options->ShowColors = Color;
  Options->ShowLineNumbers = true;
  Options->SnippetLineLimit = 1;
  Options->MessageLength = SnippetColumns;
  SnippetPrinter Printer(OS, clang::LangOptions(), Options.get());
  llvm::SmallVector<clang::CharSourceRange> Ranges = {
      clang::CharSourceRange::getCharRange(From, To)};
  Printer.emitCodeContext(clang::FullSourceLoc(From, Manager), clang::DiagnosticsEngine::Warning,
                          Ranges, {});
}

} // namespace nplus1
