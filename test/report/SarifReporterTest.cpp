#include "Samples.h"

#include "finding/RuleCatalogue.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"

#include <nlohmann/json.hpp>

#include "gmock/gmock.h"

using namespace nplus1;
using namespace nplus1::test;
using nlohmann::ordered_json;
using testing::HasSubstr;

static ordered_json sarif(Project &P, const Report &What) {
  return ordered_json::parse(P.written("sarif", What));
}

static Report everything(Project &P) {
  Report What = P.report();
  What.Findings[0].State = BaselineState::New;
  What.Findings[1].State = BaselineState::Known;
  What.Findings[1].Suppressed = true;
  What.Findings[1].SuppressionReason = "two rows at most";
  return What;
}

// The published schema comes from a package that test/report/CMakeLists.txt
// fetches; without a network there is none.
TEST(Sarif, ConformsToThePublishedSchema) {
  llvm::StringRef Schema = NPLUS1_SARIF_SCHEMA;
  if (!llvm::sys::fs::exists(Schema))
    GTEST_SKIP() << "no " << Schema.str() << "; connect to a network and configure again";
  Project P;
  for (const Report &What : {everything(P), P.report(), Report()}) {
    ProgramResult Result =
        runOn(P.written("sarif", What), "report.sarif",
              {"/usr/bin/python3", NPLUS1_SOURCE_DIR "/test/report/validate.py", Schema.str()});
    EXPECT_EQ(Result.Status, 0) << Result.Output;
  }
  ProgramResult Broken =
      runOn(R"({"version":"2.1.0","runs":[{"tool":{}}]})", "report.sarif",
            {"/usr/bin/python3", NPLUS1_SOURCE_DIR "/test/report/validate.py", Schema.str()});
  EXPECT_NE(Broken.Status, 0) << "the check cannot fail";
}

TEST(Sarif, PrimaryRegionIsOneLine) {
  Project P;
  P.add("a.cpp", "x = row\n      .rel();\n");
  Report What;
  What.Findings = {P.lazyRelation()};
  What.Findings[0].Location = P.find("a.cpp", "row\n      .rel()");
  auto Region =
      sarif(P, What)["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"];
  EXPECT_EQ(Region, ordered_json::parse(R"({"startLine":1,"startColumn":5,"endColumn":8})"));
}

TEST(Sarif, LoopAndRowsAreRelatedAndTheFlowEndsAtTheQuery) {
  Project P;
  auto Result = sarif(P, P.report())["runs"][0]["results"][0];
  ASSERT_EQ(Result["relatedLocations"].size(), 2u);
  EXPECT_EQ(Result["relatedLocations"][0]["id"], 1);
  EXPECT_EQ(Result["relatedLocations"][0]["physicalLocation"]["region"]["startLine"], 6);
  auto Steps = Result["codeFlows"][0]["threadFlows"][0]["locations"];
  ASSERT_EQ(Steps.size(), 4u);
  EXPECT_EQ(Steps[0]["location"]["physicalLocation"]["region"]["startLine"], 5);
  EXPECT_EQ(Steps[3]["location"]["physicalLocation"]["artifactLocation"]["uri"], "src/price.cpp");
  EXPECT_EQ(Steps[3]["location"]["message"]["text"], "loads 'item'");
}

TEST(Sarif, StatesAreInTheirPlaces) {
  Project P;
  auto Results = sarif(P, everything(P))["runs"][0]["results"];
  ASSERT_EQ(Results.size(), 2u);
  EXPECT_EQ(Results[0]["baselineState"], "new");
  EXPECT_FALSE(Results[0].contains("suppressions"));
  EXPECT_EQ(Results[1]["baselineState"], "unchanged");
  EXPECT_EQ(Results[1]["suppressions"],
            ordered_json::parse(R"([{"kind":"inSource","justification":"two rows at most"}])"));
  EXPECT_FALSE(sarif(P, P.report())["runs"][0]["results"][0].contains("baselineState"));
}

TEST(Sarif, FingerprintsCarryNoLines) {
  Project P;
  Report What = P.report();
  auto Before = sarif(P, What)["runs"][0]["results"][0]["partialFingerprints"];
  What.Findings[0].Location.Begin.Line = 1;
  EXPECT_EQ(sarif(P, What)["runs"][0]["results"][0]["partialFingerprints"], Before);
  EXPECT_EQ(Before["nplus1/v1"], "00000000000000a1");
  EXPECT_EQ(Before["primaryLocationLineHash"], "00000000000000a1:1");
}

TEST(Sarif, RulesCarryTheirPagesAndResultsPointAtThem) {
  Project P;
  auto Run = sarif(P, P.report())["runs"][0];
  auto Rules = Run["tool"]["driver"]["rules"];
  ASSERT_EQ(Rules.size(), ruleCatalogue().size());
  for (const auto &Result : Run["results"])
    EXPECT_EQ(Rules[size_t(Result["ruleIndex"])]["id"], Result["ruleId"]);
  EXPECT_THAT(std::string(Rules[1]["help"]["markdown"]), HasSubstr("# nplus1-generic-key\n"));
}

/// Applies the fixes of a result the way a viewer would.
static std::string applied(const ordered_json &Fix, llvm::StringRef Uri, std::string Text) {
  std::vector<std::tuple<size_t, size_t, std::string>> Edits;
  auto Offset = [&](size_t Line, size_t Column) {
    size_t At = 0;
    while (--Line)
      At = Text.find('\n', At) + 1;
    return At + Column - 1; // the samples are ASCII
  };
  for (const auto &Change : Fix["artifactChanges"])
    if (Change["artifactLocation"]["uri"] == Uri)
      for (const auto &R : Change["replacements"]) {
        const auto &Region = R["deletedRegion"];
        Edits.emplace_back(Offset(Region["startLine"], Region["startColumn"]),
                           Offset(Region["endLine"], Region["endColumn"]),
                           std::string(R["insertedContent"]["text"]));
      }
  std::sort(Edits.rbegin(), Edits.rend());
  for (auto &[Begin, End, New] : Edits)
    Text.replace(Begin, End - Begin, New);
  return Text;
}

TEST(Sarif, FixesCanBeAppliedFromTheDocumentAlone) {
  Project P;
  auto Result = sarif(P, P.report())["runs"][0]["results"][0];
  ASSERT_EQ(Result["fixes"].size(), 1u);
  auto Sources = P.sources();
  EXPECT_THAT(
      applied(Result["fixes"][0], "src/orders.cpp", Sources.text("/shop/src/orders.cpp").str()),
      HasSubstr("  auto items = batch(orders);\n"
                "  for (const auto &order : orders)\n"
                "    sum += price(*order, items);\n"));
  EXPECT_THAT(
      applied(Result["fixes"][0], "src/price.cpp", Sources.text("/shop/src/price.cpp").str()),
      HasSubstr("  return items.find(order.itemID())->price();\n"));
}

TEST(Sarif, AFixInAFileThatIsGoneIsLeftOut) {
  Project P;
  Report What = P.report();
  What.Findings[0].Remedy->Edits[2].File = "/shop/gone.cpp";
  EXPECT_FALSE(sarif(P, What)["runs"][0]["results"][0].contains("fixes"));
}

TEST(Sarif, UrisAreEncodedAndOutsideFilesAreAbsolute) {
  Project P;
  P.add("my file#1.cpp", "row.rel();\n");
  Report What;
  What.Findings = {P.lazyRelation()};
  What.Findings[0].Location = P.find("my file#1.cpp", "row.rel()");
  What.Findings[0].Source.File = "/usr/include/a b.h";
  auto Result = sarif(P, What)["runs"][0]["results"][0];
  auto Artifact = Result["locations"][0]["physicalLocation"]["artifactLocation"];
  EXPECT_EQ(Artifact["uri"], "my%20file%231.cpp");
  EXPECT_EQ(Artifact["uriBaseId"], "%SRCROOT%");
  EXPECT_EQ(Result["relatedLocations"][1]["physicalLocation"]["artifactLocation"]["uri"],
            "file:///usr/include/a%20b.h");
}

TEST(Sarif, UnitsThatFailedAreNotifications) {
  Project P;
  auto Invocation = sarif(P, P.report())["runs"][0]["invocations"][0];
  ASSERT_EQ(Invocation["toolExecutionNotifications"].size(), 1u);
  EXPECT_EQ(Invocation["toolExecutionNotifications"][0]["message"]["text"],
            "'gen/model.h' file not found");
}
