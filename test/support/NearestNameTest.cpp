#include "support/NearestName.h"

#include <gtest/gtest.h>

using namespace nplus1;

namespace {

TEST(NearestName, FindsATypingMistake) {
  EXPECT_EQ(nearestName("roels", {"name", "roles", "fixes"}), "roles");
  EXPECT_EQ(nearestName("Roles", {"name", "roles"}), "roles");
  EXPECT_EQ(nearestName("entity_bases", {"entity-bases", "entity-wrappers"}), "entity-bases");
}

TEST(NearestName, DoesNotGuess) {
  EXPECT_EQ(nearestName("zzz", {"name", "roles"}), "");
  EXPECT_EQ(nearestName("x", {"a", "if"}), "") << "short names have nothing in common";
  EXPECT_EQ(nearestName("roles", {}), "");
}

TEST(NearestName, SuggestsOrLists) {
  EXPECT_EQ(suggestion("roels", {"name", "roles"}), "; did you mean 'roles'?");
  EXPECT_EQ(suggestion("zzz", {"name", "roles"}), "; known are 'name', 'roles'");
  EXPECT_EQ(suggestion("zzz", {}), "");
}

} // namespace
