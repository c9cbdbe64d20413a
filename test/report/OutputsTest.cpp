#include "Samples.h"

#include "report/Outputs.h"
#include "report/ReplacementsExport.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Program.h"

#include "gmock/gmock.h"

#include <unistd.h>

using namespace nplus1;
using namespace nplus1::test;
using testing::HasSubstr;
using testing::StartsWith;

namespace {
struct OutputsTest : testing::Test {
  llvm::SmallString<128> Dir;
  void SetUp() override { ASSERT_FALSE(llvm::sys::fs::createUniqueDirectory("outputs", Dir)); }
  void TearDown() override { llvm::sys::fs::remove_directories(Dir); }
  std::string in(llvm::StringRef Name) { return (Dir + "/" + Name).str(); }
  static std::string read(const std::string &File) {
    auto Buffer = llvm::MemoryBuffer::getFile(File);
    return Buffer ? (*Buffer)->getBuffer().str() : "(no file)";
  }
  static void write(const std::string &File, llvm::StringRef Text) {
    std::error_code Failed;
    llvm::raw_fd_ostream(File, Failed) << Text;
    ASSERT_FALSE(Failed);
  }
  static std::string complaint(std::vector<Output> Outputs) {
    return llvm::toString(checkOutputs(Outputs));
  }
};
} // namespace

TEST_F(OutputsTest, SeveralReportsOfOneRun) {
  Project P;
  SourceFiles Sources = P.sources();
  std::vector<Output> Outputs = {{"sarif", in("a.sarif")}, {"json", in("b.json")}};
  ASSERT_EQ(complaint(Outputs), "");
  ASSERT_EQ(llvm::toString(writeOutputs(P.report(), Outputs, "/shop", Sources)), "");
  EXPECT_EQ(read(in("a.sarif")), P.written("sarif", P.report()));
  EXPECT_EQ(read(in("b.json")), P.written("json", P.report()));
}

TEST_F(OutputsTest, ArgumentsAreFormatAndFile) {
  auto Good = parseOutput("sarif=out/a=b.sarif");
  ASSERT_TRUE(bool(Good));
  EXPECT_EQ(Good->Format, "sarif");
  EXPECT_EQ(Good->File, "out/a=b.sarif");
  EXPECT_EQ(llvm::toString(parseOutput("sarif").takeError()),
            "--output takes FORMAT=FILE, such as json=nplus1.json, not 'sarif'");
  EXPECT_EQ(llvm::toString(parseOutput("sarf=a").takeError()),
            "unknown format 'sarf'; did you mean 'sarif'?");
}

TEST_F(OutputsTest, UnwritableTargetsAreFoundBeforeTheRun) {
  EXPECT_THAT(complaint({{"json", Dir.str().str()}}), HasSubstr("it is a folder"));
  EXPECT_THAT(complaint({{"json", in("none/a.json")}}), HasSubstr("there is no folder"));
  EXPECT_THAT(complaint({{"json", in("a")}, {"sarif", in("a")}}), StartsWith("two reports"));
  EXPECT_THAT(complaint({{"json", ""}, {"text", ""}}), HasSubstr("stdout"));
  if (geteuid() != 0) { // root may write anywhere
    ASSERT_FALSE(llvm::sys::fs::setPermissions(Dir, llvm::sys::fs::perms::owner_read |
                                                        llvm::sys::fs::perms::owner_exe));
    EXPECT_THAT(complaint({{"json", in("a.json")}}), HasSubstr("ermission denied"));
    ASSERT_FALSE(llvm::sys::fs::setPermissions(Dir, llvm::sys::fs::perms::all_all));
  }
}

TEST_F(OutputsTest, AFailureLeavesTheOldFile) {
  Project P;
  SourceFiles Sources = P.sources();
  write(in("old.json"), "old");
  EXPECT_NE(llvm::toString(writeOutputs(P.report(), {{"json", in("none/a.json")}}, "", Sources)),
            "");
  EXPECT_EQ(read(in("old.json")), "old");
}

TEST_F(OutputsTest, ADeviceIsWrittenInPlace) {
  Project P;
  SourceFiles Sources = P.sources();
  ASSERT_EQ(complaint({{"json", "/dev/null"}}), "");
  EXPECT_EQ(llvm::toString(writeOutputs(P.report(), {{"json", "/dev/null"}}, "", Sources)), "");
  EXPECT_FALSE(llvm::sys::fs::is_regular_file("/dev/null"));
}

TEST_F(OutputsTest, ExportedFixesAreAppliedByClangsOwnTool) {
  std::string One = "first\r\nsecond line\n", Two = "\xe6\x97\xa5 third\n";
  write(in("one.cpp"), One);
  write(in("two.cpp"), Two);
  EditedFiles Files(2);
  Files[0].Path = in("one.cpp");
  Files[0].Edits = {{0, 0, "// \"quoted\": yes\n"}, {7, 6, "2nd\n\ttab"}};
  Files[1].Path = in("two.cpp");
  Files[1].Edits = {{4, 5, "3rd"}};
  {
    std::error_code Failed;
    llvm::raw_fd_ostream OS(in("fixes.yaml"), Failed);
    writeReplacements(Files, OS);
  }
  auto Program = llvm::sys::findProgramByName("clang-apply-replacements-19");
  ASSERT_TRUE(bool(Program));
  ASSERT_EQ(llvm::sys::ExecuteAndWait(*Program, {*Program, Dir.str()}), 0);
  EXPECT_EQ(read(in("one.cpp")), "// \"quoted\": yes\nfirst\r\n2nd\n\ttab line\n");
  EXPECT_EQ(read(in("two.cpp")), "\xe6\x97\xa5 3rd\n");
}
