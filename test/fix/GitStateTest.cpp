#include "fix/GitState.h"

#include "FixProject.h"

using namespace nplus1;

namespace {

class GitState : public testing::Test {
protected:
  GitState() {
    EXPECT_EQ(git("init -q"), 0);
    Project.write("saved.cpp", "int a;\n");
    Project.write(".gitignore", "/build/\n");
    EXPECT_EQ(git("add ."), 0);
    EXPECT_EQ(git("commit -q -m first"), 0);
  }

  int git(const std::string &Arguments) {
    return Project.run("git -c user.name=n -c user.email=e@example.org " + Arguments);
  }

  std::set<std::string> unsaved(std::vector<std::string> Names) {
    std::vector<std::string> Paths;
    for (const std::string &Name : Names)
      Paths.push_back(Project.path(Name));
    auto Found = unsavedFiles(Paths);
    EXPECT_TRUE(bool(Found)) << llvm::toString(Found.takeError());
    std::set<std::string> Relative;
    for (const std::string &Path : *Found)
      Relative.insert(Project.Boundary.display(Path));
    return Relative;
  }

  FixProject Project;
};

TEST_F(GitState, CommittedFilesAreSaved) {
  EXPECT_EQ(unsaved({"saved.cpp"}), std::set<std::string>{});
}

TEST_F(GitState, ChangedStagedAndNewFilesAreNot) {
  Project.write("saved.cpp", "int b;\n");
  Project.write("staged.cpp", "");
  Project.write("dir with blank/\xC3\xA4.cpp", "");
  ASSERT_EQ(git("add staged.cpp"), 0);
  EXPECT_EQ(unsaved({"saved.cpp", "staged.cpp", "dir with blank/\xC3\xA4.cpp"}),
            (std::set<std::string>{"saved.cpp", "staged.cpp", "dir with blank/\xC3\xA4.cpp"}));
}

TEST_F(GitState, OnlyTheFilesAskedForCount) {
  Project.write("other.cpp", "");
  EXPECT_EQ(unsaved({"saved.cpp"}), std::set<std::string>{});
}

TEST_F(GitState, RenamedFile) {
  ASSERT_EQ(git("mv saved.cpp moved.cpp"), 0);
  EXPECT_EQ(unsaved({"moved.cpp"}), std::set<std::string>{"moved.cpp"});
}

TEST_F(GitState, PatternsAreNames) {
  Project.write("a*.cpp", "");
  Project.write("ab.cpp", "");
  EXPECT_EQ(unsaved({"a*.cpp"}), std::set<std::string>{"a*.cpp"});
}

TEST_F(GitState, IgnoredFilesAreNoneOfGitsBusiness) {
  Project.write("build/a.cpp", "");
  EXPECT_EQ(unsaved({"build/a.cpp"}), std::set<std::string>{});
}

TEST_F(GitState, FilesOfANestedRepository) {
  Project.write("sub/a.cpp", "");
  ASSERT_EQ(Project.run("cd sub && git init -q"), 0);
  EXPECT_EQ(unsaved({"sub/a.cpp"}), std::set<std::string>{"sub/a.cpp"});
}

TEST_F(GitState, NoProgramThatTheRepositoryNamesIsRun) {
  ASSERT_EQ(git("config core.fsmonitor \"touch '" + Project.path("ran") + "' #\""), 0);
  Project.write("saved.cpp", "int b;\n");
  EXPECT_EQ(unsaved({"saved.cpp"}).size(), 1u);
  EXPECT_FALSE(llvm::sys::fs::exists(Project.path("ran")));
}

TEST_F(GitState, ABrokenRepositoryIsAnError) {
  Project.write(".git/HEAD", "nonsense");
  auto Found = unsavedFiles({Project.path("saved.cpp")});
  ASSERT_FALSE(bool(Found));
  EXPECT_EQ(llvm::toString(Found.takeError()),
            "git cannot tell whether files in " + Project.root() +
                " have uncommitted changes (fatal: not a git repository (or any of the parent "
                "directories): .git)");
}

TEST(GitStateWithoutGit, FilesInNoRepositoryAreSaved) {
  FixProject Project;
  auto Found = unsavedFiles({Project.write("a.cpp", "")});
  ASSERT_TRUE(bool(Found));
  EXPECT_TRUE(Found->empty());
}

} // namespace
