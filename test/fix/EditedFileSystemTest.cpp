#include "fix/EditedFileSystem.h"

#include "FixProject.h"

#include "clang/Frontend/FrontendActions.h"
#include "clang/Tooling/Tooling.h"

#include <unistd.h>

using namespace nplus1;

namespace {

std::string read(llvm::vfs::FileSystem &Files, const std::string &Path) {
  auto Buffer = Files.getBufferForFile(Path);
  return Buffer ? (*Buffer)->getBuffer().str() : Buffer.getError().message();
}

class EditedFileSystem : public testing::Test {
protected:
  EditedFileSystem() {
    std::string Path = Project.write("include/a.h", "int a;\n");
    Project.write("include/b.h", "int b;\n");
    EXPECT_EQ(::symlink("include", Project.path("link").c_str()), 0);
    Edited = editedFileSystem(FixProject::disk(),
                              {{Path, "include/a.h", "int a;\n", "int changed;\n", {}}});
  }

  FixProject Project;
  llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Edited;
};

TEST_F(EditedFileSystem, ShowsTheNewContentUnderEveryName) {
  EXPECT_EQ(read(*Edited, Project.path("include/a.h")), "int changed;\n");
  EXPECT_EQ(read(*Edited, Project.path("link/../include/./a.h")), "int changed;\n");
  EXPECT_EQ(read(*Edited, Project.path("link/a.h")), "int changed;\n");
  EXPECT_EQ(Edited->status(Project.path("link/a.h"))->getSize(), 13u);
}

TEST_F(EditedFileSystem, LeavesTheRest) {
  EXPECT_EQ(read(*Edited, Project.path("include/b.h")), "int b;\n");
  EXPECT_EQ(read(*Edited, Project.path("no.h")), "No such file or directory");
  EXPECT_EQ(Project.read("include/a.h"), "int a;\n");
}

TEST_F(EditedFileSystem, ClangParsesThroughIt) {
  std::string Main = Project.write("main.cpp", "#include \"link/a.h\"\nint *p = &changed;\n");
  auto Files = llvm::makeIntrusiveRefCnt<clang::FileManager>(clang::FileSystemOptions{}, Edited);
  clang::tooling::ToolInvocation Unit({"clang", "-fsyntax-only", Main},
                                      std::make_unique<clang::SyntaxOnlyAction>(), Files.get());
  EXPECT_TRUE(Unit.run());
}

} // namespace
