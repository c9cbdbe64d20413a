// The files that docs/teach-your-orm.md shows are those that are tested here.
#include "orm/ProfileLoader.h"
#include "orm/RoleExample.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/MemoryBuffer.h"

#include <gtest/gtest.h>

using namespace nplus1;

namespace {

std::string read(const std::string &Path) {
  auto Buffer = llvm::MemoryBuffer::getFile(Path);
  EXPECT_TRUE(bool(Buffer)) << Path;
  return Buffer ? (*Buffer)->getBuffer().str() : "";
}

const std::string Folder = NPLUS1_ORM_EXAMPLES "/own/";

TEST(TeachYourOrm, ThePageShowsTheTestedFiles) {
  std::string Page = read(NPLUS1_SOURCE_DIR "/docs/teach-your-orm.md");
  EXPECT_NE(Page.find(read(Folder + "profile.json")), std::string::npos);
  EXPECT_NE(Page.find(read(Folder + "profile.cpp")), std::string::npos);
}

TEST(TeachYourOrm, TheProfileMeansWhatItsExampleSays) {
  auto P = loadProfile(Folder + "profile.json");
  ASSERT_TRUE(bool(P)) << llvm::toString(P.takeError());
  auto Result = runExample(Folder + "profile.cpp", std::span(&*P, 1));
  ASSERT_TRUE(bool(Result)) << llvm::toString(Result.takeError());
  EXPECT_TRUE(Result->Problems.empty()) << llvm::join(Result->Problems, "\n");
  EXPECT_EQ(Result->Calls.size(), 4u);
}

} // namespace
