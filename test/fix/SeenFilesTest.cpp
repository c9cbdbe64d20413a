#include "fix/SeenFiles.h"

#include "fix/FileTable.h"

#include "FixProject.h"

#include "clang/Frontend/FrontendActions.h"
#include "clang/Tooling/Tooling.h"

#include <unistd.h>

using namespace nplus1;

namespace {

std::string opened(const FixProject &Project, const SeenFiles &Seen, const std::string &Name) {
  FileTable Table(*FixProject::disk(), Project.Boundary, &Seen);
  llvm::Expected<const ProjectFile &> File = Table.open(Project.path(Name));
  return File ? "allowed" : llvm::toString(File.takeError());
}

TEST(SeenFiles, UnchangedChangedAndUnknown) {
  FixProject Project;
  SeenFiles Seen;
  for (const char *Name : {"same.cpp", "changed.cpp"})
    Seen.add(Project.write(Name, "int a;\n"), contentDigest("int a;\n"));
  Project.write("changed.cpp", "int b;\n");
  Project.write("new.cpp", "");
  EXPECT_EQ(opened(Project, Seen, "same.cpp"), "allowed");
  EXPECT_EQ(opened(Project, Seen, "changed.cpp"),
            "changed.cpp: has changed since it was analysed; run again");
  EXPECT_EQ(opened(Project, Seen, "new.cpp"), "new.cpp: was not analysed in this run");
}

TEST(SeenFiles, AFileThatChangedBetweenTwoUnitsCountsAsChanged) {
  SeenFiles First, Second;
  First.add("/a.h", 1);
  Second.add("/a.h", 2);
  First.merge(Second);
  EXPECT_EQ(First.isUnchanged("/a.h", 1), false);
  EXPECT_EQ(First.isUnchanged("/a.h", 2), false);
  First.add("/a.h", 1);
  EXPECT_EQ(First.isUnchanged("/a.h", 1), false);
}

TEST(SeenFiles, TakesTheFilesOfAParsedUnit) {
  FixProject Project;
  Project.write("a.h", "int a;\n");
  ASSERT_EQ(::symlink("a.h", Project.path("link.h").c_str()), 0);
  std::string Main = Project.write("main.cpp", "#include \"link.h\"\n#include <vector>\n");
  std::vector<std::string> Command{"clang", "-fsyntax-only", "-w", Main};
  auto Files = llvm::makeIntrusiveRefCnt<clang::FileManager>(clang::FileSystemOptions{});
  struct Action : clang::SyntaxOnlyAction {
    explicit Action(SeenFiles &Seen) : Seen(Seen) {}
    void EndSourceFileAction() override { Seen.add(getCompilerInstance().getSourceManager()); }
    SeenFiles &Seen;
  };
  SeenFiles Seen;
  clang::tooling::ToolInvocation(Command, std::make_unique<Action>(Seen), Files.get()).run();

  EXPECT_EQ(opened(Project, Seen, "main.cpp"), "allowed");
  EXPECT_EQ(opened(Project, Seen, "link.h"), "allowed");
  EXPECT_EQ(opened(Project, Seen, "a.h"), "allowed");
  Project.write("a.h", "int b;\n");
  EXPECT_EQ(opened(Project, Seen, "link.h"), "a.h: has changed since it was analysed; run again");
}

} // namespace
