// nplus1 profiles: what is known of each ORM, and whether it is so.
#include "cli/ToolRun.h"

#include <gmock/gmock.h>

using namespace nplus1;
using testing::AllOf;
using testing::ContainsRegex;
using testing::HasSubstr;

namespace {

const std::string Own = NPLUS1_SOURCE_DIR "/test/orm-headers/own/";

TEST(Profiles, ListSaysWhichFixesThereAre) {
  TempFolder Folder;
  const std::string List = runTool({"profiles", "list"}, Folder.root()).Out;
  EXPECT_THAT(List, ContainsRegex("qdjango +QDjango +append-to-query"));
  EXPECT_THAT(List, ContainsRegex("poco-activerecord +POCO ActiveRecord +map-lookup"));
}

TEST(ProfilesTest, ComparesTheExampleBesideTheProfile) {
  TempFolder Folder;
  ToolResult Result = runTool({"profiles", "test", Own + "profile.json"}, Folder.root());
  EXPECT_EQ(Result.Status, 0) << Result.Err;
  EXPECT_THAT(Result.Out, AllOf(ContainsRegex("line +[0-9]+ +lazy"),
                                HasSubstr(" calls with a role, all as the comments say")));
  EXPECT_EQ(Result.Err, "");
}

TEST(ProfilesTest, SaysWhichLineIsNotAsExpected) {
  TempFolder Folder;
  Folder.write("e.cpp", "int f();\nint g() {\n  return f(); // expect: lazy\n}\n");
  ToolResult Result = runTool({"profiles", "test", "e.cpp"}, Folder.root());
  EXPECT_EQ(Result.Status, 1) << Result.Err;
  EXPECT_THAT(Result.Out, AllOf(HasSubstr("e.cpp:3: expected lazy, found none"),
                                HasSubstr("1 line is not as the comments say")));
}

TEST(ProfilesTest, ExtraArgumentsReachTheParser) {
  TempFolder Folder;
  Folder.write("e.cpp", "#ifndef LEVEL\n#error\n#endif\n");
  EXPECT_EQ(runTool({"profiles", "test", "e.cpp"}, Folder.root()).Status, 2);
  EXPECT_EQ(runTool({"profiles", "test", "e.cpp", "--extra-arg", "-DLEVEL"}, Folder.root()).Status,
            0);
}

TEST(ProfilesTest, BadInputIsOneSentence) {
  TempFolder Folder;
  auto refusal = [&](const std::string &File) {
    ToolResult Result = runTool({"profiles", "test", File}, Folder.root());
    EXPECT_EQ(Result.Status, 2);
    EXPECT_EQ(Result.Out, "");
    EXPECT_EQ(std::count(Result.Err.begin(), Result.Err.end(), '\n'), 1) << Result.Err;
    return Result.Err;
  };
  EXPECT_THAT(refusal("none.cpp"), HasSubstr("none.cpp"));
  Folder.write("orm.json", "{\"format\": 1, \"name\": \"mine\",\n \"roels\": []}");
  EXPECT_THAT(refusal("orm.json"), HasSubstr("did you mean 'roles'?"));
  Folder.write("orm.json", "{\"format\": 1, \"name\": \"mine\", \"title\": \"Mine\", "
                           "\"headers\": [\"m.h\"], \"roles\": []}");
  EXPECT_THAT(refusal("orm.json"), HasSubstr("orm.cpp: there is no such file"));
}

} // namespace
