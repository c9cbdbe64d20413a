#include "fix/AtomicWrite.h"

#include "FixProject.h"

#include <csignal>
#include <fcntl.h>
#include <random>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace nplus1;

namespace {

EditedFile update(const FixProject &Project, const std::string &Name, const std::string &After) {
  return {Project.path(Name), Name, Project.read(Name), After, {}};
}

std::string failure(llvm::Error Error) { return llvm::toString(std::move(Error)); }

mode_t modeOf(const std::string &Path) {
  struct stat Status = {};
  EXPECT_EQ(::stat(Path.c_str(), &Status), 0);
  return Status.st_mode & 07777;
}

TEST(AtomicWrite, WritesAllAndLeavesNothingElse) {
  FixProject Project;
  Project.write("a.cpp", "old");
  Project.write("dir/b.cpp", "old");
  EXPECT_EQ(
      failure(writeFiles({update(Project, "a.cpp", "new a"), update(Project, "dir/b.cpp", "new b")},
                         Project.Boundary)),
      "");
  EXPECT_EQ(Project.read("a.cpp"), "new a");
  EXPECT_EQ(Project.read("dir/b.cpp"), "new b");
  EXPECT_TRUE(Project.hiddenFiles().empty());
}

TEST(AtomicWrite, KeepsModeAndOwner) {
  FixProject Project;
  std::string Path = Project.write("a.cpp", "old");
  ASSERT_EQ(::chmod(Path.c_str(), 0751), 0);
  bool Superuser = ::geteuid() == 0;
  if (Superuser)
    ASSERT_EQ(::chown(Path.c_str(), 12345, 23456), 0);
  EXPECT_EQ(failure(writeFiles({update(Project, "a.cpp", "new")}, Project.Boundary)), "");
  EXPECT_EQ(modeOf(Path), 0751u);
  struct stat Status;
  ASSERT_EQ(::stat(Path.c_str(), &Status), 0);
  EXPECT_EQ(Status.st_uid, Superuser ? 12345u : ::geteuid());
  EXPECT_EQ(Project.read("a.cpp"), "new");
}

TEST(AtomicWrite, OneReadOnlyFileStopsAll) {
  FixProject Project;
  Project.write("a.cpp", "old");
  ASSERT_EQ(::chmod(Project.write("b.cpp", "old").c_str(), 0444), 0);
  EXPECT_EQ(failure(writeFiles({update(Project, "a.cpp", "new"), update(Project, "b.cpp", "new")},
                               Project.Boundary)),
            "b.cpp: is read-only");
  EXPECT_EQ(Project.read("a.cpp"), "old");
  EXPECT_TRUE(Project.hiddenFiles().empty());
}

TEST(AtomicWrite, OneFileThatChangedMeanwhileStopsAll) {
  FixProject Project;
  Project.write("a.cpp", "old");
  Project.write("b.cpp", "old");
  EditedFiles Files{update(Project, "a.cpp", "new"), update(Project, "b.cpp", "new")};
  Project.write("b.cpp", "mine");
  EXPECT_EQ(failure(writeFiles(Files, Project.Boundary)),
            "b.cpp: has changed since it was analysed; run again");
  EXPECT_EQ(Project.read("a.cpp"), "old");
  EXPECT_EQ(Project.read("b.cpp"), "mine");
}

TEST(AtomicWrite, AFileThatBecameALinkOutOfTheProjectStopsAll) {
  FixProject Project;
  TempFolder Elsewhere;
  Elsewhere.write("x", "old");
  Project.write("a.cpp", "old");
  EditedFiles Files{update(Project, "a.cpp", "new")};
  ASSERT_EQ(::unlink(Project.path("a.cpp").c_str()), 0);
  ASSERT_EQ(::symlink(Elsewhere.path("x").c_str(), Project.path("a.cpp").c_str()), 0);
  EXPECT_EQ(failure(writeFiles(Files, Project.Boundary)),
            Project.path("a.cpp") + ": lies outside the project (" + Project.root() + ")");
  EXPECT_EQ(Elsewhere.read("x"), "old");
}

TEST(AtomicWrite, AnotherWriterInTheProjectIsWaitedFor) {
  FixProject Project;
  Project.write("a.cpp", "old");
  int Other = ::open(Project.root().c_str(), O_RDONLY);
  ASSERT_EQ(::flock(Other, LOCK_EX), 0);
  EXPECT_EQ(failure(writeFiles({update(Project, "a.cpp", "new")}, Project.Boundary)),
            Project.root() +
                ": another nplus1 is writing to this project; wait for it and run again");
  ::close(Other);
  EXPECT_EQ(failure(writeFiles({update(Project, "a.cpp", "new")}, Project.Boundary)), "");
}

/// Kills a process that turns 50 files from one content into another and back,
/// at moments spread over the whole of what it does.
TEST(AtomicWrite, AKillLeavesEveryFileOldOrNewAndTheNextRunAllOfThem) {
  constexpr unsigned Count = 50, Kills = 60;
  FixProject Project;
  std::string Contents[] = {std::string(3000, 'o'), std::string(9000, 'n')};
  for (unsigned I = 0; I < Count; ++I)
    Project.write("dir" + std::to_string(I % 3) + "/" + std::to_string(I) + ".cpp", Contents[0]);
  auto Updates = [&](const std::string &After) {
    EditedFiles Files;
    for (unsigned I = 0; I < Count; ++I)
      Files.push_back(
          update(Project, "dir" + std::to_string(I % 3) + "/" + std::to_string(I) + ".cpp", After));
    return Files;
  };

  // How long one write takes here, to aim within it.
  auto Start = std::chrono::steady_clock::now();
  ASSERT_EQ(failure(writeFiles(Updates(Contents[1]), Project.Boundary)), "");
  ASSERT_EQ(failure(writeFiles(Updates(Contents[0]), Project.Boundary)), "");
  auto Each = std::chrono::duration_cast<std::chrono::microseconds>(
                  std::chrono::steady_clock::now() - Start) /
              2;

  std::mt19937 Random(20240607);
  unsigned Mixed = 0, Interrupted = 0;
  size_t Current = 0;
  for (unsigned Kill = 0; Kill < Kills; ++Kill) {
    EditedFiles Files = Updates(Contents[1 - Current]);
    pid_t Child = ::fork();
    ASSERT_GE(Child, 0);
    if (Child == 0) {
      llvm::consumeError(writeFiles(Files, Project.Boundary));
      ::_exit(0);
    }
    ::usleep(std::uniform_int_distribution<unsigned>(0, Each.count() * 3 / 2)(Random));
    ::kill(Child, SIGKILL);
    int Status;
    ASSERT_EQ(::waitpid(Child, &Status, 0), Child);
    Interrupted += WIFSIGNALED(Status);

    unsigned New = 0;
    for (const EditedFile &File : Files) {
      std::string Now = Project.read(File.Display);
      ASSERT_TRUE(Now == File.Before || Now == File.After) << File.Display << " is a mixture";
      New += Now == File.After;
    }
    Mixed += New > 0 && New < Count;

    llvm::Expected<Recovery> Done = recoverInterruptedFix(Project.Boundary);
    ASSERT_TRUE(bool(Done)) << llvm::toString(Done.takeError());
    EXPECT_TRUE(Done->Left.empty());
    EXPECT_TRUE(Done->Finished == 0 || Done->Finished + New == Count);
    std::string First = Project.read(Files.front().Display);
    for (const EditedFile &File : Files)
      ASSERT_EQ(Project.read(File.Display), First) << "half a fix after recovery";
    EXPECT_TRUE(Project.hiddenFiles().empty());
    Current = First == Contents[1];
  }
  RecordProperty("interrupted", Interrupted);
  RecordProperty("mixed", Mixed);
  EXPECT_GT(Interrupted, Kills / 10) << "the kills came too late to show anything";
}

} // namespace
