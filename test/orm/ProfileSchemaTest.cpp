#include "orm/ProfileTables.h"

#include "llvm/Support/MemoryBuffer.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

using namespace nplus1;

namespace {

// To write the file anew: NPLUS1_WRITE_SCHEMA=1 orm_tests --gtest_filter='ProfileSchema.*'
TEST(ProfileSchema, IsTheOneOfTheTable) {
  std::string Path = std::string(NPLUS1_SOURCE_DIR) + "/lib/orm/profile.schema.json";
  std::string Expected = profileSchema().dump(2) + "\n";
  if (std::getenv("NPLUS1_WRITE_SCHEMA"))
    std::ofstream(Path) << Expected;
  auto Buffer = llvm::MemoryBuffer::getFile(Path);
  ASSERT_TRUE(bool(Buffer)) << Path;
  EXPECT_TRUE((*Buffer)->getBuffer() == Expected)
      << Path << " is not what ProfileTables.cpp says; write it anew";
}

} // namespace
