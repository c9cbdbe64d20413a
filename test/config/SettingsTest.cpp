#include "ConfigTestBase.h"

using namespace nplus1;
using testing::ElementsAre;
using testing::HasSubstr;

namespace {
struct SettingsTest : test::ConfigTestBase {
  ConfigTree tree(std::string OnlyFile = "") {
    return ConfigTree(Rules, std::move(OnlyFile), Dir.str().str());
  }
  Settings at(llvm::StringRef Name) {
    ConfigTree Tree = tree();
    return at(Tree, Name);
  }
  Settings at(ConfigTree &Tree, llvm::StringRef Name) {
    auto Found = Tree.settingsFor(in(Name));
    if (Found)
      return *Found;
    ADD_FAILURE() << llvm::toString(Found.takeError());
    return {};
  }
};
} // namespace

TEST_F(SettingsTest, WithoutAFileEverythingIsDefault) {
  write(".git/HEAD", "");
  Settings S = at("src/a.cpp");
  EXPECT_TRUE(S.Profiles.Value.empty());
  EXPECT_EQ(S.MinConfidence.Value, std::nullopt);
  EXPECT_FALSE(S.isExcluded());
  EXPECT_TRUE(S.Files.empty());
}

TEST_F(SettingsTest, NearerFilesWinKeyByKey) {
  write(".nplus1.json", R"({"root": true, "minConfidence": "certain", "failOn": "certain",
                            "rules": {"nplus1-count-in-loop": "off"}})");
  write("src/.nplus1.json", R"({"minConfidence": "possible"})");
  Settings S = at("src/deep/a.cpp");
  EXPECT_EQ(S.MinConfidence.Value, Gate::Possible);
  EXPECT_EQ(S.MinConfidence.From.File, in("src/.nplus1.json"));
  EXPECT_EQ(S.FailOn.Value, Gate::Certain);
  EXPECT_EQ(S.Rules["nplus1-count-in-loop"].Value, Gate::Off);
  EXPECT_THAT(S.Files, ElementsAre(in("src/.nplus1.json"), in(".nplus1.json")));
  EXPECT_EQ(at("other/a.cpp").MinConfidence.Value, Gate::Certain);
}

TEST_F(SettingsTest, RootAndGitEndTheSearch) {
  write(".nplus1.json", R"({"minConfidence": "certain"})");
  write("a/.nplus1.json", R"({"root": true})");
  write("b/.git/HEAD", "");
  write("b/.nplus1.json", R"({"failOn": "certain"})");
  EXPECT_EQ(at("a/x.cpp").MinConfidence.Value, std::nullopt);
  EXPECT_EQ(at("b/src/x.cpp").MinConfidence.Value, std::nullopt);
  EXPECT_EQ(at("b/src/x.cpp").FailOn.Value, Gate::Certain);
}

TEST_F(SettingsTest, LaterOverridesWinOverEarlierOnesAndTheFile) {
  write(".nplus1.json", R"({"root": true, "minConfidence": "possible", "overrides": [
    {"files": ["legacy"], "minConfidence": "likely"},
    {"files": ["legacy/old/*"], "minConfidence": "certain"}]})");
  EXPECT_EQ(at("a.cpp").MinConfidence.Value, Gate::Possible);
  EXPECT_EQ(at("legacy/a.cpp").MinConfidence.Value, Gate::Likely);
  EXPECT_EQ(at("legacy/old/a.cpp").MinConfidence.Value, Gate::Certain);
  EXPECT_EQ(at("legacy/old/a.cpp").MinConfidence.From.Line, 3u);
}

TEST_F(SettingsTest, ExcludesSayWhichGlob) {
  write(".nplus1.json", R"({"root": true,
    "exclude": ["third_party", "src/*.gen.cpp"]})");
  EXPECT_EQ(at("third_party/x/a.cpp").ExcludedBy.Value, "third_party");
  EXPECT_EQ(at("src/a.gen.cpp").ExcludedBy.From.Line, 2u);
  EXPECT_FALSE(at("src/a.cpp").isExcluded());
}

TEST_F(SettingsTest, TestsAndMigrationsAreOutByDefault) {
  write(".git/HEAD", "");
  for (const char *Name : {"tests/a.cpp", "src/test/a.cpp", "src/order_test.cpp", "OrderTest.cpp",
                           "db/migrations/001.cpp"}) {
    EXPECT_TRUE(at(Name).isExcluded()) << Name;
    EXPECT_FALSE(at(Name).ExcludedBy.From.isValid()) << Name;
  }
  for (const char *Name : {"src/contest.cpp", "src/attest/a.cpp", "src/latest.cpp"})
    EXPECT_FALSE(at(Name).isExcluded()) << Name;
  write(".nplus1.json", R"({"defaultExcludes": false})");
  EXPECT_FALSE(at("tests/a.cpp").isExcluded());
}

TEST_F(SettingsTest, FoldersAboveTheProjectDoNotCount) {
  write("tests/project/.git/HEAD", "");
  ConfigTree Tree(Rules, "", in("tests/project"));
  EXPECT_FALSE(at(Tree, "tests/project/src/a.cpp").isExcluded());
  EXPECT_TRUE(at(Tree, "tests/project/tests/a.cpp").isExcluded());
}

TEST_F(SettingsTest, WhatIsNamedIsJudged) {
  write(".git/HEAD", "");
  ConfigTree Tree = tree();
  Tree.addNamedPath(in("tests/a.cpp"));
  Tree.addNamedPath(in("src/tests"));
  EXPECT_FALSE(at(Tree, "tests/a.cpp").isExcluded());
  EXPECT_TRUE(at(Tree, "tests/b.cpp").isExcluded());
  EXPECT_FALSE(at(Tree, "src/tests/a.cpp").isExcluded());
  EXPECT_TRUE(at(Tree, "src/tests/migrations/a.cpp").isExcluded());
}

TEST_F(SettingsTest, OneFileForAll) {
  write(".nplus1.json", R"({"minConfidence": "certain"})");
  write("ci/strict.json", R"({"minConfidence": "possible", "profiles": ["wt-dbo", "own.json"]})");
  ConfigTree Tree = tree(in("ci/strict.json"));
  EXPECT_EQ(at(Tree, "src/a.cpp").MinConfidence.Value, Gate::Possible);
  EXPECT_THAT(at(Tree, "src/a.cpp").Profiles.Value, ElementsAre("wt-dbo", in("ci/own.json")));
  ConfigTree Missing = tree(in("none.json"));
  EXPECT_EQ(llvm::toString(Missing.settingsFor(in("a.cpp")).takeError()),
            "there is no configuration " + in("none.json") +
                "; name one that exists, or leave --config out");
}

TEST_F(SettingsTest, AMalformedFileIsAnErrorForWhatIsBelowIt) {
  write("bad/.nplus1.json", R"({"minConfidence": 3})");
  write(".git/HEAD", "");
  ConfigTree Tree = tree();
  EXPECT_THAT(llvm::toString(Tree.settingsFor(in("bad/a.cpp")).takeError()),
              HasSubstr("bad/.nplus1.json:1:19: 'minConfidence' must be a word, not a number"));
  EXPECT_EQ(at(Tree, "good/a.cpp").MinConfidence.Value, std::nullopt);
}

TEST_F(SettingsTest, ShowNamesTheOriginOfEachValue) {
  write(".nplus1.json",
        "{\"root\": true,\n \"minConfidence\": \"certain\",\n \"baseline\": \"b.json\",\n"
        " \"rules\": {\"nplus1-count-in-loop\": \"off\"},\n \"exclude\": [\"gen\"]}");
  EXPECT_EQ(describeSettings(at("gen/a.cpp"), Rules, Dir),
            "profiles                   all built in         (default)\n"
            "minConfidence              certain              (.nplus1.json:2)\n"
            "failOn                     possible             (default)\n"
            "requireComplete            false                (default)\n"
            "baseline                   b.json               (.nplus1.json:3)\n"
            "defaultExcludes            true                 (default)\n"
            "excluded                   by gen               (.nplus1.json:5)\n"
            "nplus1-lazy-relation       its own              (default)\n"
            "nplus1-count-in-loop       off                  (.nplus1.json:4)\n");
}
