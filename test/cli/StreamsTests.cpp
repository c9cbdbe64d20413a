// What goes where: the chosen format on stdout, everything else on stderr.
#include "cli/ToolRun.h"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

using namespace nplus1;
using testing::HasSubstr;

namespace {

TEST(Streams, MachineFormatAloneOnStdout) {
  TempFolder Folder;
  Folder.write("a.cpp", "int x = y;\n");
  Folder.write("db.json", R"([{"file": "a.cpp", "command": "g++ a.cpp"}])");
  ToolResult Result = runTool({"check", "-p", "db.json", "--format", "json"}, Folder.root());
  EXPECT_EQ(Result.Status, 0);
  auto Report = nlohmann::json::parse(Result.Out);
  EXPECT_EQ(Report["schema"], 1);
  EXPECT_EQ(Report["coverage"]["units"]["partial"], 1);
  EXPECT_EQ(Report["errors"][0]["file"], "a.cpp");
  EXPECT_THAT(Result.Err, HasSubstr("a.cpp"));
}

TEST(Streams, HelpAndVersionAreOutput) {
  TempFolder Folder;
  for (const char *Argument : {"--help", "version", "rules"}) {
    ToolResult Result = runTool({Argument}, Folder.root());
    EXPECT_EQ(Result.Status, 0) << Argument;
    EXPECT_NE(Result.Out, "") << Argument;
    EXPECT_EQ(Result.Err, "") << Argument;
  }
}

TEST(Streams, ExplainPrintsTheRulesPage) {
  TempFolder Folder;
  ToolResult Full = runTool({"explain", "nplus1-lazy-relation"}, Folder.root());
  EXPECT_EQ(Full.Status, 0);
  EXPECT_THAT(Full.Out, HasSubstr("nplus1-lazy-relation"));
  EXPECT_EQ(runTool({"explain", "lazy-relation"}, Folder.root()).Out, Full.Out);
}

TEST(Streams, BuiltInProfilesAreAStartForOnesOwn) {
  TempFolder Folder;
  ToolResult Shown = runTool({"profiles", "show", "qdjango"}, Folder.root());
  Folder.write("mine.json", Shown.Out);
  ToolResult Validated = runTool({"profiles", "validate", "mine.json"}, Folder.root());
  EXPECT_EQ(Validated.Status, 0) << Validated.Err;
}

TEST(Identical, FindingsDoNotDependOnHowTheyWereFound) {
  TempFolder Folder;
  auto findings = [&](std::vector<std::string> Options) {
    std::vector<std::string> Arguments = {"check",
                                          "-p",
                                          "compile_commands.example.json",
                                          "docs/examples/activity-stream/src/reports",
                                          "--format",
                                          "json"};
    Arguments.insert(Arguments.end(), Options.begin(), Options.end());
    ToolResult Result = runTool(Arguments, NPLUS1_SOURCE_DIR);
    EXPECT_EQ(Result.Status, 1) << Result.Err;
    return nlohmann::json::parse(Result.Out)["findings"].dump();
  };
  const std::string Cache = Folder.path("cache");
  const std::string Plain = findings({"--no-cache", "--no-prefilter", "-j", "1"});
  EXPECT_NE(Plain, "[]");
  EXPECT_EQ(findings({"--no-cache", "-j", "3"}), Plain);
  EXPECT_EQ(findings({"--cache-dir", Cache}), Plain);
  EXPECT_EQ(findings({"--cache-dir", Cache}), Plain) << "from the cache";
}

} // namespace
