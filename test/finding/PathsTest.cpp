#include "finding/Paths.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/raw_ostream.h"

#include "gtest/gtest.h"

#include <unistd.h>

using namespace nplus1;

TEST(RelativePath, InsideAndOutside) {
  EXPECT_EQ(relativePath("/p/src/a.cpp", "/p"), "src/a.cpp");
  EXPECT_EQ(relativePath("/p/src/a.cpp", "/p/"), "src/a.cpp");
  EXPECT_EQ(relativePath("/p/./src/a.cpp", "/p/."), "src/a.cpp");
  EXPECT_EQ(relativePath("/other/a.cpp", "/p"), "/other/a.cpp");
  EXPECT_EQ(relativePath("/a.cpp", "/"), "a.cpp");
}

TEST(RelativePath, APrefixOfANameIsNotAFolder) {
  EXPECT_EQ(relativePath("/project2/a.cpp", "/project"), "/project2/a.cpp");
}

TEST(RelativePath, EmptyStaysAsItIs) {
  EXPECT_EQ(relativePath("", "/p"), "");
  EXPECT_EQ(relativePath("/p/a.cpp", ""), "/p/a.cpp");
}

TEST(RelativePath, FollowsSymbolicLinksAndDots) {
  llvm::SmallString<128> Dir;
  ASSERT_FALSE(llvm::sys::fs::createUniqueDirectory("paths", Dir));
  std::string Root = Dir.str().str();
  ASSERT_FALSE(llvm::sys::fs::create_directories(Root + "/real/src"));
  ASSERT_FALSE(llvm::sys::fs::create_directory(Root + "/else"));
  std::error_code Failed;
  llvm::raw_fd_ostream(Root + "/real/a.cpp", Failed) << "\n";
  ASSERT_FALSE(Failed);
  ASSERT_EQ(symlink((Root + "/real").c_str(), (Root + "/link").c_str()), 0);
  ASSERT_EQ(symlink((Root + "/real/src").c_str(), (Root + "/else/jump").c_str()), 0);

  EXPECT_EQ(relativePath(Root + "/link/a.cpp", Root + "/real"), "a.cpp");
  EXPECT_EQ(relativePath(Root + "/real/a.cpp", Root + "/link"), "a.cpp");
  EXPECT_EQ(relativePath(Root + "/real/src/../a.cpp", Root + "/real"), "a.cpp");
  // As written this is in else/, but the link leads to real/src.
  EXPECT_EQ(relativePath(Root + "/else/jump/../a.cpp", Root + "/real"), "a.cpp");
  llvm::sys::fs::remove_directories(Dir);
}
