// What goes where: the chosen format on stdout, everything else on stderr.
#include "cli/ToolRun.h"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include <map>
#include <sstream>

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

TEST(Streams, JsonLinesTellOfEachUnitBeforeTheFindings) {
  TempFolder Folder;
  Folder.write("good.cpp", "int x;\n");
  Folder.write("bad.cpp", "int x = y;\n");
  Folder.write("db.json", R"([{"file": "good.cpp", "command": "g++ good.cpp"},
                              {"file": "bad.cpp", "command": "g++ -DX bad.cpp"}])");
  auto statesWith = [&](std::vector<std::string> Options) {
    Options.insert(Options.begin(), {"check", "-p", "db.json", "--format", "jsonl", "--no-cache"});
    ToolResult Result = runTool(Options, Folder.root());
    EXPECT_EQ(Result.Status, 0) << Result.Err;
    std::istringstream Lines(Result.Out);
    std::map<std::string, std::string> States;
    nlohmann::json Last;
    for (std::string Line; std::getline(Lines, Line);) {
      EXPECT_FALSE(Last.contains("coverage")) << "a line after the last";
      Last = nlohmann::json::parse(Line);
      EXPECT_EQ(Last["schema"], 1);
      if (Last.contains("unit"))
        States[Last["unit"]["file"]] = Last["unit"]["state"];
    }
    EXPECT_TRUE(Last.contains("coverage"));
    return States;
  };
  using States = std::map<std::string, std::string>;
  EXPECT_EQ(statesWith({"--no-prefilter"}),
            (States{{"good.cpp", "analysed"}, {"bad.cpp", "partial"}}));
  EXPECT_EQ(statesWith({}), (States{{"good.cpp", "irrelevant"}, {"bad.cpp", "irrelevant"}}));
}

// The program still runs, because of the slow unit, when the line of the quick one
// has been read.
TEST(Streams, JsonLinesComeWhileTheRunGoesOn) {
  TempFolder Folder;
  Folder.write("quick.cpp", "int x;\n");
  Folder.write("slow.cpp",
               "template <int N, long M> struct A {\n"
               "  static constexpr int v = A<N - 1, 2 * M>::v + A<N - 1, 2 * M + 1>::v;\n"
               "};\n"
               "template <long M> struct A<0, M> { static constexpr int v = 1; };\n"
               "int slow = A<60, 1>::v;\n");
  Folder.write("db.json", R"([{"file": "quick.cpp", "command": "g++ quick.cpp"},
                              {"file": "slow.cpp", "command": "g++ slow.cpp"}])");
  ToolResult Result = runProgram(
      {"/bin/sh", "-c",
       "mkfifo lines; " NPLUS1_TOOL " check -p db.json --format jsonl --no-cache --no-prefilter "
       "-j 2 --unit-time 60 >lines 2>/dev/null & read -r line <lines; kill $! && echo \"$line\""},
      Folder.root());
  EXPECT_THAT(Result.Out, HasSubstr(R"({"file":"quick.cpp","state":"analysed"})"));
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
