// GitLab's code quality report: a list of issues with unique fingerprints.

#include "finding/Paths.h"
#include "report/FindingJson.h"
#include "report/Reporters.h"

namespace nplus1 {

/// GitLab rejects a whole report in which one issue has no severity.
static const char *severity(const Finding &F) {
  switch (F.Level) {
  case Confidence::Certain:
    return "major";
  case Confidence::Likely:
    return "minor";
  case Confidence::Possible:
    return "info";
  }
  return "info";
}

namespace {
class GitLabReporter : public Reporter {
public:
  explicit GitLabReporter(const ReporterOptions &Options) : Base(Options.WorkingDirectory) {}

  void write(const Report &What, SourceFiles &, llvm::raw_ostream &OS) const override {
    nlohmann::ordered_json Issues = nlohmann::ordered_json::array();
    for (const Finding &F : What.Findings)
      if (F.isActive())
        Issues.push_back({{"description", F.Message},
                          {"check_name", F.Rule},
                          {"fingerprint", F.Fingerprint},
                          {"severity", severity(F)},
                          {"location",
                           {{"path", relativePath(F.Location.Begin.File, Base)},
                            {"lines", {{"begin", F.Location.Begin.Line}}}}}});
    OS << jsonText(Issues, 2) << '\n';
  }

private:
  std::string Base;
};
} // namespace

std::unique_ptr<Reporter> makeGitLabReporter(const ReporterOptions &Options) {
  return std::make_unique<GitLabReporter>(Options);
}

} // namespace nplus1
