#include "Samples.h"

#include <nlohmann/json.hpp>

#include "gmock/gmock.h"

using namespace nplus1;
using namespace nplus1::test;
using nlohmann::ordered_json;
using testing::ElementsAre;

static std::vector<std::string> keys(const ordered_json &Object) {
  std::vector<std::string> Out;
  for (const auto &[Key, Value] : Object.items())
    Out.push_back(Key);
  return Out;
}

TEST(JsonReporter, ConformsToTheSchema) {
  Project P;
  EXPECT_EQ(schemaComplaint(P.written("json", P.report()), "docs/json.schema.json"), "");
  EXPECT_EQ(schemaComplaint(P.written("json", Report()), "docs/json.schema.json"), "");
}

TEST(JsonReporter, TheSchemaCheckCanFail) {
  Project P;
  Report What = P.report();
  What.Findings[0].Fingerprint = "not a fingerprint";
  EXPECT_NE(schemaComplaint(P.written("json", What), "docs/json.schema.json"), "");
}

TEST(JsonReporter, KeysAreThoseOfTheContractInItsOrder) {
  Project P;
  auto Json = ordered_json::parse(P.written("json", P.report()));
  EXPECT_THAT(keys(Json), ElementsAre("schema", "tool", "findings", "coverage", "errors"));
  EXPECT_THAT(keys(Json["tool"]), ElementsAre("name", "version", "clang"));
  const auto &F = Json["findings"][0];
  EXPECT_THAT(keys(F), ElementsAre("rule", "confidence", "orm", "message", "location", "loop",
                                   "source", "element", "path", "types", "queries", "trace", "fix",
                                   "suppressed", "fingerprint"));
  EXPECT_THAT(keys(F["location"]), ElementsAre("file", "line", "column", "endLine", "endColumn"));
  EXPECT_THAT(keys(F["loop"]), ElementsAre("file", "line", "column"));
  EXPECT_THAT(keys(F["fix"]), ElementsAre("safety", "shape", "title", "why", "edits"));
  EXPECT_THAT(keys(F["fix"]["edits"][0]), ElementsAre("file", "offset", "length", "text"));
  EXPECT_THAT(keys(F["trace"][0]), ElementsAre("file", "line", "column", "message"));
  EXPECT_THAT(keys(Json["coverage"]["units"]),
              ElementsAre("total", "analysed", "irrelevant", "partial", "failed"));
}

TEST(JsonReporter, ValuesAreThoseOfTheFinding) {
  Project P;
  auto Json = ordered_json::parse(P.written("json", P.report()));
  EXPECT_EQ(Json["schema"], 1);
  const auto &F = Json["findings"][0];
  EXPECT_EQ(F["location"], ordered_json::parse(R"({"file":"src/orders.cpp","line":7,"column":12,
                                                   "endLine":7,"endColumn":25})"));
  EXPECT_EQ(F["source"]["line"], 5);
  EXPECT_EQ(F["confidence"], "certain");
  EXPECT_EQ(F["queries"], ordered_json::parse(R"({"before":"1 + N","after":"2"})"));
  EXPECT_EQ(F["fix"]["edits"][2]["file"], "src/price.cpp");
  EXPECT_EQ(F["fix"]["safety"], "safe");
  EXPECT_EQ(Json["coverage"]["loops"]["opaque"], 3);
  EXPECT_EQ(Json["errors"][0]["file"], "src/broken.cpp");
}

TEST(JsonReporter, WhatIsNotKnownIsNull) {
  Project P;
  Report What;
  What.Findings = {P.genericKey()};
  What.Findings[0].Remedy.reset();
  auto Json = ordered_json::parse(P.written("json", What));
  EXPECT_TRUE(Json["findings"][0]["source"].is_null());
  EXPECT_TRUE(Json["findings"][0]["fix"].is_null());
}

TEST(JsonReporter, FilesOutsideTheWorkingDirectoryStayAbsolute) {
  Project P;
  ReporterOptions Options;
  Options.WorkingDirectory = "/elsewhere";
  auto Json = ordered_json::parse(P.written("json", P.report(), Options));
  EXPECT_EQ(Json["findings"][0]["loop"]["file"], "/shop/src/orders.cpp");
}

TEST(JsonReporter, BytesThatAreNotUtf8DoNotBreakTheDocument) {
  Project P;
  Report What = P.report();
  What.Findings[0].Message = "'caf\xe9' is loaded";
  What.Errors[0].Message = "\xff\xfe";
  std::string Text = P.written("json", What);
  EXPECT_TRUE(ordered_json::accept(Text));
  EXPECT_EQ(schemaComplaint(Text, "docs/json.schema.json"), "");
}

TEST(JsonReporter, SuppressedFindingsStay) {
  Project P;
  Report What = P.report();
  What.Findings[1].Suppressed = true;
  auto Json = ordered_json::parse(P.written("json", What));
  ASSERT_EQ(Json["findings"].size(), 2u);
  EXPECT_EQ(Json["findings"][1]["suppressed"], true);
}
