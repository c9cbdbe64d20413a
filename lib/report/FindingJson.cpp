#include "report/FindingJson.h"

#include "finding/Paths.h"
#include "finding/RuleCatalogue.h"
#include "finding/ToolVersion.h"

namespace nplus1 {

using Json = nlohmann::ordered_json;

static Json pointToJson(const SourcePoint &At, llvm::StringRef Base) {
  return {{"file", relativePath(At.File, Base)}, {"line", At.Line}, {"column", At.Column}};
}

static Json rangeToJson(const SourceRange &Range, llvm::StringRef Base) {
  Json Out = pointToJson(Range.Begin, Base);
  Out["endLine"] = Range.EndLine;
  Out["endColumn"] = Range.EndColumn;
  return Out;
}

static Json fixToJson(const Fix &F, llvm::StringRef Base) {
  Json Edits = Json::array();
  for (const Edit &E : F.Edits)
    Edits.push_back({{"file", relativePath(E.File, Base)},
                     {"offset", E.Offset},
                     {"length", E.Length},
                     {"text", E.Text}});
  return {{"safety", fixSafetyName(F.Safety)},
          {"shape", F.Shape},
          {"title", F.Title},
          {"why", F.Why},
          {"edits", std::move(Edits)}};
}

Json findingToJson(const Finding &F, llvm::StringRef Base) {
  Json Trace = Json::array();
  for (const TraceStep &Step : F.Trace) {
    Json Entry = pointToJson(Step.At, Base);
    Entry["message"] = Step.Message;
    Trace.push_back(std::move(Entry));
  }
  return {{"rule", F.Rule},
          {"confidence", confidenceName(F.Level)},
          {"orm", F.Orm},
          {"message", F.Message},
          {"location", rangeToJson(F.Location, Base)},
          {"loop", pointToJson(F.Loop, Base)},
          {"source", F.Source.isValid() ? pointToJson(F.Source, Base) : Json()},
          {"element", F.Element},
          {"path", F.Path},
          {"types", F.Types},
          {"queries", {{"before", F.Queries.Before}, {"after", F.Queries.After}}},
          {"trace", std::move(Trace)},
          {"fix", F.Remedy ? fixToJson(*F.Remedy, Base) : Json()},
          {"suppressed", F.Suppressed},
          {"fingerprint", F.Fingerprint}};
}

Json coverageToJson(const Coverage &Seen) {
  return {{"units",
           {{"total", Seen.Units},
            {"analysed", Seen.Analysed},
            {"irrelevant", Seen.Irrelevant},
            {"partial", Seen.Partial},
            {"failed", Seen.Failed}}},
          {"loops", {{"checked", Seen.LoopsChecked}, {"opaque", Seen.LoopsOpaque}}}};
}

Json errorsToJson(const std::vector<UnitError> &Errors, llvm::StringRef Base) {
  Json Out = Json::array();
  for (const UnitError &E : Errors)
    Out.push_back({{"file", relativePath(E.File, Base)}, {"message", E.Message}});
  return Out;
}

Json toolToJson() {
  return {{"name", "nplus1"}, {"version", toolVersion()}, {"clang", clangVersion()}};
}

std::string jsonText(const Json &Value, int Indent) {
  return Value.dump(Indent, ' ', /*ensure_ascii=*/false, Json::error_handler_t::replace);
}

} // namespace nplus1
