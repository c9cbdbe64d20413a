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

TEST_F(SourceFilesTest, PlacesOfBytes) {
  add("/a", "ab\ncd\n");
  add("/empty", "");
  SourceFiles Sources(Disk);
  EXPECT_EQ(Sources.pointAt("/a", 0), (SourcePoint{"/a", 1, 1, 0}));
  EXPECT_EQ(Sources.pointAt("/a", 2), (SourcePoint{"/a", 1, 3, 2}));
  EXPECT_EQ(Sources.pointAt("/a", 4), (SourcePoint{"/a", 2, 2, 4}));
  EXPECT_EQ(Sources.pointAt("/a", 6), (SourcePoint{"/a", 3, 1, 6})); // an append
  EXPECT_FALSE(Sources.pointAt("/a", 7).isValid());
  EXPECT_EQ(Sources.pointAt("/empty", 0), (SourcePoint{"/empty", 1, 1, 0}));
  EXPECT_FALSE(Sources.pointAt("/gone", 0).isValid());
}
