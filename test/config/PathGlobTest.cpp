#include "config/PathGlob.h"

#include "gtest/gtest.h"

using namespace nplus1;

TEST(PathGlob, WithoutSlashItMatchesAnyComponent) {
  EXPECT_TRUE(pathGlobMatches("tests", "src/tests/deep/a.cpp"));
  EXPECT_TRUE(pathGlobMatches("tests", "tests/a.cpp"));
  EXPECT_TRUE(pathGlobMatches("*_test.cpp", "src/a_test.cpp"));
  EXPECT_FALSE(pathGlobMatches("tests", "src/contests/a.cpp"));
  EXPECT_FALSE(pathGlobMatches("tests", "src/tests.cpp"));
}

TEST(PathGlob, WithSlashItMatchesFromTheStart) {
  EXPECT_TRUE(pathGlobMatches("third_party/foo", "third_party/foo/a.cpp"));
  EXPECT_TRUE(pathGlobMatches("third_party/foo/", "third_party/foo/a.cpp"));
  EXPECT_TRUE(pathGlobMatches("./src/*.gen.cpp", "src/deep/a.gen.cpp"));
  EXPECT_TRUE(pathGlobMatches("src/**", "src/a.cpp"));
  EXPECT_FALSE(pathGlobMatches("third_party/foo", "x/third_party/foo/a.cpp"));
  EXPECT_FALSE(pathGlobMatches("third_party/foo", "third_party/foobar/a.cpp"));
}

TEST(PathGlob, NothingMatchesNothing) {
  EXPECT_FALSE(pathGlobMatches("tests", ""));
  EXPECT_FALSE(pathGlobMatches("", "a.cpp"));
}

TEST(PathGlob, MalformedGlobsAreErrors) {
  EXPECT_TRUE(bool(llvm::Error(checkPathGlob("a[")))) << "and the error was not checked";
  EXPECT_FALSE(bool(llvm::Error(checkPathGlob("a*/b?[xy]"))));
}
