#include "finding/SourceFiles.h"

#include "gtest/gtest.h"

using namespace nplus1;

namespace {
struct SourceFilesTest : testing::Test {
  llvm::IntrusiveRefCntPtr<llvm::vfs::InMemoryFileSystem> Disk =
      llvm::makeIntrusiveRefCnt<llvm::vfs::InMemoryFileSystem>();
  void add(llvm::StringRef Path, llvm::StringRef Text) {
    Disk->addFile(Path, 0, llvm::MemoryBuffer::getMemBufferCopy(Text));
  }
};
} // namespace

TEST_F(SourceFilesTest, LinesWithEveryKindOfEnd) {
  add("/a", "one\ntwo\r\n\r\nfour");
  SourceFiles Sources(Disk);
  EXPECT_EQ(Sources.lineCount("/a"), 4u);
  EXPECT_EQ(Sources.line("/a", 1), "one");
  EXPECT_EQ(Sources.line("/a", 2), "two");
  EXPECT_EQ(Sources.line("/a", 3), "");
  EXPECT_EQ(Sources.line("/a", 4), "four");
}

TEST_F(SourceFilesTest, LinesThatDoNotExist) {
  add("/a", "one\n");
  SourceFiles Sources(Disk);
  EXPECT_EQ(Sources.lineCount("/a"), 1u);
  EXPECT_EQ(Sources.line("/a", 0), "");
  EXPECT_EQ(Sources.line("/a", 2), "");
}

TEST_F(SourceFilesTest, FilesThatCannotBeRead) {
  add("/empty", "");
  SourceFiles Sources(Disk);
  EXPECT_EQ(Sources.text("/gone"), "");
  EXPECT_EQ(Sources.line("/gone", 1), "");
  EXPECT_EQ(Sources.line("", 1), "");
  EXPECT_EQ(Sources.lineCount("/empty"), 0u);
  EXPECT_EQ(Sources.line("/empty", 1), "");
}

TEST_F(SourceFilesTest, RangesOfAFileThatWasCut) {
  add("/a", "for (auto x : xs)");
  SourceFiles Sources(Disk);
  SourceRange Range;
  Range.Begin = {"/a", 1, 6, 5};
  Range.EndOffset = 16;
  EXPECT_EQ(Sources.textOf(Range), "auto x : xs");
  Range.EndOffset = 200;
  EXPECT_EQ(Sources.textOf(Range), "");
  EXPECT_EQ(Sources.textOf(SourceRange()), "");
}
