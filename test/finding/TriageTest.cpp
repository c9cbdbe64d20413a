#include "finding/Triage.h"

#include "finding/Fingerprint.h"

#include "support/TempFolder.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"

#include "gmock/gmock.h"

using namespace nplus1;
using testing::HasSubstr;

namespace {
/// A project with a loop in each of its files.
struct TriageTest : testing::Test {
  TempFolder Folder;
  TriageOptions Options;
  std::vector<std::string> Named;
  Report What;

  void SetUp() override { Folder.write(".nplus1.json", "{\"root\": true}"); }

  void add(const std::string &Name, const std::string &Text = "for (auto &row : rows)\n  x();\n") {
    std::string Path = Folder.write(Name, Text);
    Finding F;
    F.Rule = "nplus1-lazy-relation";
    F.Message = Name;
    F.Location.Begin = {Path, 2, 3, uint32_t(Text.find("x()"))};
    F.Loop = {Path, 1, 1, 0};
    F.LoopHeader.Begin = F.Loop;
    F.LoopHeader.EndLine = 1;
    F.LoopHeader.EndOffset = uint32_t(Text.find('\n'));
    What.Findings.push_back(F);
  }

  TriageScope scope() {
    TriageScope Scope;
    Scope.WorkingDirectory = Scope.Root = Folder.root();
    Scope.NamedPaths = Named;
    for (const Finding &F : What.Findings)
      Scope.UnitFiles.push_back(F.Location.Begin.File);
    return Scope;
  }

  /// Settles; returns whether the run fails, or the refusal.
  std::string settle() {
    auto T = Triage::prepare(Options, scope());
    if (!T)
      return llvm::toString(T.takeError());
    SourceFiles Sources;
    assignFingerprints(What.Findings, Folder.root(), Sources);
    if (auto E = T->apply(What, Sources))
      return llvm::toString(std::move(E));
    return llvm::cantFail(T->fails(What)) ? "fails" : "passes";
  }

  std::string notes() const {
    std::string Out;
    for (const RunNote &Note : What.Notes)
      Out += Note.Message + "\n";
    return Out;
  }
};
} // namespace

TEST_F(TriageTest, FindingsFailTheRun) {
  EXPECT_EQ(settle(), "passes");
  add("a.cpp");
  EXPECT_EQ(settle(), "fails");
}

TEST_F(TriageTest, AcceptedFindingsPassAndANewOneFails) {
  add("a.cpp");
  Options.BaselineFile = Folder.root() + "/baseline.json";
  EXPECT_THAT(settle(), HasSubstr("there is no baseline"));
  Options.AcceptNew = true;
  EXPECT_EQ(settle(), "passes");
  EXPECT_THAT(notes(), HasSubstr("the baseline now has 1 finding, 0 before"));

  Options.AcceptNew = false;
  EXPECT_EQ(settle(), "passes");
  add("b.cpp");
  EXPECT_EQ(settle(), "fails");
  EXPECT_EQ(What.Findings[0].State, BaselineState::Known);
  EXPECT_EQ(What.Findings[1].State, BaselineState::New);
}

TEST_F(TriageTest, TheConfigurationMayNameTheBaseline) {
  Folder.write(".nplus1.json", "{\"root\": true, \"baseline\": \"baseline.json\"}");
  add("a.cpp");
  Options.AcceptNew = true;
  EXPECT_EQ(settle(), "passes");
  EXPECT_TRUE(llvm::sys::fs::exists(Folder.root() + "/baseline.json"));
}

TEST_F(TriageTest, AcceptNewWithoutABaselineIsRefused) {
  Options.AcceptNew = true;
  EXPECT_THAT(settle(), HasSubstr("name one with --baseline FILE"));
}

TEST_F(TriageTest, AMistakeInAnyConfigurationIsRefusedBeforeTheRun) {
  Folder.write("sub/.nplus1.json", "{\"rules\": 1}");
  add("sub/a.cpp");
  EXPECT_THAT(settle(), HasSubstr("sub/.nplus1.json:1:11: 'rules' must be an object"));
}

TEST_F(TriageTest, AnUnknownRevisionIsRefused) {
  add("a.cpp");
  Options.NewSince = "v1";
  EXPECT_THAT(settle(), HasSubstr("needs a git repository"));
}

TEST_F(TriageTest, UnneededCommentsAreNotedInFullRunsOnly) {
  add("a.cpp", "for (auto &row : rows)\n  x(); // NOLINT(nplus1-count-in-loop)\n");
  EXPECT_EQ(settle(), "fails");
  EXPECT_THAT(notes(), HasSubstr("unneeded suppression"));

  What.Notes.clear();
  Named = {Folder.root() + "/a.cpp"};
  settle();
  EXPECT_EQ(notes(), "");

  Named.clear();
  What.Errors = {{Folder.root() + "/broken.cpp", "no"}};
  settle();
  EXPECT_EQ(notes(), "");
}

TEST_F(TriageTest, ACommentOnAFindingThatTheGatesDropIsNeeded) {
  add("a.cpp", "for (auto &row : rows)\n  x(); // NOLINT(nplus1-lazy-relation)\n");
  What.Findings[0].Level = Confidence::Possible;
  EXPECT_EQ(settle(), "passes");
  EXPECT_EQ(notes(), "");
}

TEST_F(TriageTest, TestsAreLeftOutWithANoteUnlessNamed) {
  add("tests/a.cpp");
  auto Found = What;
  EXPECT_EQ(settle(), "passes");
  EXPECT_THAT(notes(), HasSubstr("1 finding in tests, benchmarks and migrations left out"));
  What = Found;
  Named = {Folder.root() + "/tests"};
  EXPECT_EQ(settle(), "fails");
}

TEST_F(TriageTest, AStaleEntryIsNotedWhenItsFileWasJudgedOrIsGone) {
  add("a.cpp");
  add("b.cpp");
  Options.BaselineFile = Folder.root() + "/baseline.json";
  Options.AcceptNew = true;
  EXPECT_EQ(settle(), "passes");
  Options.AcceptNew = false;
  What.Findings.pop_back();
  What.Notes.clear();
  Named = {Folder.root() + "/a.cpp"}; // b.cpp is there and was not looked at
  EXPECT_EQ(settle(), "passes");
  EXPECT_EQ(notes(), "");
  llvm::sys::fs::remove(Folder.root() + "/b.cpp");
  EXPECT_EQ(settle(), "passes");
  EXPECT_THAT(notes(), HasSubstr("in b.cpp is gone"));
}

TEST_F(TriageTest, AnEntryWhoseRuleIsOffIsNeitherStaleNorDropped) {
  add("a.cpp");
  auto Found = What;
  Options.BaselineFile = Folder.root() + "/baseline.json";
  Options.AcceptNew = true;
  EXPECT_EQ(settle(), "passes");
  Folder.write(".nplus1.json", "{\"root\": true, \"rules\": {\"nplus1-lazy-relation\": \"off\"}}");
  What = Found;
  Options.AcceptNew = false;
  EXPECT_EQ(settle(), "passes");
  EXPECT_EQ(notes(), "");
  What = Found;
  Options.AcceptNew = true;
  EXPECT_EQ(settle(), "passes");
  EXPECT_THAT(notes(), HasSubstr("the baseline now has 1 finding, 1 before"));
}
