// Runs the annotated sources under test/orm-headers: each role of each profile,
// where it must be found and where it must not.
#include "orm/ProfileLoader.h"
#include "orm/RoleExample.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

#include <gtest/gtest.h>

#include <set>

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

const std::string Qt5Folder = "/usr/include/x86_64-linux-gnu/qt5";
const std::vector<std::string> Qt5 = {
    "-fPIC",
    "-isystem" + Qt5Folder,
    "-isystem" + Qt5Folder + "/QtCore",
    "-isystem" + Qt5Folder + "/QtSql",
    "-isystem/usr/include/qdjango/db",
};

/// Clang arguments that find the double of the ORM in \p Folder.
std::vector<std::string> double_(const std::string &Folder, std::vector<std::string> More = {}) {
  More.push_back("-I" NPLUS1_ORM_EXAMPLES "/" + Folder + "/double");
  return More;
}

const std::vector<Example> Examples = {
    {"wt-dbo/example.cpp", double_("wt-dbo"), ""},
    {"odb/example.cpp", double_("odb"), ""},
    {"lightweight/example.cpp", double_("lightweight", {"-std=c++23"}), ""},
    {"lightweight/with.cpp", double_("lightweight", {"-std=c++23"}), ""},
    {"tinyorm/example.cpp", double_("tinyorm"), ""},
    {"qxorm/example.cpp", double_("qxorm"), ""},
    {"qdjango/example.cpp", double_("qdjango"), ""},
    {"qdjango/head.cpp", double_("qdjango"), ""},
    {"qdjango/example.cpp", Qt5, "/usr/include/qdjango/db/QDjangoModel.h"},
    {"drogon-orm/example.cpp", double_("drogon-orm"), ""},
    {"sqlite-orm/example.cpp", double_("sqlite-orm"), ""},
    {"poco-activerecord/example.cpp", double_("poco-activerecord"), ""},
    {"poco-activerecord/example.cpp", {}, "/usr/include/Poco/ActiveRecord/Query.h"},
    {"litesql/example.cpp", double_("litesql"), ""},
    {"hiberlite/example.cpp", double_("hiberlite"), ""},
    {"treefrog/example.cpp", double_("treefrog"), ""},
    {"sqlite3/example.cpp", {}, "/usr/include/sqlite3.h"},
    {"qtsql/example.cpp", Qt5, Qt5Folder + "/QtSql/QSqlQuery"},
    {"poco-data/example.cpp", {}, "/usr/include/Poco/Data/Session.h"},
    {"libpqxx/example.cpp", {}, "/usr/include/pqxx/pqxx"},
    {"soci/example.cpp", {}, "/usr/include/soci/soci.h"},
    {"annotations/example.cpp", {"-I" NPLUS1_SOURCE_DIR "/lib/runtime/include"}, ""},
    {"qt/example.cpp", Qt5, Qt5Folder + "/QtCore/QList"},
    {"standard-library/example.cpp", {}, ""},
    {"standard-library/ranges.cpp", {}, ""},
};

INSTANTIATE_TEST_SUITE_P(All, OrmExample, testing::ValuesIn(Examples), [](const auto &Info) {
  std::string Name = Info.param.Path + (Info.param.Needs.empty() ? "Double" : "Installed");
  std::string Result = std::to_string(Info.index);
  for (char C : Name)
    Result += llvm::isAlnum(C) ? C : '_';
  return Result;
});

// A role that no example shows may name nothing at all.
TEST(OrmExamples, ShowEveryRoleOfEveryOrm) {
  std::set<const Role *> Shown;
  for (const Example &E : Examples) {
    if (!E.Needs.empty() && !llvm::sys::fs::exists(E.Needs))
      GTEST_SKIP() << E.Needs << " is not installed";
    auto Result =
        runExample(std::string(NPLUS1_ORM_EXAMPLES) + "/" + E.Path, builtinProfiles(), E.Arguments);
    ASSERT_TRUE(bool(Result)) << llvm::toString(Result.takeError());
    for (const ExampleCall &Call : Result->Calls)
      Shown.insert(Call.Match.What);
  }
  for (const Profile &P : builtinProfiles())
    for (const Role &R : P.Roles)
      EXPECT_TRUE(P.Always || Shown.count(&R)) << P.Name << ": no example for the role in line "
                                               << R.DefinedAt.Line << " of its profile";
}

} // namespace
