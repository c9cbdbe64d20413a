// One finding per line, each with "schema"; the last line is
// {"schema", "tool", "coverage", "errors"}.

#include "finding/Paths.h"
#include "report/FindingJson.h"
#include "report/JsonLines.h"
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

void writeUnitLine(llvm::StringRef File, llvm::StringRef State, llvm::StringRef Problem,
                   llvm::StringRef WorkingDirectory, llvm::raw_ostream &OS) {
  nlohmann::ordered_json Unit = {{"file", relativePath(File, WorkingDirectory)},
                                 {"state", State.str()}};
  if (!Problem.empty())
    Unit["message"] = Problem.str();
  OS << jsonText({{"schema", JsonSchema}, {"unit", std::move(Unit)}}, -1) << '\n';
  OS.flush();
}

std::unique_ptr<Reporter> makeJsonLinesReporter(const ReporterOptions &Options) {
  return std::make_unique<JsonLinesReporter>(Options);
}

} // namespace nplus1
