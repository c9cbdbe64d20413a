// The line and list formats: JSON Lines, GitHub annotations, GitLab, JUnit.

#include "Samples.h"

#include "llvm/ADT/StringExtras.h"

#include <nlohmann/json.hpp>

#include "gmock/gmock.h"

using namespace nplus1;
using namespace nplus1::test;
using nlohmann::ordered_json;
using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

static std::vector<std::string> lines(llvm::StringRef Text) {
  llvm::SmallVector<llvm::StringRef> Parts;
  Text.rtrim('\n').split(Parts, '\n');
  return {Parts.begin(), Parts.end()};
}

/// A report of \p Count findings, each in its own line.
static Report many(Project &P, unsigned Count) {
  Report What;
  for (unsigned I = 0; I != Count; ++I) {
    Finding F = P.lazyRelation();
    F.Location.Begin.Line = F.Location.EndLine = I + 1;
    F.Fingerprint = llvm::utohexstr(I, true, 16);
    What.Findings.push_back(F);
  }
  return What;
}

TEST(JsonLines, EveryFindingIsALineAndTheRunIsTheLast) {
  Project P;
  auto Lines = lines(P.written("jsonl", P.report()));
  ASSERT_EQ(Lines.size(), 3u);
  auto Document = ordered_json::parse(Lines[2]);
  Document["findings"] = {ordered_json::parse(Lines[0]), ordered_json::parse(Lines[1])};
  EXPECT_EQ(Document["findings"][0]["schema"], 1);
  EXPECT_EQ(schemaComplaint(Document.dump(), "docs/json.schema.json"), "");
}

TEST(GitHub, AnnotatesTheFirstLineOfTheAccess) {
  Project P;
  Report What;
  What.Findings = {P.lazyRelation()};
  EXPECT_EQ(P.written("github", What),
            "::warning file=src/orders.cpp,line=7,endLine=7,col=12,endColumn=25,"
            "title=nplus1-lazy-relation::'item' is loaded once per Order: 1 + N queries"
            "%0Aloop: src/orders.cpp:6%0Aqueries: 1 + N -> 2"
            "%0Afix: load all items in one query before the loop"
            "%0Ahttps://github.com/nplus1/nplus1/blob/main/docs/rules/nplus1-lazy-relation.md\n");
}

TEST(GitHub, EscapesWhatWouldEndACommandOrAProperty) {
  Project P;
  P.add("odd,na:me%.cpp", "row.rel();\n");
  Report What;
  Finding F;
  F.Rule = "nplus1-lazy-relation";
  F.Location = P.find("odd,na:me%.cpp", "row.rel()");
  F.Message = "100%\nof it: yes, all\r";
  What.Findings = {F};
  std::string Text = P.written("github", What);
  EXPECT_THAT(Text, HasSubstr("file=odd%2Cna%3Ame%25.cpp,line=1"));
  EXPECT_THAT(Text, HasSubstr("::100%25%0Aof it: yes, all%0D%0A"));
  EXPECT_EQ(lines(Text).size(), 1u);
}

TEST(GitHub, TenFindingsAreTenAnnotations) {
  Project P;
  auto Lines = lines(P.written("github", many(P, 10)));
  ASSERT_EQ(Lines.size(), 10u);
  EXPECT_THAT(Lines[9], HasSubstr("line=10,"));
}

TEST(GitHub, OfElevenTheTenthSaysHowManyAreMissing) {
  Project P;
  auto Lines = lines(P.written("github", many(P, 11)));
  ASSERT_EQ(Lines.size(), 10u);
  EXPECT_THAT(Lines[8], HasSubstr("line=9,"));
  EXPECT_THAT(Lines[9], StartsWith("::warning title=nplus1::2 more findings of 11"));
}

TEST(GitHub, ColumnsCountCharacters) {
  Project P;
  // Two wide characters of three bytes, and one outside the basic plane.
  P.add("a.cpp", "f(\"\xe6\x97\xa5\xe6\x9c\xac\xf0\x9f\x98\x80\", row.rel());\n");
  Report What;
  Finding F;
  F.Rule = "nplus1-lazy-relation";
  F.Location = P.find("a.cpp", "row.rel()");
  What.Findings = {F};
  EXPECT_THAT(P.written("github", What), HasSubstr("col=11,endColumn=20"));
}

TEST(GitLab, ConformsToItsSchema) {
  Project P;
  EXPECT_EQ(schemaComplaint(P.written("gitlab", P.report()), "test/report/gitlab.schema.json"), "");
  EXPECT_EQ(schemaComplaint(P.written("gitlab", Report()), "test/report/gitlab.schema.json"), "");
  EXPECT_EQ(P.written("gitlab", Report()), "[]\n");
}

TEST(GitLab, TheSchemaCheckCanFail) {
  EXPECT_NE(schemaComplaint(R"([{"description":"x","check_name":"y","fingerprint":"z",
                                 "location":{"path":"a","lines":{"begin":1}}}])",
                            "test/report/gitlab.schema.json"),
            "");
}

TEST(GitLab, SeverityFollowsConfidence) {
  Project P;
  auto Issues = ordered_json::parse(P.written("gitlab", P.report()));
  EXPECT_EQ(Issues[0]["severity"], "major");
  EXPECT_EQ(Issues[1]["severity"], "minor");
  EXPECT_EQ(Issues[0]["location"]["path"], "src/orders.cpp");
}

TEST(JUnit, ConformsToItsSchemaAndIsCounted) {
  Project P;
  Report What = P.report();
  What.Findings[1].Suppressed = true;
  What.Findings[1].SuppressionReason = "two rows at most";
  std::string Text = P.written("junit", What);
  std::vector<std::string> Check = {"xmllint", "--noout", "--schema",
                                    NPLUS1_SOURCE_DIR "/test/report/junit.xsd"};
  ProgramResult Result = runOn(Text, "junit.xml", Check);
  EXPECT_EQ(Result.Status, 0) << Result.Output;
  EXPECT_THAT(Text, HasSubstr("tests=\"3\" failures=\"1\" errors=\"1\" skipped=\"1\""));
  EXPECT_THAT(Text, HasSubstr("<skipped message=\"two rows at most\"/>"));
}

TEST(JUnit, AnIndependentReaderCountsTheSame) {
  Project P;
  ProgramResult Result =
      runOn(P.written("junit", P.report()), "junit.xml",
            {"/usr/bin/python3", NPLUS1_SOURCE_DIR "/test/report/read_junit.py"});
  EXPECT_EQ(Result.Output, "cases 3 failures 2 errors 1 skipped 0\n"
                           "failure src/orders.cpp 7 nplus1-lazy-relation\n"
                           "failure src/stream.cpp 3 nplus1-generic-key\n"
                           "error src/broken.cpp 'gen/model.h' file not found\n");
}

TEST(JUnit, ACleanRunHasACaseThatPassed) {
  Project P;
  std::string Text = P.written("junit", Report());
  EXPECT_EQ(runOn(Text, "junit.xml",
                  {"xmllint", "--noout", "--schema", NPLUS1_SOURCE_DIR "/test/report/junit.xsd"})
                .Status,
            0);
  EXPECT_THAT(Text, HasSubstr("tests=\"1\" failures=\"0\""));
}

TEST(JUnit, HostileTextStaysWellFormed) {
  Project P;
  Report What = P.report();
  What.Findings[0].Message = "]]> <b> & \x01\x1b \xff \xe6\x97\xa5 \"'";
  std::string Text = P.written("junit", What);
  ProgramResult Result = runOn(Text, "junit.xml", {"xmllint", "--noout"});
  EXPECT_EQ(Result.Status, 0) << Result.Output;
}

TEST(EveryFormat, LeavesOutWhatABaselineKnows) {
  Project P;
  Report What = P.report();
  What.Findings[0].State = BaselineState::Known;
  What.Findings[1].State = BaselineState::New;
  for (llvm::StringRef Format : reporterNames()) {
    if (Format == "sarif") // has a place for them
      continue;
    std::string Text = P.written(Format, What);
    EXPECT_THAT(Text, Not(HasSubstr("orders.cpp"))) << Format.str();
    EXPECT_THAT(Text, HasSubstr("stream.cpp")) << Format.str();
  }
}

TEST(EveryFormat, SurvivesFindingsWithoutPlacesAndNames) {
  Project P;
  Report What;
  What.Findings.resize(2);
  What.Findings[1].Remedy.emplace();
  for (llvm::StringRef Format : reporterNames())
    EXPECT_THAT(P.written(Format, What), EndsWith("\n")) << Format.str();
}
