#include "fix/Journal.h"

#include "fix/AtomicWrite.h"
#include "fix/SeenFiles.h"

#include "FixProject.h"

#include <unistd.h>

using namespace nplus1;

namespace {

const char *const Name = ".nplus1-fix.json";

std::string recovered(const FixProject &Project) {
  llvm::Expected<Recovery> Done = recoverInterruptedFix(Project.Boundary);
  if (!Done)
    return llvm::toString(Done.takeError());
  std::string Text = std::to_string(Done->Finished) + " finished";
  for (const std::string &File : Done->Left)
    Text += ", left " + File;
  return Text;
}

JournalEntry entry(const FixProject &Project, const std::string &File) {
  return {Project.path(File), Project.path(".nplus1-1.tmp"), contentDigest("old"),
          contentDigest("new")};
}

TEST(Journal, ComesBackAsItWas) {
  FixProject Project;
  Journal Record{true, {entry(Project, "a.cpp")}};
  ASSERT_FALSE(bool(saveJournal(Record, Project.Boundary)));
  std::optional<Journal> Read = llvm::cantFail(loadJournal(Project.Boundary));
  ASSERT_TRUE(Read);
  EXPECT_TRUE(Read->Ready);
  EXPECT_EQ(Read->Entries, Record.Entries);
  EXPECT_EQ(Project.hiddenFiles(), std::vector<std::string>{Project.path(Name)});
  removeJournal(Project.Boundary);
  EXPECT_FALSE(llvm::cantFail(loadJournal(Project.Boundary)));
}

TEST(Journal, WhatWasNotReadyIsUndone) {
  FixProject Project;
  Project.write("a.cpp", "old");
  Project.write(".nplus1-1.tmp", "ne");
  ASSERT_FALSE(bool(saveJournal({false, {entry(Project, "a.cpp")}}, Project.Boundary)));
  EXPECT_EQ(recovered(Project), "0 finished");
  EXPECT_EQ(Project.read("a.cpp"), "old");
  EXPECT_TRUE(Project.hiddenFiles().empty());
}

TEST(Journal, WhatWasReadyIsFinished) {
  FixProject Project;
  Project.write("a.cpp", "old");
  Project.write(".nplus1-1.tmp", "new");
  ASSERT_FALSE(bool(saveJournal({true, {entry(Project, "a.cpp")}}, Project.Boundary)));
  EXPECT_EQ(recovered(Project), "1 finished");
  EXPECT_EQ(Project.read("a.cpp"), "new");
  EXPECT_TRUE(Project.hiddenFiles().empty());
}

TEST(Journal, AFileThatWasChangedSinceIsLeft) {
  FixProject Project;
  Project.write("a.cpp", "mine");
  Project.write(".nplus1-1.tmp", "new");
  ASSERT_FALSE(bool(saveJournal({true, {entry(Project, "a.cpp")}}, Project.Boundary)));
  EXPECT_EQ(recovered(Project), "0 finished, left a.cpp");
  EXPECT_EQ(Project.read("a.cpp"), "mine");
  EXPECT_TRUE(Project.hiddenFiles().empty());
}

TEST(Journal, OneOfStrangersIsRefused) {
  std::string Deep(100000, '[');
  for (
      std::string Text :
      {std::string(), std::string("{"), std::string("[]"), Deep,
       std::string(R"({"nplus1-fix":2,"ready":true,"files":[]})"),
       std::string(R"({"nplus1-fix":1,"ready":1,"files":[]})"),
       std::string(R"({"nplus1-fix":1,"ready":true,"files":[7]})"),
       std::string(
           R"({"nplus1-fix":1,"ready":true,"files":[{"target":"../victim","temporary":".nplus1-1.tmp","before":"0","after":"0"}]})"),
       std::string(
           R"({"nplus1-fix":1,"ready":true,"files":[{"target":"link/victim","temporary":".nplus1-1.tmp","before":"0","after":"0"}]})"),
       std::string(
           R"({"nplus1-fix":1,"ready":true,"files":[{"target":"a.cpp","temporary":"../.nplus1-1.tmp","before":"0","after":"0"}]})"),
       std::string(
           R"({"nplus1-fix":1,"ready":true,"files":[{"target":"a.cpp","temporary":"b.cpp","before":"0","after":"0"}]})"),
       std::string(
           R"({"nplus1-fix":1,"ready":false,"files":[{"target":"a.cpp","temporary":".nplus1-1.tmp","before":"xyz","after":"0"}]})")}) {
    FixProject Project;
    TempFolder Elsewhere;
    Elsewhere.write("victim", "old");
    Elsewhere.write(".nplus1-1.tmp", "new");
    ASSERT_EQ(::symlink(Elsewhere.root().c_str(), Project.path("link").c_str()), 0);
    Project.write("a.cpp", "old");
    Project.write("b.cpp", "old");
    Project.write(Name, Text);
    EXPECT_EQ(recovered(Project),
              Project.path(Name) + ": is not the record of an interrupted fix; remove it")
        << Text.substr(0, 200);
    EXPECT_EQ(Project.read("b.cpp"), "old");
    EXPECT_EQ(Elsewhere.read("victim"), "old");
    EXPECT_EQ(Elsewhere.read(".nplus1-1.tmp"), "new");
  }
}

TEST(Journal, ALinkInItsPlaceIsRefused) {
  FixProject Project;
  Project.write("x.json", R"({"nplus1-fix":1,"ready":true,"files":[]})");
  ASSERT_EQ(::symlink("x.json", Project.path(Name).c_str()), 0);
  EXPECT_EQ(recovered(Project),
            Project.path(Name) + ": is not the record of an interrupted fix; remove it");
}

} // namespace
