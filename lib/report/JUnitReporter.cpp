// JUnit XML as Jenkins, GitLab and Azure read it: one failed case per finding,
// one case with an error per unit that could not be judged. A suite without
// cases counts as broken in some of them, so a clean run has one case that passed.

#include "finding/Coverage.h"
#include "finding/Paths.h"
#include "report/Markup.h"
#include "report/Reporters.h"

#include "llvm/ADT/StringExtras.h"

namespace nplus1 {

namespace {
class JUnitReporter : public Reporter {
public:
  explicit JUnitReporter(const ReporterOptions &Options) : Base(Options.WorkingDirectory) {}

  void write(const Report &What, SourceFiles &Sources, llvm::raw_ostream &OS) const override;

private:
  std::string place(const SourcePoint &At) const {
    return relativePath(At.File, Base) + ":" + llvm::utostr(At.Line);
  }
  void openCase(const SourcePoint &At, llvm::StringRef Name, llvm::raw_ostream &OS) const;
  void writeDetails(const Finding &F, llvm::raw_ostream &OS) const;

  std::string Base;
};
} // namespace

void JUnitReporter::openCase(const SourcePoint &At, llvm::StringRef Name,
                             llvm::raw_ostream &OS) const {
  OS << "    <testcase classname=\"" << escapeMarkup(relativePath(At.File, Base)) << "\" name=\""
     << escapeMarkup(Name) << "\" file=\"" << escapeMarkup(relativePath(At.File, Base)) << '"';
  if (At.Line)
    OS << " line=\"" << At.Line << '"';
  OS << " time=\"0\">";
}

void JUnitReporter::writeDetails(const Finding &F, llvm::raw_ostream &OS) const {
  OS << escapeMarkup(place(F.Location.Begin) + ": " + F.Message) << '\n';
  if (F.Loop.isValid())
    OS << "loop: " << escapeMarkup(place(F.Loop)) << '\n';
  for (const TraceStep &Step : F.Trace)
    OS << "through: " << escapeMarkup(place(Step.At) + " " + Step.Message) << '\n';
  OS << "queries: " << escapeMarkup(F.Queries.Before);
  if (!F.Queries.After.empty())
    OS << escapeMarkup(" -> " + F.Queries.After);
  OS << '\n';
  if (F.Remedy)
    OS << "fix: " << escapeMarkup(F.Remedy->Title) << '\n';
}

void JUnitReporter::write(const Report &What, SourceFiles &, llvm::raw_ostream &OS) const {
  unsigned Cases = 0, Failures = 0, Skipped = 0;
  for (const Finding &F : What.Findings) {
    if (F.State == BaselineState::Known)
      continue;
    ++Cases;
    ++(F.Suppressed ? Skipped : Failures);
  }
  Cases += What.Errors.size();
  bool Clean = Cases == 0;

  OS << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n"
     << "  <testsuite name=\"nplus1\" tests=\"" << (Clean ? 1 : Cases) << "\" failures=\""
     << Failures << "\" errors=\"" << What.Errors.size() << "\" skipped=\"" << Skipped
     << "\" time=\"0\">\n";
  if (Clean)
    OS << "    <testcase classname=\"nplus1\" name=\"no findings\" time=\"0\"/>\n";
  for (const Finding &F : What.Findings) {
    if (F.State == BaselineState::Known)
      continue;
    openCase(F.Location.Begin, F.Rule + " at line " + llvm::utostr(F.Location.Begin.Line), OS);
    if (F.Suppressed) {
      OS << "<skipped message=\"" << escapeMarkup(F.SuppressionReason) << "\"/>";
    } else {
      OS << "<failure type=\"" << escapeMarkup(F.Rule) << "\" message=\"" << escapeMarkup(F.Message)
         << "\">";
      writeDetails(F, OS);
      OS << "</failure>";
    }
    OS << "</testcase>\n";
  }
  for (const UnitError &E : What.Errors) {
    openCase({E.File, 0, 0, 0}, "not analysed", OS);
    OS << "<error type=\"unit\" message=\"" << escapeMarkup(E.Message) << "\"/></testcase>\n";
  }
  OS << "    <system-out>" << escapeMarkup(coverageLine(What.Seen)) << "</system-out>\n"
     << "  </testsuite>\n</testsuites>\n";
}

std::unique_ptr<Reporter> makeJUnitReporter(const ReporterOptions &Options) {
  return std::make_unique<JUnitReporter>(Options);
}

} // namespace nplus1
