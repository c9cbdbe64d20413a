// One self-contained page for people: no script, nothing loaded from elsewhere.
// The frame is html/report.html; this file fills it.

#include "finding/Coverage.h"
#include "finding/Paths.h"
#include "finding/RuleCatalogue.h"
#include "finding/ToolVersion.h"
#include "report/Markup.h"
#include "report/Reporters.h"
#include "support/EmbeddedFile.h"

#include "llvm/ADT/StringExtras.h"

namespace nplus1 {

std::span<const EmbeddedFile> htmlFrame();

namespace {
class HtmlReporter : public Reporter {
public:
  explicit HtmlReporter(const ReporterOptions &Options) : Base(Options.WorkingDirectory) {}

  void write(const Report &What, SourceFiles &Sources, llvm::raw_ostream &OS) const override;

private:
  void writeFinding(const Finding &F, SourceFiles &Sources, llvm::raw_ostream &OS) const;
  void writeHeader(const Finding &F, llvm::raw_ostream &OS) const;
  void writeFix(const Finding &F, llvm::raw_ostream &OS) const;

  /// A caption, the place, and the code at the place.
  void writeFigure(llvm::StringRef Caption, const SourceRange &At, SourceFiles &Sources,
                   llvm::raw_ostream &OS) const;
  void writeFigure(llvm::StringRef Caption, const SourcePoint &At, SourceFiles &Sources,
                   llvm::raw_ostream &OS) const {
    SourceRange Range;
    Range.Begin = At;
    writeFigure(Caption, Range, Sources, OS);
  }

  std::string Base;
};
} // namespace

static void writePath(const Finding &F, llvm::raw_ostream &OS) {
  if (F.Path.empty())
    return;
  OS << "<div class=\"path\"><span class=\"node\">"
     << escapeMarkup(F.Element.empty() ? "row" : F.Element) << "</span>";
  for (const std::string &Step : F.Path)
    OS << "<span class=\"step\"><span>" << escapeMarkup(Step) << "</span><b>&#9654;</b></span>"
       << (&Step == &F.Path.back() ? "" : "<span class=\"node\">&hellip;</span>");
  if (F.Types.empty())
    OS << "<span class=\"node target\">query</span>";
  for (const std::string &Type : F.Types)
    OS << "<span class=\"node target\">" << escapeMarkup(Type) << "</span>";
  OS << "</div>\n";
}

static void writeLine(llvm::StringRef Line, unsigned Number, const SourceRange &Mark,
                      llvm::raw_ostream &OS) {
  constexpr size_t MaxBytes = 400;
  OS << "<i>" << llvm::right_justify(llvm::utostr(Number), 5) << "  </i>";
  bool Marked = Number == Mark.Begin.Line && Mark.EndColumn && Mark.Begin.Column &&
                Mark.Begin.Column <= Line.size();
  if (!Marked) {
    OS << escapeMarkup(Line.take_front(MaxBytes)) << '\n';
    return;
  }
  size_t Begin = Mark.Begin.Column - 1;
  size_t End =
      Mark.EndLine == Number ? std::min<size_t>(Mark.EndColumn - 1, Line.size()) : Line.size();
  if (Begin > MaxBytes) {
    OS << "...";
    Line = Line.drop_front(Begin);
    End -= Begin;
    Begin = 0;
  }
  OS << escapeMarkup(Line.take_front(Begin)) << "<mark>" << escapeMarkup(Line.slice(Begin, End))
     << "</mark>" << escapeMarkup(Line.drop_front(End).take_front(MaxBytes)) << '\n';
}

void HtmlReporter::writeFigure(llvm::StringRef Caption, const SourceRange &At, SourceFiles &Sources,
                               llvm::raw_ostream &OS) const {
  const SourcePoint &Place = At.Begin;
  OS << "<figure><figcaption>" << escapeMarkup(Caption) << " <span class=\"place\">"
     << escapeMarkup(relativePath(Place.File, Base)) << ':' << Place.Line << ':' << Place.Column
     << "</span></figcaption>";
  unsigned Lines = Sources.lineCount(Place.File);
  if (Place.Line && Place.Line <= Lines) {
    OS << "<pre>";
    unsigned Around = At.EndColumn ? 1 : 0; // a point is shown as one line
    unsigned First = Place.Line > Around ? Place.Line - Around : 1;
    for (unsigned Line = First; Line <= std::min(Place.Line + Around, Lines); ++Line)
      writeLine(Sources.line(Place.File, Line), Line, At, OS);
    OS << "</pre>";
  }
  OS << "</figure>\n";
}

void HtmlReporter::writeHeader(const Finding &F, llvm::raw_ostream &OS) const {
  OS << "<header><h2>" << escapeMarkup(F.Message) << "</h2><div class=\"facts soft\">";
  OS << "<span class=\"place\">" << escapeMarkup(relativePath(F.Location.Begin.File, Base)) << ':'
     << F.Location.Begin.Line << ':' << F.Location.Begin.Column << "</span>";
  if (const RuleInfo *Rule = findRule(F.Rule))
    OS << "<a href=\"" << escapeMarkup(Rule->documentationUrl()) << "\">" << escapeMarkup(F.Rule)
       << "</a>";
  OS << "<span>" << confidenceName(F.Level) << "</span><span>" << escapeMarkup(F.Orm)
     << "</span></div></header>\n";
}

void HtmlReporter::writeFix(const Finding &F, llvm::raw_ostream &OS) const {
  if (!F.Remedy)
    return;
  OS << "<figure><figcaption>Fix (" << fixSafetyName(F.Remedy->Safety)
     << "): " << escapeMarkup(F.Remedy->Title) << "</figcaption>";
  if (!F.Remedy->Why.empty())
    OS << "<pre>" << escapeMarkup(F.Remedy->Why) << "</pre>";
  for (const Edit &E : F.Remedy->Edits)
    OS << "<pre><i>" << escapeMarkup(relativePath(E.File, Base))
       << (E.Length ? ": replace by</i>\n" : ": insert</i>\n") << escapeMarkup(E.Text) << "</pre>";
  OS << "</figure>\n";
}

void HtmlReporter::writeFinding(const Finding &F, SourceFiles &Sources,
                                llvm::raw_ostream &OS) const {
  OS << "<article id=\"" << escapeMarkup(F.Fingerprint) << "\">";
  writeHeader(F, OS);
  OS << "<div class=\"body\"><div class=\"cost\"><span class=\"before\">"
     << escapeMarkup(F.Queries.Before) << "</span>";
  if (!F.Queries.After.empty())
    OS << "&rarr;<span class=\"after\">" << escapeMarkup(F.Queries.After) << "</span>";
  OS << "<span class=\"soft\">queries</span></div>\n";
  writePath(F, OS);
  if (F.Source.isValid())
    writeFigure("Rows", F.Source, Sources, OS);
  if (F.Loop.isValid())
    writeFigure("Loop", F.Loop, Sources, OS);
  writeFigure("In the loop", F.Location, Sources, OS);
  for (const TraceStep &Step : F.Trace)
    if (Step.At != F.Location.Begin)
      writeFigure(Step.Message, Step.At, Sources, OS);
  writeFix(F, OS);
  OS << "</div></article>\n";
}

static std::string title(const Report &What) {
  unsigned Active = 0, Known = 0, Suppressed = 0;
  for (const Finding &F : What.Findings)
    ++(F.isActive() ? Active : F.Suppressed ? Suppressed : Known);
  std::string Title = Active == 0   ? "no findings"
                      : Active == 1 ? "1 finding"
                                    : llvm::utostr(Active) + " findings, the costliest first";
  if (Known)
    Title += "; " + llvm::utostr(Known) + " known";
  if (Suppressed)
    Title += "; " + llvm::utostr(Suppressed) + " suppressed";
  return Title;
}

void HtmlReporter::write(const Report &What, SourceFiles &Sources, llvm::raw_ostream &OS) const {
  // Text between the placeholders alternates with what replaces them.
  llvm::StringRef Rest = htmlFrame().front().Text;
  while (true) {
    auto [Text, Behind] = Rest.split("{{");
    OS << Text;
    if (Behind.empty())
      return;
    auto [Name, After] = Behind.split("}}");
    if (Name == "title")
      OS << title(What);
    else if (Name == "coverage")
      OS << coverageLine(What.Seen);
    else if (Name == "tool")
      OS << "nplus1 " << toolVersion() << ", Clang " << clangVersion();
    else if (Name == "findings")
      for (const Finding &F : What.Findings)
        if (F.isActive())
          writeFinding(F, Sources, OS);
    Rest = After;
  }
}

std::unique_ptr<Reporter> makeHtmlReporter(const ReporterOptions &Options) {
  return std::make_unique<HtmlReporter>(Options);
}

} // namespace nplus1
