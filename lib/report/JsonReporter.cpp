// The whole report as one JSON document, schema 1 (docs/json.md).

#include "report/FindingJson.h"
#include "report/Reporters.h"

namespace nplus1 {

namespace {
class JsonReporter : public Reporter {
public:
  explicit JsonReporter(const ReporterOptions &Options) : Base(Options.WorkingDirectory) {}

  void write(const Report &What, SourceFiles &, llvm::raw_ostream &OS) const override {
    nlohmann::ordered_json Findings = nlohmann::ordered_json::array();
    for (const Finding &F : What.Findings)
      if (F.State != BaselineState::Known)
        Findings.push_back(findingToJson(F, Base));
    nlohmann::ordered_json Document = {{"schema", JsonSchema},
                                       {"tool", toolToJson()},
                                       {"findings", std::move(Findings)},
                                       {"coverage", coverageToJson(What.Seen)},
                                       {"errors", errorsToJson(What.Errors, Base)}};
    OS << jsonText(Document, 2) << '\n';
  }

private:
  std::string Base;
};
} // namespace

std::unique_ptr<Reporter> makeJsonReporter(const ReporterOptions &Options) {
  return std::make_unique<JsonReporter>(Options);
}

} // namespace nplus1
