// For people at a terminal: compiler-like first line, excerpt, then what the
// finding is made of, one labelled line each, and one summary line at the end.

#include "finding/Paths.h"
#include "finding/RuleCatalogue.h"
#include "report/Reporters.h"
#include "report/Snippet.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/WithColor.h"

namespace nplus1 {

namespace {
class TextReporter : public Reporter {
public:
  explicit TextReporter(const ReporterOptions &Options)
      : Base(Options.WorkingDirectory), Color(Options.Color) {}

  void write(const Report &What, SourceFiles &Sources, llvm::raw_ostream &OS) const override;

private:
  void writeFinding(const Finding &F, SourceFiles &Sources, llvm::raw_ostream &OS) const;
  void writeFix(const Finding &F, llvm::raw_ostream &OS) const;
  void writeSummary(const Report &What, llvm::raw_ostream &OS) const;
  std::string place(const SourcePoint &At) const;

  /// "    loop     " in the colour of secondary text.
  void label(llvm::StringRef Name, llvm::raw_ostream &OS) const;

  /// For text in a given style; plain where the user wants none.
  llvm::WithColor style(llvm::raw_ostream &OS, llvm::raw_ostream::Colors C, bool Bold) const {
    return llvm::WithColor(OS, C, Bold, false,
                           Color ? llvm::ColorMode::Enable : llvm::ColorMode::Disable);
  }

  std::string Base;
  bool Color;
};
} // namespace

std::string TextReporter::place(const SourcePoint &At) const {
  return relativePath(At.File, Base) + ":" + llvm::utostr(At.Line) + ":" + llvm::utostr(At.Column);
}

void TextReporter::label(llvm::StringRef Name, llvm::raw_ostream &OS) const {
  style(OS, llvm::raw_ostream::CYAN, false) << "    " << llvm::left_justify(Name, 9);
}

/// The code at a place, short enough to stand behind the place's name.
static std::string codeAt(const SourcePoint &At, SourceFiles &Sources) {
  constexpr size_t MaxBytes = 70;
  llvm::StringRef Line = Sources.line(At.File, At.Line).trim();
  bool Printable = llvm::all_of(Line, [](char C) { return llvm::isPrint(C) || C == '\t'; });
  if (Line.empty() || !Printable)
    return "";
  return "  " + (Line.size() > MaxBytes ? Line.take_front(MaxBytes).str() + "..." : Line.str());
}

void TextReporter::writeFix(const Finding &F, llvm::raw_ostream &OS) const {
  if (!F.Remedy)
    return;
  const Fix &Remedy = *F.Remedy;
  label("fix", OS);
  switch (Remedy.Safety) {
  case FixSafety::Safe:
    OS << Remedy.Title << " (safe: nplus1 fix)\n";
    break;
  case FixSafety::Unsafe:
    OS << Remedy.Title << " (unsafe: nplus1 fix --unsafe)\n";
    break;
  case FixSafety::Manual:
    OS << Remedy.Title << " (by hand)\n";
    break;
  }
  if (Remedy.Why.empty())
    return;
  // Why may be code to write, several lines long.
  llvm::SmallVector<llvm::StringRef> Lines;
  llvm::StringRef(Remedy.Why).rtrim('\n').split(Lines, '\n');
  for (llvm::StringRef Line : Lines) {
    label(Line.data() == Remedy.Why.data() ? "because" : "", OS);
    OS << Line << '\n';
  }
}

void TextReporter::writeFinding(const Finding &F, SourceFiles &Sources,
                                llvm::raw_ostream &OS) const {
  style(OS, llvm::raw_ostream::SAVEDCOLOR, true) << place(F.Location.Begin) << ": ";
  style(OS, llvm::raw_ostream::MAGENTA, true) << "warning: ";
  style(OS, llvm::raw_ostream::SAVEDCOLOR, true) << F.Message;
  OS << " [" << F.Rule;
  if (F.Level != Confidence::Certain)
    OS << ',' << confidenceName(F.Level);
  OS << "]\n";
  writeSnippet(F.Location, Sources, Color, OS);

  if (F.Loop.isValid()) {
    label("loop", OS);
    OS << place(F.Loop) << codeAt(F.Loop, Sources) << '\n';
  }
  if (F.Source.isValid()) {
    label("rows", OS);
    OS << place(F.Source) << codeAt(F.Source, Sources) << '\n';
  }
  if (!F.Path.empty()) {
    label("path", OS);
    OS << F.Element << " -> " << llvm::join(F.Path, " -> ") << '\n';
  }
  for (const TraceStep &Step : F.Trace) {
    label(&Step == &F.Trace.front() ? "through" : "", OS);
    OS << place(Step.At) << "  " << Step.Message << '\n';
  }
  label("queries", OS);
  OS << F.Queries.Before;
  if (!F.Queries.After.empty())
    OS << " -> " << F.Queries.After;
  if (!F.Types.empty())
    OS << " (" << llvm::join(F.Types, ", ") << ')';
  OS << '\n';
  writeFix(F, OS);
  if (const RuleInfo *Rule = findRule(F.Rule)) {
    label("more", OS);
    OS << Rule->documentationUrl() << '\n';
  }
  OS << '\n';
}

void TextReporter::writeSummary(const Report &What, llvm::raw_ostream &OS) const {
  unsigned Shown = 0, Safe = 0, Unsafe = 0, Suppressed = 0, Known = 0;
  for (const Finding &F : What.Findings) {
    if (!F.isActive()) {
      ++(F.Suppressed ? Suppressed : Known);
      continue;
    }
    ++Shown;
    if (F.Remedy && F.Remedy->Safety == FixSafety::Safe)
      ++Safe;
    if (F.Remedy && F.Remedy->Safety == FixSafety::Unsafe)
      ++Unsafe;
  }
  if (Shown == 0)
    OS << "no findings";
  else
    OS << Shown << (Shown == 1 ? " finding" : " findings");
  if (Safe)
    OS << ", " << Safe << " fixable with 'nplus1 fix'";
  if (Unsafe)
    OS << (Safe ? " and " : ", ") << Unsafe << " with 'nplus1 fix --unsafe'";
  std::vector<std::string> Aside;
  if (Known)
    Aside.push_back(llvm::utostr(Known) + " known");
  if (Suppressed)
    Aside.push_back(llvm::utostr(Suppressed) + " suppressed");
  if (!Aside.empty())
    OS << " (" << llvm::join(Aside, ", ") << ')';
  OS << '\n';
}

void TextReporter::write(const Report &What, SourceFiles &Sources, llvm::raw_ostream &OS) const {
  OS.enable_colors(Color);
  for (const Finding &F : What.Findings)
    if (F.isActive())
      writeFinding(F, Sources, OS);
  writeSummary(What, OS);
}

std::unique_ptr<Reporter> makeTextReporter(const ReporterOptions &Options) {
  return std::make_unique<TextReporter>(Options);
}

} // namespace nplus1
