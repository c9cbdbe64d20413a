// GitHub Actions workflow commands, which the runner turns into annotations. It
// silently drops everything after ten per step, so the tenth says what is missing.

#include "finding/Paths.h"
#include "finding/RuleCatalogue.h"
#include "report/Columns.h"
#include "report/Reporters.h"

namespace nplus1 {

static constexpr size_t MaxAnnotations = 10;

/// Escapes as the runner unescapes: '%' first, then what ends a command. In a
/// property also what separates properties.
static std::string escape(llvm::StringRef Text, bool IsProperty) {
  std::string Out;
  for (char C : Text) {
    switch (C) {
    case '%':
      Out += "%25";
      break;
    case '\r':
      Out += "%0D";
      break;
    case '\n':
      Out += "%0A";
      break;
    case ':':
      Out += IsProperty ? "%3A" : ":";
      break;
    case ',':
      Out += IsProperty ? "%2C" : ",";
      break;
    default:
      Out += C;
    }
  }
  return Out;
}

namespace {
class GitHubReporter : public Reporter {
public:
  explicit GitHubReporter(const ReporterOptions &Options) : Base(Options.WorkingDirectory) {}

  void write(const Report &What, SourceFiles &Sources, llvm::raw_ostream &OS) const override {
    std::vector<const Finding *> Active;
    for (const Finding &F : What.Findings)
      if (F.isActive())
        Active.push_back(&F);

    size_t Single = Active.size() <= MaxAnnotations ? Active.size() : MaxAnnotations - 1;
    for (size_t I = 0; I != Single; ++I)
      writeAnnotation(*Active[I], Sources, OS);
    if (size_t Rest = Active.size() - Single)
      OS << "::warning title=nplus1::" << Rest << " more findings of " << Active.size()
         << " are not shown here; the costliest are. Run 'nplus1 check' for all of them\n";
  }

private:
  void writeAnnotation(const Finding &F, SourceFiles &Sources, llvm::raw_ostream &OS) const {
    LineRange At = firstLine(F.Location, Sources);
    OS << "::warning file=" << escape(relativePath(F.Location.Begin.File, Base), true)
       << ",line=" << At.Line << ",endLine=" << At.Line << ",col=" << At.Column
       << ",endColumn=" << At.EndColumn << ",title=" << escape(F.Rule, true)
       << "::" << escape(F.Message, false);
    if (F.Loop.isValid())
      OS << "%0Aloop: " << escape(relativePath(F.Loop.File, Base), false) << ':' << F.Loop.Line;
    if (!F.Queries.After.empty())
      OS << "%0Aqueries: " << escape(F.Queries.Before, false) << " -> "
         << escape(F.Queries.After, false);
    if (F.Remedy)
      OS << "%0Afix: " << escape(F.Remedy->Title, false);
    if (const RuleInfo *Rule = findRule(F.Rule))
      OS << "%0A" << escape(Rule->documentationUrl(), false);
    OS << '\n';
  }

  std::string Base;
};
} // namespace

std::unique_ptr<Reporter> makeGitHubReporter(const ReporterOptions &Options) {
  return std::make_unique<GitHubReporter>(Options);
}

} // namespace nplus1
