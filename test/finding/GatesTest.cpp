#include "finding/Gates.h"

#include "finding/RuleCatalogue.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

#include "gmock/gmock.h"

using namespace nplus1;
using testing::ElementsAre;
using testing::IsEmpty;

namespace {
struct GatesTest : testing::Test {
  llvm::SmallString<128> Dir;
  void SetUp() override {
    ASSERT_FALSE(llvm::sys::fs::createUniqueDirectory("gates", Dir));
    configure("{\"root\": true}");
  }
  void TearDown() override { llvm::sys::fs::remove_directories(Dir); }
  void configure(llvm::StringRef Text) {
    std::error_code Failed;
    llvm::raw_fd_ostream((Dir + "/.nplus1.json").str(), Failed) << Text;
    ASSERT_FALSE(Failed);
  }
  ConfigTree tree() { return ConfigTree(ruleIds(), "", Dir.str().str()); }

  Finding finding(std::string Name, Confidence Level, std::string Rule = "nplus1-lazy-relation") {
    Finding F;
    F.Rule = std::move(Rule);
    F.Level = Level;
    F.Message = Name;
    F.Location.Begin = {(Dir + "/" + Name).str(), 1, 1, 0};
    return F;
  }
  std::vector<std::string> reported(std::vector<Finding> Findings, GateOptions Options = {}) {
    ConfigTree Tree = tree();
    auto Result = applyGates(Findings, Tree, Options);
    EXPECT_TRUE(bool(Result)) << llvm::toString(Result.takeError());
    if (Result)
      Out = *Result;
    std::vector<std::string> Names;
    for (const Finding &F : Findings)
      Names.push_back(F.Message);
    return Names;
  }
  bool fails(Finding F, GateOptions Options = {}) {
    ConfigTree Tree = tree();
    return llvm::cantFail(failsRun(F, Tree, Options));
  }
  LeftOut Out;
};
} // namespace

TEST_F(GatesTest, ByDefaultEachRulesOwnGateHolds) {
  EXPECT_THAT(reported({finding("a", Confidence::Possible), finding("b", Confidence::Likely),
                        finding("c", Confidence::Likely, "nplus1-unused-prefetch"),
                        finding("d", Confidence::Certain, "nplus1-unused-prefetch")}),
              ElementsAre("b", "d"));
}

TEST_F(GatesTest, TheRuleWinsOverTheMinimumAndTheCommandLineOverBoth) {
  configure(R"({"root": true, "minConfidence": "certain",
                "rules": {"nplus1-count-in-loop": "possible"}})");
  std::vector<Finding> All = {finding("a", Confidence::Likely),
                              finding("b", Confidence::Possible, "nplus1-count-in-loop")};
  EXPECT_THAT(reported(All), ElementsAre("b"));
  GateOptions Options;
  Options.MinConfidence = Confidence::Likely;
  EXPECT_THAT(reported(All, Options), ElementsAre("a"));
}

TEST_F(GatesTest, OffIsOffWhateverTheCommandLineSays) {
  configure(R"({"root": true, "rules": {"nplus1-lazy-relation": "off"}})");
  GateOptions Options;
  Options.MinConfidence = Confidence::Possible;
  EXPECT_THAT(reported({finding("a", Confidence::Certain)}, Options), IsEmpty());
}

TEST_F(GatesTest, ExcludesAreCountedAndTheDefaultOnesSaid) {
  configure(R"({"root": true, "exclude": ["gen"]})");
  EXPECT_THAT(
      reported({finding("gen/a", Confidence::Certain), finding("tests/a", Confidence::Certain),
                finding("tests/b", Confidence::Possible), finding("src/a", Confidence::Certain)}),
      ElementsAre("src/a"));
  EXPECT_EQ(Out.ByConfiguration, 1u);
  EXPECT_EQ(Out.ByDefaultExcludes, 1u); // what nobody asked to see is not left out
  ASSERT_TRUE(leftOutNote(Out));
  EXPECT_EQ(leftOutNote(Out)->Message,
            "1 finding in tests, benchmarks and migrations left out; '\"defaultExcludes\": false' "
            "in .nplus1.json brings them back");
  EXPECT_FALSE(leftOutNote({0, 5}));
}

TEST_F(GatesTest, FailOn) {
  EXPECT_TRUE(fails(finding("a", Confidence::Possible)));
  configure(R"({"root": true, "failOn": "certain"})");
  EXPECT_FALSE(fails(finding("a", Confidence::Likely)));
  EXPECT_TRUE(fails(finding("a", Confidence::Certain)));
  GateOptions Options;
  Options.FailOn = Confidence::Likely;
  EXPECT_TRUE(fails(finding("a", Confidence::Likely), Options));
  Finding Known = finding("a", Confidence::Certain);
  Known.State = BaselineState::Known;
  EXPECT_FALSE(fails(Known));
}

TEST_F(GatesTest, AMalformedConfigurationIsAnError) {
  configure("{");
  ConfigTree Tree = tree();
  std::vector<Finding> Findings = {finding("a", Confidence::Certain)};
  auto Result = applyGates(Findings, Tree, {});
  ASSERT_FALSE(bool(Result));
  llvm::consumeError(Result.takeError());
}

// docs/config.schema.json is for editors; it comes from the parser's own table.
TEST(ConfigSchema, InTheDocumentationIsThatOfTheParser) {
  std::string Generated = configSchema(ruleIds()).dump(2) + "\n";
  auto File = llvm::MemoryBuffer::getFile(NPLUS1_SOURCE_DIR "/docs/config.schema.json");
  std::string Shipped = File ? (*File)->getBuffer().str() : "";
  if (Shipped != Generated) {
    std::string New = NPLUS1_BINARY_DIR "/config.schema.json";
    std::error_code Failed;
    llvm::raw_fd_ostream(New, Failed) << Generated;
    ADD_FAILURE() << "docs/config.schema.json is out of date; copy " << New << " over it";
  }
}
