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

/// What is wrong with a profile that \p Text is, as each command that reads
/// profiles says it: status 2, one sentence.
std::string complaint(TempFolder &Folder, const std::string &Text) {
  Folder.write("orm.json", Text);
  Folder.write("orm.cpp", "");
  Folder.write("compile_commands.json", "[]");
  std::string First;
  for (const std::vector<std::string> &Command :
       {std::vector<std::string>{"profiles", "validate", "orm.json"},
        std::vector<std::string>{"profiles", "test", "orm.json"},
        std::vector<std::string>{"check", "-p", ".", "--profile", "orm.json"},
        std::vector<std::string>{"fix", "-p", ".", "--profile", "orm.json"}}) {
    ToolResult Result = runTool(Command, Folder.root());
    EXPECT_EQ(Result.Status, 2) << Command.front() << " " << Command.at(1);
    EXPECT_EQ(Result.Out, "");
    if (First.empty())
      First = Result.Err;
    EXPECT_EQ(Result.Err, First);
  }
  return First;
}

TEST(BadProfiles, AreRefusedWithTheLineByEveryCommand) {
  TempFolder Folder;
  EXPECT_THAT(complaint(Folder, "{\"format\": 1, \"name\": \"own\",\n \"roels\": []}"),
              HasSubstr("orm.json:2:2: unknown key 'roels'; did you mean 'roles'?"));
  EXPECT_THAT(complaint(Folder, "{\"format\": 1, \"name\": \"own\",\n \"roles\": {}}"),
              HasSubstr("orm.json:2:11: 'roles' must be a list, not an object"));
  EXPECT_THAT(complaint(Folder, "{\"format\": 2,\n \"name\": \"own\"}"),
              HasSubstr("orm.json:1:12: 'format' is 2, but this nplus1 reads format 1"));
  Folder.write("base.json", "{\"format\": 1, \"name\": \"base\",\n \"extends\": \"orm.json\"}");
  EXPECT_THAT(complaint(Folder, "{\"format\": 1, \"name\": \"own\",\n \"extends\": \"base.json\"}"),
              HasSubstr("base.json:2:13: 'extends' goes in a circle"));
  EXPECT_THAT(complaint(Folder, "{\"format\": 1, \"name\": \"own\",\n \"extends\": \"wt-dbo-9\"}"),
              HasSubstr("orm.json:2:13: 'extends' names the unknown profile 'wt-dbo-9'; did you "
                        "mean 'wt-dbo'?"));
}

TEST(BadProfiles, AProfileForAnotherVersionThanTheExampleIncludes) {
  TempFolder Folder;
  Folder.write("orm.json", "{\"format\": 1, \"name\": \"own\",\n"
                           " \"when\": {\"macro\": \"ORM_VERSION\", \"at-least\": 2},\n"
                           " \"roles\": [{\"role\": \"rows\", \"function\": \"f\"}]}");
  const char *Code = "void f();\nvoid g() {\n  f(); // expect: rows\n}\n";
  Folder.write("orm.cpp", std::string("#define ORM_VERSION 1\n") + Code);
  ToolResult Result = runTool({"profiles", "test", "orm.json"}, Folder.root());
  EXPECT_EQ(Result.Status, 2);
  EXPECT_EQ(Result.Out, "");
  EXPECT_THAT(Result.Err, HasSubstr("orm.json:2:10: the profile is for another version of the ORM "
                                    "than orm.cpp includes"));
  Folder.write("orm.cpp", std::string("#define ORM_VERSION 2\n") + Code);
  EXPECT_EQ(runTool({"profiles", "test", "orm.json"}, Folder.root()).Status, 0);
}

} // namespace
