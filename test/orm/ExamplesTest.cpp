// Runs the annotated sources under test/orm-headers: each role of each profile,
// where it must be found and where it must not.
#include "orm/OrmExamples.h"
#include "orm/ProfileLoader.h"
#include "orm/RoleExample.h"

#include "llvm/ADT/StringExtras.h"

#include <gtest/gtest.h>

namespace nplus1 {

static std::ostream &operator<<(std::ostream &Out, const OrmExample &E) { return Out << E.Path; }

namespace {

class OrmExampleTest : public testing::TestWithParam<OrmExample> {};

TEST_P(OrmExampleTest, RolesAreAsAnnotated) {
  const OrmExample &E = GetParam();
  if (!E.canRun())
    GTEST_SKIP() << E.Needs << " is not installed";
  auto Result = runExample(E.file(), builtinProfiles(), E.Arguments);
  ASSERT_TRUE(bool(Result)) << llvm::toString(Result.takeError());
  EXPECT_TRUE(Result->Problems.empty()) << llvm::join(Result->Problems, "\n");
  EXPECT_FALSE(Result->Calls.empty());
}

INSTANTIATE_TEST_SUITE_P(All, OrmExampleTest, testing::ValuesIn(ormExamples()),
                         [](const auto &Info) {
                           std::string Name = Info.param.Path +
                                              (Info.param.Needs.empty() ? "Double" : "Installed");
                           std::string Result = std::to_string(Info.index);
                           for (char C : Name)
                             Result += llvm::isAlnum(C) ? C : '_';
                           return Result;
                         });

} // namespace
} // namespace nplus1
