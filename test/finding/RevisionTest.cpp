#include "finding/Revision.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Program.h"
#include "llvm/Support/raw_ostream.h"

#include "gmock/gmock.h"

using namespace nplus1;
using testing::HasSubstr;

namespace {
struct RevisionTest : testing::Test {
  llvm::SmallString<128> Dir;
  void SetUp() override {
    ASSERT_FALSE(llvm::sys::fs::createUniqueDirectory("revision", Dir));
    ASSERT_FALSE(llvm::sys::fs::create_directory(root()));
    git({"init", "--quiet", "--initial-branch=main"});
    git({"config", "user.email", "a@b.c"});
    git({"config", "user.name", "a"});
  }
  void TearDown() override { llvm::sys::fs::remove_directories(Dir); }
  std::string root() { return (Dir + "/repo").str(); }

  void git(std::vector<llvm::StringRef> Arguments) { gitIn(root(), std::move(Arguments)); }
  static void gitIn(const std::string &Where, std::vector<llvm::StringRef> Arguments) {
    auto Program = llvm::sys::findProgramByName("git");
    ASSERT_TRUE(bool(Program));
    Arguments.insert(Arguments.begin(), {"git", "-C", Where});
    ASSERT_EQ(llvm::sys::ExecuteAndWait(*Program, Arguments), 0);
  }
  void write(llvm::StringRef Name, llvm::StringRef Text) {
    std::string File = root() + "/" + Name.str();
    ASSERT_FALSE(llvm::sys::fs::create_directories(llvm::sys::path::parent_path(File)));
    std::error_code Failed;
    llvm::raw_fd_ostream(File, Failed) << Text;
    ASSERT_FALSE(Failed);
  }
  void commit() {
    git({"add", "--all"});
    git({"commit", "--quiet", "--message", "x"});
  }
  ChangedLines since(llvm::StringRef Revision) {
    auto Changes = ChangedLines::since(Revision, root());
    if (Changes)
      return *Changes;
    ADD_FAILURE() << llvm::toString(Changes.takeError());
    return {};
  }
  std::string complaint(llvm::StringRef Revision, const std::string &Where) {
    auto Changes = ChangedLines::since(Revision, Where);
    return Changes ? "" : llvm::toString(Changes.takeError());
  }

  SourcePoint point(llvm::StringRef Name, uint32_t Line) {
    return {root() + "/" + Name.str(), Line, 1, 0};
  }
  BaselineState stateOf(Finding F, const ChangedLines &Changes) {
    std::vector<Finding> Findings = {std::move(F)};
    applyChanges(Changes, Findings);
    return Findings[0].State;
  }
};
} // namespace

TEST_F(RevisionTest, LinesOfTheWorkTreeAndOfCommits) {
  write("a.cpp", "1\n2\n3\n4\n5\n");
  commit();
  git({"switch", "--quiet", "--create", "topic"});
  write("a.cpp", "1\ntwo\n3\n4\n5\n");
  commit();
  write("a.cpp", "1\ntwo\n3\n4\n5\nsix\n");
  ChangedLines Changes = since("main");
  EXPECT_FALSE(Changes.isChanged("a.cpp", 1, 1));
  EXPECT_TRUE(Changes.isChanged("a.cpp", 2, 2));
  EXPECT_FALSE(Changes.isChanged("a.cpp", 3, 5));
  EXPECT_TRUE(Changes.isChanged("a.cpp", 3, 6));
  EXPECT_FALSE(Changes.isChanged("b.cpp", 1, 9));
  EXPECT_EQ(Changes.note(), "");
}

TEST_F(RevisionTest, WhatOthersDidMeanwhileIsNotOurs) {
  write("a.cpp", "1\n2\n3\n");
  write("b.cpp", "1\n");
  commit();
  git({"switch", "--quiet", "--create", "topic"});
  write("b.cpp", "one\n");
  commit();
  git({"switch", "--quiet", "main"});
  write("a.cpp", "1\nchanged on main\n3\n");
  commit();
  git({"switch", "--quiet", "topic"});
  ChangedLines Changes = since("main");
  EXPECT_FALSE(Changes.isChanged("a.cpp", 1, 3));
  EXPECT_TRUE(Changes.isChanged("b.cpp", 1, 1));
}

TEST_F(RevisionTest, RenamedFilesAreOldAndUntrackedOnesNew) {
  write("old.cpp", "1\n2\n3\n4\n5\n6\n7\n8\n");
  write(".gitignore", "ignored.cpp\n");
  commit();
  git({"mv", "old.cpp", "new name.cpp"});
  write("d\xc3\xa9j\xc3\xa0 \"vu\".cpp", "1\n");
  write("ignored.cpp", "1\n");
  ChangedLines Changes = since("HEAD");
  EXPECT_FALSE(Changes.isChanged("new name.cpp", 1, 8));
  EXPECT_TRUE(Changes.isChanged("d\xc3\xa9j\xc3\xa0 \"vu\".cpp", 1, 1));
  EXPECT_FALSE(Changes.isChanged("ignored.cpp", 1, 1));
}

TEST_F(RevisionTest, OddNamesInDiffs) {
  for (const char *Name : {"with space.cpp", "quo\"te.cpp", "tab\t.cpp", "caf\xc3\xa9.cpp"})
    write(Name, "1\n");
  commit();
  for (const char *Name : {"with space.cpp", "quo\"te.cpp", "tab\t.cpp", "caf\xc3\xa9.cpp"})
    write(Name, "one\n");
  ChangedLines Changes = since("HEAD");
  for (const char *Name : {"with space.cpp", "quo\"te.cpp", "tab\t.cpp", "caf\xc3\xa9.cpp"})
    EXPECT_TRUE(Changes.isChanged(Name, 1, 1)) << Name;
}

TEST_F(RevisionTest, ALoopPutAroundOldCodeIsNew) {
  write("a.cpp", "void f() {\n\n\n  load(row);\n}\n");
  commit();
  write("a.cpp", "void f() {\n  for (auto &row : rows)\n\n  load(row);\n}\n");
  Finding F;
  F.Location.Begin = point("a.cpp", 4);
  F.Location.EndLine = 4;
  F.Loop = point("a.cpp", 2);
  EXPECT_EQ(stateOf(F, since("HEAD")), BaselineState::New);
  F.Loop = point("a.cpp", 3);
  EXPECT_EQ(stateOf(F, since("HEAD")), BaselineState::Known);
}

TEST_F(RevisionTest, AStepInAnotherFileIsEnough) {
  write("a.cpp", "loop\n");
  write("b.cpp", "1\n2\n");
  commit();
  write("b.cpp", "1\nloads\n");
  Finding F;
  F.Location.Begin = F.Loop = point("a.cpp", 1);
  EXPECT_EQ(stateOf(F, since("HEAD")), BaselineState::Known);
  F.Trace = {{point("b.cpp", 2), "loads"}};
  EXPECT_EQ(stateOf(F, since("HEAD")), BaselineState::New);
}

TEST_F(RevisionTest, APrefetchTakenAwayMakesTheLoopNew) {
  write("a.cpp",
        "rows = query();\nrows.load(\"author\");\nfor (auto &row : rows)\n  row.author();\n");
  commit();
  write("a.cpp", "rows = query();\nfor (auto &row : rows)\n  row.author();\n");
  Finding F;
  F.Location.Begin = point("a.cpp", 3);
  F.Loop = point("a.cpp", 2);
  F.Source = point("a.cpp", 1);
  EXPECT_EQ(stateOf(F, since("HEAD")), BaselineState::New);
  F.Source = {};
  EXPECT_EQ(stateOf(F, since("HEAD")), BaselineState::Known);
}

TEST_F(RevisionTest, WhatABaselineKnowsStaysKnown) {
  write("a.cpp", "1\n");
  commit();
  write("a.cpp", "one\n");
  Finding F;
  F.Location.Begin = F.Loop = point("a.cpp", 1);
  F.State = BaselineState::Known;
  EXPECT_EQ(stateOf(F, since("HEAD")), BaselineState::Known);
  F.State = BaselineState::New;
  EXPECT_EQ(stateOf(F, since("HEAD")), BaselineState::New);
}

TEST_F(RevisionTest, ChangedTextThatLooksLikeADiffIsText) {
  ChangedLines Changes;
  ChangedLines::parseDiff("--- a/a.cpp\n+++ b/a.cpp\n@@ -1,2 +1,3 @@ context\n"
                          "--- a/x.cpp\n-y\n+++ b/x.cpp\n+@@ -1 +1 @@\n+z\n"
                          "@@ -9 +10 @@\n-q\n+r\n\\ No newline at end of file\n",
                          Changes);
  EXPECT_TRUE(Changes.isChanged("a.cpp", 3, 3));
  EXPECT_FALSE(Changes.isChanged("a.cpp", 4, 9));
  EXPECT_TRUE(Changes.isChanged("a.cpp", 10, 10));
  EXPECT_FALSE(Changes.isChanged("x.cpp", 1, 99));
}

TEST_F(RevisionTest, BadRevisionsAreRefused) {
  write("a.cpp", "1\n");
  commit();
  EXPECT_THAT(complaint("v9.9", root()), HasSubstr("there is no revision 'v9.9'"));
  EXPECT_THAT(complaint("--output=/tmp/x", root()), HasSubstr("there is no revision"));
  EXPECT_THAT(complaint("", root()), HasSubstr("there is no revision ''"));
  EXPECT_THAT(complaint("main", "/"), HasSubstr("needs a git repository"));
}

TEST_F(RevisionTest, AShallowCloneSaysWhatToFetchAndThenWorks) {
  write("a.cpp", "1\n2\n");
  commit();
  git({"tag", "base"});
  git({"switch", "--quiet", "--create", "topic"});
  write("a.cpp", "1\ntwo\n");
  commit();
  std::string Clone = (Dir + "/clone").str(), Url = "file://" + root();
  gitIn(Dir.str().str(), {"clone", "--quiet", "--depth=1", "--branch=topic", Url, Clone});
  EXPECT_THAT(complaint("base", Clone),
              HasSubstr("in this shallow clone; fetch its history first: git fetch --unshallow"));

  gitIn(Clone, {"fetch", "--quiet", "--depth=1", "origin", "refs/tags/base:refs/tags/base"});
  auto Changes = ChangedLines::since("base", Clone);
  ASSERT_TRUE(bool(Changes)) << llvm::toString(Changes.takeError());
  EXPECT_TRUE(Changes->isChanged("a.cpp", 2, 2));
  EXPECT_FALSE(Changes->isChanged("a.cpp", 1, 1));
  EXPECT_THAT(Changes->note(), HasSubstr("shallow clone"));
}

TEST_F(RevisionTest, TheRepositoryIsOnlyRead) {
  write("a.cpp", "1\n");
  commit();
  write("a.cpp", "one\n");
  git({"config", "core.fsmonitor", "touch " + root() + "/ran"});
  git({"config", "diff.external", "touch " + root() + "/ran"});
  auto Index = [&] {
    return (*llvm::MemoryBuffer::getFile(root() + "/.git/index"))->getBuffer().str();
  };
  std::string Before = Index();
  since("HEAD");
  EXPECT_EQ(Index(), Before);
  EXPECT_FALSE(llvm::sys::fs::exists(root() + "/ran"));
}
