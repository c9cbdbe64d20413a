#include "orm/HeaderPattern.h"

#include <gtest/gtest.h>

using namespace nplus1;

namespace {

TEST(HeaderPattern, IsTheEndOfAPath) {
  EXPECT_TRUE(matchesHeader("/usr/include/Wt/Dbo/Dbo.h", "Wt/Dbo/Dbo.h"));
  EXPECT_TRUE(matchesHeader("Wt/Dbo/Dbo.h", "Wt/Dbo/Dbo.h"));
  EXPECT_FALSE(matchesHeader("/usr/include/MyWt/Dbo/Dbo.h", "Wt/Dbo/Dbo.h"));
  EXPECT_FALSE(matchesHeader("/usr/include/Dbo/Dbo.h", "Wt/Dbo/Dbo.h"));
  EXPECT_FALSE(matchesHeader("Dbo.h", "Wt/Dbo/Dbo.h"));
}

TEST(HeaderPattern, HasWildcardsWithinOneFolder) {
  EXPECT_TRUE(matchesHeader("/odb/view-result.hxx", "odb/*-result.hxx"));
  EXPECT_FALSE(matchesHeader("/odb/pgsql/view-result.hxx", "odb/*-result.hxx"));
  EXPECT_FALSE(matchesHeader("/odb/result.hxx", "odb/*-result.hxx"));
}

// As compilers name what a header includes by a path of its own.
TEST(HeaderPattern, KnowsWaysUpAndDown) {
  EXPECT_TRUE(matchesHeader("/x/orm/tool/../mapper/./One.hpp", "orm/mapper/*.hpp"));
  EXPECT_TRUE(matchesHeader("../../orm/One.hpp", "orm/*.hpp"));
  EXPECT_FALSE(matchesHeader("/x/orm/../One.hpp", "orm/*.hpp"));
}

} // namespace
