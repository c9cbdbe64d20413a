#include "ConfigTestBase.h"

#include "llvm/Support/MemoryBuffer.h"

#include <unistd.h>

using namespace nplus1;
using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;

namespace {
struct ConfigFileTest : test::ConfigTestBase {
  /// The complaint about a file without the folder in front; empty if it is good.
  std::string complaint(llvm::StringRef Text) {
    write(".nplus1.json", Text);
    auto File = readConfigFile(in(".nplus1.json"), Rules);
    if (File)
      return "";
    std::string Sentence = llvm::toString(File.takeError());
    EXPECT_EQ(Sentence.find(Dir.str().str() + "/"), 0u) << Sentence;
    return Sentence.substr(Dir.size() + 1);
  }
};
} // namespace

TEST_F(ConfigFileTest, ReadsEveryKey) {
  write(".nplus1.json", R"({
  "$schema": "https://example.org/schema.json",
  "root": true,
  "profiles": ["qdjango", "orm/mine.json"],
  "minConfidence": "likely",
  "failOn": "certain",
  "requireComplete": true,
  "baseline": "nplus1-baseline.json",
  "exclude": ["third_party"],
  "defaultExcludes": false,
  "rules": {"nplus1-count-in-loop": "off"},
  "overrides": [{"files": ["legacy/*"], "minConfidence": "certain",
                 "rules": {"nplus1-lazy-relation": "certain"}}]
})");
  auto File = readConfigFile(in(".nplus1.json"), Rules);
  ASSERT_TRUE(bool(File)) << llvm::toString(File.takeError());
  EXPECT_TRUE(File->Root);
  EXPECT_THAT(File->Profiles->Value, ElementsAre("qdjango", "orm/mine.json"));
  EXPECT_EQ(File->MinConfidence->Value, Gate::Likely);
  EXPECT_EQ(File->MinConfidence->At.Line, 5u);
  EXPECT_EQ(File->FailOn->Value, Gate::Certain);
  EXPECT_TRUE(File->RequireComplete->Value);
  EXPECT_EQ(File->Baseline->Value, in("nplus1-baseline.json"));
  EXPECT_EQ(File->Exclude[0].Value, "third_party");
  EXPECT_FALSE(File->DefaultExcludes->Value);
  EXPECT_EQ(File->Rules["nplus1-count-in-loop"].Value, Gate::Off);
  ASSERT_EQ(File->Overrides.size(), 1u);
  EXPECT_THAT(File->Overrides[0].Files, ElementsAre("legacy/*"));
  EXPECT_EQ(File->Overrides[0].Rules["nplus1-lazy-relation"].Value, Gate::Certain);
}

TEST_F(ConfigFileTest, MistakesAreNamedWithTheirPlaceAndTheNearestWord) {
  EXPECT_EQ(complaint("{\n  \"minConfidnce\": \"likely\"}"),
            ".nplus1.json:2:3: unknown key 'minConfidnce'; did you mean 'minConfidence'?");
  EXPECT_THAT(complaint("{\"minConfidence\": \"likly\"}"), EndsWith("did you mean 'likely'?"));
  EXPECT_THAT(complaint("{\"minConfidence\": \"off\"}"), HasSubstr("cannot be 'off'"));
  EXPECT_EQ(complaint("{\"rules\": {\n\"nplus1-lazy-relations\": \"off\"}}"),
            ".nplus1.json:2:1: unknown key 'nplus1-lazy-relations'; did you mean "
            "'nplus1-lazy-relation'?");
  EXPECT_THAT(complaint("{\"exclude\": \"x\"}"), HasSubstr("'exclude' must be a list"));
  EXPECT_THAT(complaint("{\"exclude\": [\"a[\"]}"), HasSubstr("is no glob"));
  EXPECT_THAT(complaint("{\"overrides\": [{}]}"), HasSubstr("has no 'files'"));
  EXPECT_THAT(complaint("[]"), HasSubstr("a configuration must be an object"));
  EXPECT_THAT(complaint("{\"root\": true"), HasSubstr(".nplus1.json:1:"));
  EXPECT_THAT(complaint(""), HasSubstr(".nplus1.json:"));
}

TEST_F(ConfigFileTest, ABaselineOutsideTheFolderIsRefused) {
  llvm::StringRef Refused = "must name a file in this folder or below it";
  EXPECT_THAT(complaint(R"({"baseline": "../b.json"})"), HasSubstr(Refused.str()));
  EXPECT_THAT(complaint(R"({"baseline": "/etc/b.json"})"), HasSubstr(Refused.str()));
  EXPECT_THAT(complaint(R"({"baseline": "x/../../b.json"})"), HasSubstr(Refused.str()));
  EXPECT_THAT(complaint(R"({"baseline": ""})"), HasSubstr(Refused.str()));
  ASSERT_EQ(symlink("/tmp", in("out").c_str()), 0);
  EXPECT_THAT(complaint(R"({"baseline": "out/b.json"})"), HasSubstr(Refused.str()));
  ASSERT_FALSE(llvm::sys::fs::create_directory(in("ci")));
  EXPECT_EQ(complaint(R"({"baseline": "ci/b.json"})"), "");
}

TEST_F(ConfigFileTest, DeepAndHugeTextsAreRefused) {
  EXPECT_NE(complaint(std::string(100000, '[')), "");
  EXPECT_NE(complaint("{\"exclude\": [" + std::string(200, '[') + std::string(200, ']') + "]}"),
            "");
}
