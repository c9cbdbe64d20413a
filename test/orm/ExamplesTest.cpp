// Runs the annotated sources under test/orm-headers: each role of each profile,
// where it must be found and where it must not.
#include "orm/ProfileLoader.h"
#include "orm/RoleExample.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

#include <gtest/gtest.h>

using namespace nplus1;

namespace {

struct Example {
  std::string Path; ///< below test/orm-headers
  std::vector<std::string> Arguments;
  /// A file that the example needs beyond the repository; without it the test is skipped.
  std::string Needs;
};

std::ostream &operator<<(std::ostream &Out, const Example &E) { return Out << E.Path; }

class OrmExample : public testing::TestWithParam<Example> {};

TEST_P(OrmExample, RolesAreAsAnnotated) {
  const Example &E = GetParam();
  if (!E.Needs.empty() && !llvm::sys::fs::exists(E.Needs))
    GTEST_SKIP() << E.Needs << " is not installed";
  auto Result =
      runExample(std::string(NPLUS1_ORM_EXAMPLES) + "/" + E.Path, builtinProfiles(), E.Arguments);
  ASSERT_TRUE(bool(Result)) << llvm::toString(Result.takeError());
  EXPECT_TRUE(Result->Problems.empty()) << llvm::join(Result->Problems, "\n");
  EXPECT_FALSE(Result->Calls.empty());
}

const std::vector<std::string> Qt5 = {
    "-fPIC",
    "-isystem/usr/include/x86_64-linux-gnu/qt5",
    "-isystem/usr/include/x86_64-linux-gnu/qt5/QtCore",
    "-isystem/usr/include/x86_64-linux-gnu/qt5/QtSql",
    "-isystem/usr/include/qdjango/db",
};

INSTANTIATE_TEST_SUITE_P(
    All, OrmExample,
    testing::Values(
        Example{"poco-activerecord/example.cpp", {}, "/usr/include/Poco/ActiveRecord/Query.h"},
        Example{"poco-activerecord/example.cpp",
                {"-I" NPLUS1_ORM_EXAMPLES "/poco-activerecord/double"},
                ""},
        Example{"qdjango/example.cpp", Qt5, "/usr/include/qdjango/db/QDjangoModel.h"},
        Example{"qdjango/example.cpp", {"-I" NPLUS1_ORM_EXAMPLES "/qdjango/double"}, ""},
        Example{"qdjango/head.cpp", {"-I" NPLUS1_ORM_EXAMPLES "/qdjango/double"}, ""},
        Example{"qt/example.cpp", Qt5, "/usr/include/x86_64-linux-gnu/qt5/QtCore/QList"},
        Example{"standard-library/example.cpp", {}, ""},
        Example{"standard-library/ranges.cpp", {}, ""}),
    [](const auto &Info) {
      std::string Name = Info.param.Path + (Info.param.Needs.empty() ? "Double" : "Installed");
      std::string Result = std::to_string(Info.index);
      for (char C : Name)
        Result += llvm::isAlnum(C) ? C : '_';
      return Result;
    });

} // namespace
