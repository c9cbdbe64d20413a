#include "fix/ProjectBoundary.h"

#include "FixProject.h"

#include <unistd.h>

using namespace nplus1;

namespace {

std::string refusal(const FixProject &Project, const std::string &Path) {
  llvm::Expected<std::string> Real = Project.Boundary.resolve(Path, *FixProject::disk());
  return Real ? "allowed: " + *Real : llvm::toString(Real.takeError());
}

std::string discovered(const std::string &Database, const std::string &Working) {
  auto Found = ProjectBoundary::discover(Database, Working, *FixProject::disk());
  return Found ? Found->root() : llvm::toString(Found.takeError());
}

TEST(ProjectBoundary, FilesOfTheProject) {
  FixProject Project;
  std::string File = Project.write("src/a.cpp", "");
  EXPECT_EQ(refusal(Project, File), "allowed: " + File);
  EXPECT_EQ(refusal(Project, Project.path("src/../src/a.cpp")), "allowed: " + File);
}

TEST(ProjectBoundary, LinksInsideTheProjectLeadToTheirTarget) {
  FixProject Project;
  std::string File = Project.write("src/a.h", "");
  ASSERT_EQ(::symlink("src/a.h", Project.path("link.h").c_str()), 0);
  EXPECT_EQ(refusal(Project, Project.path("link.h")), "allowed: " + File);
}

TEST(ProjectBoundary, NothingOutside) {
  FixProject Project;
  TempFolder Elsewhere;
  std::string File = Elsewhere.write("a.h", "");
  EXPECT_EQ(refusal(Project, File), File + ": lies outside the project (" + Project.root() + ")");
  EXPECT_EQ(refusal(Project, "/usr/include/stdio.h"),
            "/usr/include/stdio.h: lies outside the project (" + Project.root() + ")");
}

TEST(ProjectBoundary, LinksDoNotLeadOutside) {
  FixProject Project;
  TempFolder Elsewhere;
  Elsewhere.write("a.h", "");
  ASSERT_EQ(::symlink(Elsewhere.path("a.h").c_str(), Project.path("file.h").c_str()), 0);
  ASSERT_EQ(::symlink(Elsewhere.root().c_str(), Project.path("folder").c_str()), 0);
  EXPECT_EQ(refusal(Project, Project.path("file.h")),
            Project.path("file.h") + ": lies outside the project (" + Project.root() + ")");
  EXPECT_EQ(refusal(Project, Project.path("folder/a.h")),
            Project.path("folder/a.h") + ": lies outside the project (" + Project.root() + ")");
}

TEST(ProjectBoundary, AFolderWhoseNameStartsLikeTheRootIsOutside) {
  TempFolder Folder;
  Folder.write("app/a.h", "");
  std::string Other = Folder.write("app2/a.h", "");
  auto Boundary = llvm::cantFail(ProjectBoundary::at(Folder.path("app"), *FixProject::disk()));
  EXPECT_FALSE(Boundary.contains(Other));
}

TEST(ProjectBoundary, NotTheInsidesOfGit) {
  FixProject Project;
  std::string File = Project.write(".git/hooks/a.h", "");
  EXPECT_EQ(refusal(Project, File), ".git/hooks/a.h: belongs to git");
}

TEST(ProjectBoundary, MissingFile) {
  FixProject Project;
  EXPECT_EQ(refusal(Project, Project.path("no.h")),
            "no.h: cannot be read (No such file or directory)");
}

TEST(ProjectBoundary, RootIsTheGitTopLevel) {
  TempFolder Folder;
  Folder.write("project/.git/HEAD", "");
  Folder.write("project/build/debug/compile_commands.json", "");
  EXPECT_EQ(discovered(Folder.path("project/build/debug"), Folder.root()), Folder.path("project"));
}

TEST(ProjectBoundary, ABuildFolderOutsideTheSourcesMeansThoseWorkedIn) {
  TempFolder Folder;
  Folder.write("project/.git", "gitdir: elsewhere");
  Folder.write("project/src/a.cpp", "");
  Folder.write("build/compile_commands.json", "");
  EXPECT_EQ(discovered(Folder.path("build"), Folder.path("project/src")), Folder.path("project"));
}

TEST(ProjectBoundary, WithoutGitTheDatabasesFolder) {
  TempFolder Folder;
  Folder.write("build/compile_commands.json", "");
  EXPECT_EQ(discovered(Folder.path("build"), Folder.root()), Folder.path("build"));
}

TEST(ProjectBoundary, NeverTheWholeFileSystem) {
  EXPECT_EQ(llvm::toString(ProjectBoundary::at("/", *FixProject::disk()).takeError()),
            "the project root would be the whole file system; run in a folder of the project, or "
            "put the project under git");
}

} // namespace
