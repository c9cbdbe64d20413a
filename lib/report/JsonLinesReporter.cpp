// One finding per line, each with "schema", so that a reader need not wait for
// the end; the last line is {"schema", "tool", "coverage", "errors"}.

#include "report/FindingJson.h"
#include "report/Reporters.h"

namespace nplus1 {

namespace {
class JsonLinesReporter : public Reporter {
public:
  explicit JsonLinesReporter(const ReporterOptions &Options) : Base(Options.WorkingDirectory) {}

  void write(const Report &What, SourceFiles &, llvm::raw_ostream &OS) const override {
    for (const Finding &F : What.Findings) {
      if (F.State == BaselineState::Known)
        continue;
      nlohmann::ordered_json Line = {{"schema", JsonSchema}};
      Line.update(findingToJson(F, Base));
      OS << jsonText(Line, -1) << '\n';
      OS.flush();
    }
    OS << jsonText({{"schema", JsonSchema},
                    {"tool", toolToJson()},
                    {"coverage", coverageToJson(What.Seen)},
                    {"errors", errorsToJson(What.Errors, Base)}},
                   -1)
       << '\n';
  }

private:
  std::string Base;
};
} // namespace

std::unique_ptr<Reporter> makeJsonLinesReporter(const ReporterOptions &Options) {
  return std::make_unique<JsonLinesReporter>(Options);
}

} // namespace nplus1
