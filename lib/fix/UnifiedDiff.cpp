//
// The edits are known, so nothing is searched for: each edit is widened to whole
// lines, equal lines at both ends are taken off again, and what lies within
// reach of each other's context becomes one hunk. A diff library would compare
// the whole files to find the same, and the one that Debian has cannot say that
// a last line has no line end.
//
#include "fix/UnifiedDiff.h"

#include "fix/SourceText.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FormatVariadic.h"

#include <algorithm>
#include <vector>

namespace nplus1 {

namespace {

constexpr size_t Context = 3;

using Lines = std::vector<llvm::StringRef>;

/// Each with its line end; the last may have none.
Lines splitLines(llvm::StringRef Text) {
  Lines Result;
  while (!Text.empty()) {
    size_t Newline = Text.find('\n');
    size_t Length = Newline == llvm::StringRef::npos ? Text.size() : Newline + 1;
    Result.push_back(Text.take_front(Length));
    Text = Text.drop_front(Length);
  }
  return Result;
}

/// Lines [OldFirst, OldLast) become lines [NewFirst, NewLast), from 0.
struct Change {
  size_t OldFirst, OldLast, NewFirst, NewLast;
};

class LineIndex {
public:
  explicit LineIndex(const Lines &All) {
    size_t At = 0;
    for (llvm::StringRef Line : All) {
      Starts.push_back(At);
      At += Line.size();
    }
  }

  /// The line that holds \p Offset. Behind the last line end: one past the last.
  size_t lineOf(size_t Offset, llvm::StringRef Text) const {
    if (Offset == Text.size() && (Text.empty() || Text.ends_with("\n")))
      return Starts.size();
    return llvm::upper_bound(Starts, Offset) - Starts.begin() - 1;
  }

private:
  std::vector<size_t> Starts;
};

std::vector<Change> changedLines(const EditedFile &File, const Lines &Old, const Lines &New) {
  LineIndex OldIndex(Old), NewIndex(New);
  std::vector<Change> Changes;
  int64_t Shift = 0;
  for (const TextEdit &Edit : File.Edits) {
    size_t NewBegin = Edit.Offset + Shift, NewEnd = NewBegin + Edit.Text.size();
    Change C{OldIndex.lineOf(Edit.Offset, File.Before),
             std::min(OldIndex.lineOf(Edit.end(), File.Before) + 1, Old.size()),
             NewIndex.lineOf(NewBegin, File.After),
             std::min(NewIndex.lineOf(NewEnd, File.After) + 1, New.size())};
    Shift += static_cast<int64_t>(Edit.Text.size()) - Edit.Length;
    if (!Changes.empty() && C.OldFirst < Changes.back().OldLast) {
      Changes.back().OldLast = C.OldLast;
      Changes.back().NewLast = C.NewLast;
    } else {
      Changes.push_back(C);
    }
  }
  for (Change &C : Changes) {
    while (C.OldFirst < C.OldLast && C.NewFirst < C.NewLast && Old[C.OldFirst] == New[C.NewFirst])
      ++C.OldFirst, ++C.NewFirst;
    while (C.OldFirst < C.OldLast && C.NewFirst < C.NewLast &&
           Old[C.OldLast - 1] == New[C.NewLast - 1])
      --C.OldLast, --C.NewLast;
  }
  // Changes side by side read better as one.
  for (size_t I = Changes.size(); I-- > 1;)
    if (Changes[I].OldFirst == Changes[I - 1].OldLast &&
        Changes[I].NewFirst == Changes[I - 1].NewLast) {
      Changes[I - 1].OldLast = Changes[I].OldLast;
      Changes[I - 1].NewLast = Changes[I].NewLast;
      Changes.erase(Changes.begin() + I);
    }
  llvm::erase_if(
      Changes, [](const Change &C) { return C.OldFirst == C.OldLast && C.NewFirst == C.NewLast; });
  return Changes;
}

void printLine(std::string &Out, char Mark, llvm::StringRef Line) {
  Out += Mark;
  Out += Line;
  if (!Line.ends_with("\n"))
    Out += "\n\\ No newline at end of file\n";
}

/// "12,3", with the line before in place of the first where there is no line.
std::string range(size_t First, size_t Last) {
  size_t Count = Last - First;
  return llvm::formatv("{0},{1}", Count == 0 ? First : First + 1, Count);
}

void printHunk(std::string &Out, llvm::ArrayRef<Change> Changes, const Lines &Old,
               const Lines &New) {
  size_t Before = std::min(Context, Changes.front().OldFirst);
  size_t After = std::min(Context, Old.size() - Changes.back().OldLast);
  size_t At = Changes.front().OldFirst - Before;
  Out += llvm::formatv("@@ -{0} +{1} @@\n", range(At, Changes.back().OldLast + After),
                       range(Changes.front().NewFirst - Before, Changes.back().NewLast + After));
  for (const Change &C : Changes) {
    for (; At < C.OldFirst; ++At)
      printLine(Out, ' ', Old[At]);
    for (; At < C.OldLast; ++At)
      printLine(Out, '-', Old[At]);
    for (size_t Line = C.NewFirst; Line < C.NewLast; ++Line)
      printLine(Out, '+', New[Line]);
  }
  for (size_t End = At + After; At < End; ++At)
    printLine(Out, ' ', Old[At]);
}

/// As git writes it: quoted if it holds what would end the name, and followed by
/// a tab if it holds a blank.
std::string fileLabel(llvm::StringRef Prefix, llvm::StringRef Path) {
  std::string Name = (Prefix + Path).str();
  bool Quoted =
      llvm::any_of(Path, [](unsigned char C) { return C < ' ' || C == '"' || C == '\\'; });
  if (!Quoted)
    return Name + (Path.contains(' ') ? "\t" : "");
  std::string Label = "\"";
  for (unsigned char C : Name) {
    if (C < ' ')
      Label += llvm::formatv("\\{0}{1}{2}", C >> 6, C >> 3 & 7, C & 7);
    else if (C == '"' || C == '\\')
      Label += {'\\', static_cast<char>(C)};
    else
      Label += static_cast<char>(C);
  }
  return Label + "\"";
}

} // namespace

std::string unifiedDiff(const EditedFile &File) {
  Lines Old = splitLines(File.Before), New = splitLines(File.After);
  std::vector<Change> Changes = changedLines(File, Old, New);
  if (Changes.empty())
    return {};

  std::string Out =
      "--- " + fileLabel("a/", File.Display) + "\n+++ " + fileLabel("b/", File.Display) + "\n";
  for (size_t First = 0; First < Changes.size();) {
    size_t Last = First + 1;
    while (Last < Changes.size() &&
           Changes[Last].OldFirst - Changes[Last - 1].OldLast <= 2 * Context)
      ++Last;
    printHunk(Out, llvm::ArrayRef(Changes).slice(First, Last - First), Old, New);
    First = Last;
  }
  return Out;
}

} // namespace nplus1
