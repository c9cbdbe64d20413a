#include "finding/Suppression.h"

#include "gmock/gmock.h"

using namespace nplus1;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

namespace {
struct SuppressionTest : testing::Test {
  llvm::IntrusiveRefCntPtr<llvm::vfs::InMemoryFileSystem> Disk =
      llvm::makeIntrusiveRefCnt<llvm::vfs::InMemoryFileSystem>();
  std::unique_ptr<SourceFiles> Sources;
  std::unique_ptr<SuppressionSet> Set;
  std::string Code;

  void file(std::string Text) {
    Code = std::move(Text);
    Disk->addFile("/p/a.cpp", 0, llvm::MemoryBuffer::getMemBufferCopy(Code));
    Sources = std::make_unique<SourceFiles>(Disk);
    Set = std::make_unique<SuppressionSet>(*Sources);
  }

  static Finding at(uint32_t Line, uint32_t LoopLine = 0, uint32_t FunctionLine = 0,
                    std::string Rule = "nplus1-lazy-relation") {
    Finding F;
    F.Rule = std::move(Rule);
    F.Location.Begin = {"/p/a.cpp", Line, 1, 0};
    if (LoopLine)
      F.Loop = {"/p/a.cpp", LoopLine, 1, 0};
    if (FunctionLine)
      F.FunctionRange.Begin = {"/p/a.cpp", FunctionLine, 1, 0};
    return F;
  }

  bool suppressed(Finding F) {
    std::vector<Finding> Findings = {std::move(F)};
    EXPECT_EQ(llvm::toString(Set->apply(Findings)), "");
    Reason = Findings[0].SuppressionReason;
    return Findings[0].Suppressed;
  }
  std::string Reason;

  std::vector<RunNote> unused() {
    auto Notes = Set->unused({"/p/a.cpp"});
    if (!Notes) {
      ADD_FAILURE() << llvm::toString(Notes.takeError());
      return {};
    }
    return *Notes;
  }

  /// The file without its unneeded suppressions.
  std::string cleaned() {
    std::vector<Edit> Edits;
    for (const RunNote &Note : unused())
      if (Note.Remedy)
        Edits.insert(Edits.end(), Note.Remedy->Edits.begin(), Note.Remedy->Edits.end());
    std::sort(Edits.rbegin(), Edits.rend());
    std::string Text = Code;
    for (const Edit &E : Edits)
      Text.replace(E.Offset, E.Length, E.Text);
    return Text;
  }

  std::string complaint() {
    std::vector<Finding> Findings = {at(1)};
    return llvm::toString(Set->apply(Findings));
  }
};
} // namespace

TEST_F(SuppressionTest, TheSameLineWithItsReason) {
  file("row->author(); // NOLINT(nplus1-lazy-relation): two rows at most\n"
       "row->author();\n");
  EXPECT_TRUE(suppressed(at(1)));
  EXPECT_EQ(Reason, "two rows at most");
  EXPECT_FALSE(suppressed(at(2)));
}

TEST_F(SuppressionTest, OnlyTheNamedRules) {
  file("x(); // NOLINT(bugprone-x, nplus1-count-in-loop)\n");
  EXPECT_FALSE(suppressed(at(1)));
  EXPECT_TRUE(suppressed(at(1, 0, 0, "nplus1-count-in-loop")));
}

TEST_F(SuppressionTest, GlobsAndWhatTheyTakeBack) {
  file("x(); // NOLINT(nplus1-*)\n"
       "x(); /* NOLINT(*,-nplus1-lazy-relation) */\n"
       "x(); // NOLINT\n"
       "x(); // NOLINT()\n");
  EXPECT_TRUE(suppressed(at(1)));
  EXPECT_FALSE(suppressed(at(2)));
  EXPECT_TRUE(suppressed(at(2, 0, 0, "nplus1-generic-key")));
  EXPECT_TRUE(suppressed(at(3)));
  EXPECT_FALSE(suppressed(at(4)));
}

TEST_F(SuppressionTest, TheNextLine) {
  file("// NOLINTNEXTLINE(nplus1-lazy-relation)\nx();\nx();\n");
  EXPECT_TRUE(suppressed(at(2)));
  EXPECT_FALSE(suppressed(at(3)));
}

TEST_F(SuppressionTest, RegionsMayNest) {
  file("// NOLINTBEGIN(nplus1-*): legacy\n"
       "// NOLINTBEGIN(bugprone-*)\n"
       "x();\n"
       "// NOLINTEND(bugprone-*)\n"
       "x();\n"
       "// NOLINTEND(nplus1-*)\n"
       "x();\n");
  EXPECT_TRUE(suppressed(at(3)));
  EXPECT_EQ(Reason, "legacy");
  EXPECT_TRUE(suppressed(at(5)));
  EXPECT_FALSE(suppressed(at(7)));
}

TEST_F(SuppressionTest, AtTheLoop) {
  file("for (auto &row : rows) // NOLINT(nplus1-lazy-relation)\n  row->author();\n");
  EXPECT_TRUE(suppressed(at(2, 1)));
}

TEST_F(SuppressionTest, AWholeFunction) {
  file("// NOLINTNEXTLINE(nplus1-lazy-relation): an offline job\n"
       "void job() {\n"
       "  for (auto &row : rows)\n"
       "    row->author();\n"
       "}\n");
  EXPECT_TRUE(suppressed(at(4, 3, 2)));
  EXPECT_EQ(Reason, "an offline job");
}

TEST_F(SuppressionTest, ABareCommentAtAFunctionIsAboutThatLineOnly) {
  file("void job() { // NOLINT\n  x();\n}\n");
  EXPECT_FALSE(suppressed(at(2, 0, 1)));
}

TEST_F(SuppressionTest, TextInStringsIsNoComment) {
  file("log(\"// NOLINT(nplus1-lazy-relation)\"); log(R\"x(// NOLINT)x\");\n");
  EXPECT_FALSE(suppressed(at(1)));
  EXPECT_THAT(unused(), IsEmpty());
}

TEST_F(SuppressionTest, AnUnknownRuleIsAnErrorWithItsPlace) {
  file("x(); // NOLINT(nplus1-lazy-relations)\n");
  EXPECT_EQ(complaint(), "/p/a.cpp:1:9: the comment names the unknown rule "
                         "'nplus1-lazy-relations'; did you mean 'nplus1-lazy-relation'?");
}

TEST_F(SuppressionTest, OtherToolsChecksAreTheirBusiness) {
  file("x(); // NOLINT(google-no-such-check)\n// NOLINTBEGIN(bugprone-x)\n// NOLINTEND\n");
  EXPECT_EQ(complaint(), "");
  EXPECT_THAT(unused(), IsEmpty());
}

TEST_F(SuppressionTest, ARegionOfOursMustBeClosed) {
  file("\n// NOLINTBEGIN(nplus1-*)\nx();\n// NOLINTEND\n");
  EXPECT_EQ(complaint(), "/p/a.cpp:2:4: NOLINTBEGIN without a NOLINTEND of the same rules behind "
                         "it; add one where the region ends");
}

TEST_F(SuppressionTest, ARegionOfOursMustBeOpened) {
  file("x();\n// NOLINTEND(nplus1-*)\n");
  EXPECT_EQ(complaint(), "/p/a.cpp:2:4: NOLINTEND without a NOLINTBEGIN of the same rules before "
                         "it; add one, or remove this comment");
}

TEST_F(SuppressionTest, WhatSuppressesNothingIsReported) {
  file("x(); // NOLINT(nplus1-lazy-relation)\n"
       "x(); // NOLINT(nplus1-count-in-loop): small\n"
       "x(); // NOLINT\n");
  EXPECT_TRUE(suppressed(at(1)));
  auto Notes = unused();
  ASSERT_EQ(Notes.size(), 1u);
  EXPECT_EQ(Notes[0].At.Line, 2u);
  EXPECT_EQ(Notes[0].Message,
            "unneeded suppression: there is no finding of nplus1-count-in-loop here");
}

TEST_F(SuppressionTest, RemovingLeavesTheCodeAndOtherChecks) {
  file("a(); // NOLINT(nplus1-lazy-relation): why\n"
       "  // NOLINTNEXTLINE(nplus1-lazy-relation)\n"
       "b();\n"
       "c(/* NOLINT(nplus1-lazy-relation) */ 1);\n"
       "d(); // NOLINT(bugprone-x,nplus1-lazy-relation, cert-y): why\n"
       "e(); // fast enough, NOLINT(nplus1-lazy-relation)\n"
       "// NOLINTBEGIN(nplus1-*)\n"
       "f();\n"
       "// NOLINTEND(nplus1-*)\n");
  EXPECT_EQ(cleaned(), "a();\n"
                       "b();\n"
                       "c( 1);\n"
                       "d(); // NOLINT(bugprone-x, cert-y): why\n"
                       "e(); // fast enough, \n"
                       "f();\n");
}

TEST_F(SuppressionTest, RemovingKeepsCarriageReturns) {
  file("a(); // NOLINT(nplus1-lazy-relation)\r\nb();\r\n");
  EXPECT_EQ(cleaned(), "a();\r\nb();\r\n");
}

TEST_F(SuppressionTest, AFileThatIsGoneSuppressesNothing) {
  file("");
  Finding F = at(1);
  F.Location.Begin.File = "/p/gone.cpp";
  EXPECT_FALSE(suppressed(F));
}
