#include "fix/Formatting.h"

#include "fix/SourceText.h"

#include "llvm/ADT/STLExtras.h"

#include <algorithm>

namespace nplus1 {

using clang::tooling::Range;
using clang::tooling::Replacement;
using clang::tooling::Replacements;

llvm::Expected<std::optional<clang::format::FormatStyle>>
projectStyle(const ProjectFile &File, llvm::vfs::FileSystem &Files) {
  auto Quiet = [](const llvm::SMDiagnostic &, void *) {};
  llvm::Expected<clang::format::FormatStyle> Style =
      clang::format::getStyle("file", File.Path, /*FallbackStyle=*/"none", File.Content, &Files,
                              /*AllowUnknownOptions=*/true, Quiet);
  if (!Style)
    return Style.takeError();
  if (Style->DisableFormat)
    return std::nullopt;
  return *Style;
}

/// Indents the lines of \p Text that begin with a "}" of an earlier edit as the line
/// of its "{".
static std::string closeBlocks(llvm::StringRef Text, llvm::StringRef Indent,
                               std::vector<std::string> &OpenBlocks) {
  std::string Closed;
  std::vector<std::string> Own;
  char Quote = 0;
  for (size_t I = 0; I < Text.size(); ++I) {
    char C = Text[I];
    if (Quote ? C == Quote && Text[I - 1] != '\\' : C == '"' || C == '\'')
      Quote = Quote ? 0 : C;
    if (!Quote && C == '{') {
      size_t Line = lineStart(Text, I);
      Own.push_back(Line == 0 ? Indent.str() : indentation(Text, I).str());
    } else if (!Quote && C == '}' && !Own.empty()) {
      Own.pop_back();
    } else if (!Quote && C == '}' && !OpenBlocks.empty()) {
      if (size_t Line = lineStart(Closed, Closed.size());
          Line != 0 && llvm::StringRef(Closed).drop_front(Line).trim(" \t").empty())
        Closed.replace(Line, std::string::npos, OpenBlocks.back());
      OpenBlocks.pop_back();
    }
    Closed += C;
  }
  OpenBlocks.insert(OpenBlocks.end(), Own.begin(), Own.end());
  return Closed;
}

/// Copies \p Indent to the lines of \p Edit's text.
static void indentLines(JoinedEdit &Edit, llvm::StringRef Content, llvm::StringRef Indent) {
  llvm::StringRef Text = llvm::StringRef(Edit.Text).drop_front(Edit.IncludeBytes);
  if (Indent.empty() || !Text.contains('\n'))
    return;
  size_t Start = lineStart(Content, Edit.Offset);
  bool BeforeIndentation = Edit.Offset == Start && Text.ends_with("\n");
  bool LineGoesOn = Edit.end() < lineEnd(Content, Edit.end());

  std::string Indented = Edit.Text.substr(0, Edit.IncludeBytes);
  if (BeforeIndentation)
    Indented += Indent;
  for (size_t I = 0; I < Text.size(); ++I) {
    Indented += Text[I];
    if (Text[I] != '\n')
      continue;
    bool Last = I + 1 == Text.size();
    if (Last ? LineGoesOn && !BeforeIndentation : Text[I + 1] != '\n' && Text[I + 1] != '\r')
      Indented += Indent;
  }
  Edit.Text = std::move(Indented);
}

void copyIndentation(JoinedEdit &Edit, llvm::StringRef Content,
                     std::vector<std::string> &OpenBlocks) {
  llvm::StringRef Indent = indentation(Content, Edit.Offset);
  indentLines(Edit, Content, Indent);
  Edit.Text =
      Edit.Text.substr(0, Edit.IncludeBytes) +
      closeBlocks(llvm::StringRef(Edit.Text).drop_front(Edit.IncludeBytes), Indent, OpenBlocks);
}

void takeEmptiedLines(TextEdit &Edit, llvm::StringRef Content, size_t From, size_t To) {
  if (!Edit.Text.empty())
    return;
  size_t Start = lineStart(Content, Edit.Offset);
  size_t End = lineEnd(Content, Edit.end());
  bool Blank = Content.slice(Start, Edit.Offset).trim(" \t").empty() &&
               Content.slice(Edit.end(), End).trim(" \t").empty();
  if (!Blank || Start < From || End >= Content.size())
    return;
  size_t Next = Content.find('\n', End) + 1;
  if (Next > To)
    return;
  Edit.Offset = Start;
  Edit.Length = Next - Start;
}

namespace {

/// Edits to a body (a content without byte order mark).
Replacements toReplacements(llvm::StringRef Path, llvm::ArrayRef<JoinedEdit> Edits) {
  Replacements Result;
  for (const JoinedEdit &Edit : Edits)
    llvm::cantFail(Result.add(Replacement(Path, Edit.Offset, Edit.Length, Edit.Text)));
  return Result;
}

/// Where the code of each edit is once all are applied, without the blanks at
/// its ends: the line behind a new statement is not new, nor is the one behind
/// a line that went.
std::vector<Range> newCode(llvm::ArrayRef<JoinedEdit> Edits, llvm::StringRef Body) {
  std::vector<Range> Ranges;
  int64_t Shift = 0;
  for (const JoinedEdit &Edit : Edits) {
    llvm::StringRef Code = llvm::StringRef(Edit.Text).drop_front(Edit.IncludeBytes);
    bool WholeLines =
        lineStart(Body, Edit.Offset) == Edit.Offset && lineStart(Body, Edit.end()) == Edit.end();
    bool OnlyBlanks = Code.trim().empty() && (!Edit.Text.empty() || WholeLines);
    if (!OnlyBlanks) {
      size_t Blanks = Code.size() - Code.ltrim().size();
      Ranges.emplace_back(Edit.Offset + Shift + Edit.IncludeBytes + Blanks, Code.trim().size());
    }
    Shift += static_cast<int64_t>(Edit.Text.size()) - Edit.Length;
  }
  return Ranges;
}

/// Whether it takes the line end out between two statements or at a brace, as
/// in "void f() { return 1; }". Elsewhere it joins the parts of one statement.
bool joinsStatements(const Replacement &R, llvm::StringRef Code) {
  llvm::StringRef Old = Code.substr(R.getOffset(), R.getLength());
  if (!Old.contains('\n') || R.getReplacementText().contains('\n'))
    return false;
  llvm::StringRef Before = Code.take_front(R.getOffset()).rtrim();
  llvm::StringRef After = Code.drop_front(R.getOffset() + R.getLength()).ltrim();
  return Before.ends_with("{") || Before.ends_with("}") || Before.ends_with(";") ||
         After.starts_with("{") || After.starts_with("}");
}

/// clang-format widens its ranges to whole statements, and joins lines that
/// belong to others; what lies on lines that the author wrote stays as the author
/// wrote it.
bool isOnLinesOf(const Replacement &R, llvm::ArrayRef<Range> Ranges, llvm::StringRef Code) {
  return llvm::any_of(Ranges, [&](const Range &Touched) {
    size_t Start = lineStart(Code, Touched.getOffset());
    size_t End = lineEnd(Code, Touched.getOffset() + Touched.getLength());
    size_t From = R.getOffset(), To = From + R.getLength();
    bool Inside = From >= Start && To <= End;
    return Inside || (From <= End && To >= Start && !joinsStatements(R, Code));
  });
}

Replacements formatting(clang::format::FormatStyle Style, llvm::StringRef Path,
                        llvm::StringRef Code, llvm::ArrayRef<Range> Ranges) {
  // Nothing that reaches beyond the lines, nor the file's own line ends.
  Style.FixNamespaceComments = false;
  Style.SortUsingDeclarations = clang::format::FormatStyle::SUD_Never;
  Style.InsertNewlineAtEOF = false;
  Style.LineEnding =
      hasCrlf(Code) ? clang::format::FormatStyle::LE_CRLF : clang::format::FormatStyle::LE_LF;
  Replacements Kept;
  for (const Replacement &R : clang::format::reformat(Style, Code, Ranges, Path))
    if (isOnLinesOf(R, Ranges, Code))
      llvm::cantFail(Kept.add(R));
  return Kept;
}

std::vector<TextEdit> toTextEdits(const Replacements &All, llvm::StringRef Body, uint32_t Mark) {
  std::vector<TextEdit> Edits;
  for (const Replacement &R : All) {
    if (Body.substr(R.getOffset(), R.getLength()) == R.getReplacementText())
      continue;
    TextEdit Edit{R.getOffset() + Mark, R.getLength(), R.getReplacementText().str()};
    if (!Edits.empty() && Edits.back().end() == Edit.Offset) {
      Edits.back().Length += Edit.Length;
      Edits.back().Text += Edit.Text;
    } else {
      Edits.push_back(std::move(Edit));
    }
  }
  return Edits;
}

} // namespace

EditedFile applyFormatted(const ProjectFile &File, std::vector<JoinedEdit> Edits,
                          llvm::vfs::FileSystem &Files) {
  // clang-format does not expect a byte order mark.
  uint32_t Mark = byteOrderMarkSize(File.Content);
  llvm::StringRef Body = llvm::StringRef(File.Content).drop_front(Mark);
  bool Crlf = hasCrlf(Body);
  std::vector<std::string> OpenBlocks;
  for (size_t I = 0; I < Edits.size(); ++I) {
    Edits[I].Offset -= Mark;
    // One byte apart from the neighbours, so that edits never touch.
    size_t From = I == 0 ? 0 : Edits[I - 1].end() + 1;
    size_t To = I + 1 == Edits.size() ? Body.size() : Edits[I + 1].Offset - Mark - 1;
    takeEmptiedLines(Edits[I], Body, From, To);
    copyIndentation(Edits[I], Body, OpenBlocks);
    std::string Includes = Edits[I].Text.substr(0, Edits[I].IncludeBytes);
    Edits[I].Text = withLineEnds(Edits[I].Text, Crlf);
    Edits[I].IncludeBytes = withLineEnds(Includes, Crlf).size();
  }

  Replacements All = toReplacements(File.Path, Edits);
  std::string NewBody = llvm::cantFail(clang::tooling::applyAllReplacements(Body, All));
  std::string Problem;
  auto Style = projectStyle(File, Files);
  if (!Style) {
    Problem = llvm::toString(Style.takeError());
  } else if (*Style) {
    Replacements Layout = formatting(**Style, File.Path, NewBody, newCode(Edits, Body));
    NewBody = llvm::cantFail(clang::tooling::applyAllReplacements(NewBody, Layout));
    All = All.merge(Layout);
  }
  return {File.Path,
          File.Display,
          File.Content,
          File.Content.substr(0, Mark) + NewBody,
          toTextEdits(All, Body, Mark),
          std::move(Problem)};
}

} // namespace nplus1
