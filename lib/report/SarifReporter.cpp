// SARIF 2.1.0 for code hosts and viewers. Ours, because LLVM 19's writer knows
// no fixes. What GitHub wants beyond the standard: one line as primary region,
// relative URIs, and a hash of its own name that does not move with the lines.

#include "finding/Paths.h"
#include "finding/RuleCatalogue.h"
#include "finding/ToolVersion.h"
#include "report/Columns.h"
#include "report/FindingJson.h"
#include "report/Reporters.h"

#include "llvm/ADT/StringExtras.h"

namespace nplus1 {

using Json = nlohmann::ordered_json;

/// The rule of what may stand unescaped in a URI's path.
static std::string uriPath(llvm::StringRef Path) {
  std::string Out;
  for (unsigned char C : Path) {
    if (llvm::isAlnum(C) || llvm::StringRef("/-._~!$&'()*+,;=@").contains(char(C)))
      Out += char(C);
    else
      (Out += '%') += llvm::toHex(llvm::StringRef(reinterpret_cast<char *>(&C), 1));
  }
  return Out;
}

static Json message(llvm::StringRef Text) { return {{"text", Text.str()}}; }

static const char *level(Confidence Level) {
  return Level == Confidence::Possible ? "note" : "warning";
}

namespace {
/// Builds the document of one report.
class SarifBuilder {
public:
  SarifBuilder(llvm::StringRef Base, SourceFiles &Sources) : Base(Base), Sources(Sources) {}

  Json document(const Report &What);

private:
  Json rules() const;
  Json result(const Finding &F);
  Json codeFlow(const Finding &F);
  /// Null if a file that the fix edits cannot be read any more.
  Json fix(const Fix &Remedy);
  Json artifact(llvm::StringRef File) const;
  Json location(const SourcePoint &At, llvm::StringRef Text);

  llvm::StringRef Base;
  SourceFiles &Sources;
};
} // namespace

Json SarifBuilder::artifact(llvm::StringRef File) const {
  std::string Relative = relativePath(File, Base);
  if (Relative.starts_with("/"))
    return {{"uri", "file://" + uriPath(Relative)}};
  return {{"uri", uriPath(Relative)}, {"uriBaseId", "%SRCROOT%"}};
}

Json SarifBuilder::location(const SourcePoint &At, llvm::StringRef Text) {
  Json Out = {
      {"physicalLocation",
       {{"artifactLocation", artifact(At.File)},
        {"region",
         {{"startLine", std::max(At.Line, 1u)}, {"startColumn", utf16Column(At, Sources)}}}}}};
  if (!Text.empty())
    Out["message"] = message(Text);
  return Out;
}

Json SarifBuilder::rules() const {
  Json Rules = Json::array();
  for (const RuleInfo &Rule : ruleCatalogue())
    Rules.push_back({{"id", Rule.Id},
                     {"shortDescription", {{"text", Rule.Summary}}},
                     {"fullDescription", {{"text", Rule.Summary}}},
                     {"helpUri", Rule.documentationUrl()},
                     {"help", {{"text", Rule.Page}, {"markdown", Rule.Page}}},
                     {"defaultConfiguration", {{"level", "warning"}}},
                     {"properties",
                      {{"precision", Rule.Gate == Confidence::Certain ? "very-high" : "high"},
                       {"problem.severity", "warning"},
                       {"tags", {"performance", "database"}}}}});
  return Rules;
}

Json SarifBuilder::codeFlow(const Finding &F) {
  Json Steps = Json::array();
  auto Add = [&](const SourcePoint &At, llvm::StringRef Text) {
    if (At.isValid())
      Steps.push_back({{"location", location(At, Text)}});
  };
  Add(F.Source, "the rows come from here");
  Add(F.Loop, "this loop runs once per row");
  for (const TraceStep &Step : F.Trace)
    Add(Step.At, Step.Message);
  if (F.Trace.empty())
    Add(F.Location.Begin, F.Message);
  return {{"threadFlows", Json::array({Json{{"locations", std::move(Steps)}}})}};
}

Json SarifBuilder::fix(const Fix &Remedy) {
  Json Changes = Json::array();
  std::vector<std::string> Files;
  for (const Edit &E : Remedy.Edits) {
    SourcePoint Begin = Sources.pointAt(E.File, E.Offset);
    SourcePoint End = Sources.pointAt(E.File, E.Offset + E.Length);
    if (!Begin.isValid() || !End.isValid())
      return nullptr;
    Json Replacement = {{"deletedRegion",
                         {{"startLine", Begin.Line},
                          {"startColumn", utf16Column(Begin, Sources)},
                          {"endLine", End.Line},
                          {"endColumn", utf16Column(End, Sources)}}},
                        {"insertedContent", message(E.Text)}};
    auto At = std::find(Files.begin(), Files.end(), E.File);
    if (At == Files.end()) {
      Files.push_back(E.File);
      Changes.push_back({{"artifactLocation", artifact(E.File)},
                         {"replacements", Json::array({std::move(Replacement)})}});
    } else {
      Changes[At - Files.begin()]["replacements"].push_back(std::move(Replacement));
    }
  }
  return {{"description", message(Remedy.Title)}, {"artifactChanges", std::move(Changes)}};
}

Json SarifBuilder::result(const Finding &F) {
  LineRange At = firstLine(F.Location, Sources);
  Json Primary = {
      {"physicalLocation",
       {{"artifactLocation", artifact(F.Location.Begin.File)},
        {"region",
         {{"startLine", At.Line}, {"startColumn", At.Column}, {"endColumn", At.EndColumn}}}}}};
  Json Related = Json::array();
  if (F.Loop.isValid())
    Related.push_back(location(F.Loop, "the loop"));
  if (F.Source.isValid())
    Related.push_back(location(F.Source, "the row source"));
  for (size_t I = 0; I != Related.size(); ++I)
    Related[I]["id"] = I + 1;

  Json Out = {{"ruleId", F.Rule},
              {"level", level(F.Level)},
              {"message", message(F.Message)},
              {"locations", Json::array({std::move(Primary)})},
              {"relatedLocations", std::move(Related)},
              {"codeFlows", Json::array({codeFlow(F)})},
              {"partialFingerprints",
               {{"nplus1/v1", F.Fingerprint},
                {"nplus1Moved/v1", F.MovedFingerprint},
                {"primaryLocationLineHash", F.Fingerprint + ":1"}}},
              {"properties",
               {{"confidence", confidenceName(F.Level)},
                {"orm", F.Orm},
                {"element", F.Element},
                {"path", F.Path},
                {"types", F.Types},
                {"queriesBefore", F.Queries.Before},
                {"queriesAfter", F.Queries.After}}}};
  if (const RuleInfo *Rule = findRule(F.Rule))
    Out["ruleIndex"] = Rule - ruleCatalogue().data();
  if (F.State != BaselineState::None)
    Out["baselineState"] = F.State == BaselineState::New ? "new" : "unchanged";
  if (F.Suppressed) {
    Json Suppression = {{"kind", "inSource"}};
    if (!F.SuppressionReason.empty())
      Suppression["justification"] = F.SuppressionReason;
    Out["suppressions"] = Json::array({std::move(Suppression)});
  }
  if (F.Remedy && !F.Remedy->Edits.empty())
    if (Json Fix = fix(*F.Remedy); !Fix.is_null())
      Out["fixes"] = Json::array({std::move(Fix)});
  return Out;
}

Json SarifBuilder::document(const Report &What) {
  Json Results = Json::array(), Notifications = Json::array();
  for (const Finding &F : What.Findings)
    Results.push_back(result(F));
  for (const UnitError &E : What.Errors)
    Notifications.push_back(
        {{"level", "error"},
         {"message", message(E.Message)},
         {"locations",
          Json::array({{{"physicalLocation", {{"artifactLocation", artifact(E.File)}}}}})}});

  Json Driver = {{"name", "nplus1"},
                 {"version", toolVersion()},
                 {"semanticVersion", toolVersion()},
                 {"informationUri", projectUrl()},
                 {"rules", rules()}};
  Json Run = {
      {"tool", {{"driver", std::move(Driver)}}},
      {"invocations", Json::array({{{"executionSuccessful", true},
                                    {"toolExecutionNotifications", std::move(Notifications)}}})},
      {"originalUriBaseIds",
       {{"%SRCROOT%", {{"description", message("the directory that nplus1 ran in")}}}}},
      {"columnKind", "utf16CodeUnits"},
      {"results", std::move(Results)},
      {"properties", {{"coverage", coverageToJson(What.Seen)}}}};
  return {{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
          {"version", "2.1.0"},
          {"runs", Json::array({std::move(Run)})}};
}

namespace {
class SarifReporter : public Reporter {
public:
  explicit SarifReporter(const ReporterOptions &Options) : Base(Options.WorkingDirectory) {}

  void write(const Report &What, SourceFiles &Sources, llvm::raw_ostream &OS) const override {
    OS << jsonText(SarifBuilder(Base, Sources).document(What), 2) << '\n';
  }

private:
  std::string Base;
};
} // namespace

std::unique_ptr<Reporter> makeSarifReporter(const ReporterOptions &Options) {
  return std::make_unique<SarifReporter>(Options);
}

} // namespace nplus1
