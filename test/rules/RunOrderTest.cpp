//===- RunOrderTest.cpp - The order of the work does not show -------------===//
//
// Every sixth annotated source (NPLUS1_ALL_SOURCES=1: all), as one project in several
// orders of the database and with several numbers of jobs: the report is the same, byte
// for byte. Many of them define functions of the same names, so which definition counts
// is at stake, too.
//
//===----------------------------------------------------------------------===//
#include "cli/ToolRun.h"
#include "harness/AnnotatedSource.h"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>

using namespace nplus1;
namespace fs = std::filesystem;

namespace {

std::vector<fs::path> sources() {
  std::vector<fs::path> Files;
  for (const auto &Entry : fs::recursive_directory_iterator(NPLUS1_SOURCE_DIR "/test/rules"))
    if (Entry.path().extension() == ".cpp" &&
        Entry.path().parent_path() != fs::path(NPLUS1_SOURCE_DIR "/test/rules"))
      Files.push_back(Entry.path());
  std::sort(Files.begin(), Files.end());
  std::vector<fs::path> Some;
  for (size_t I = 0; I < Files.size(); I += std::getenv("NPLUS1_ALL_SOURCES") ? 1 : 6)
    Some.push_back(Files[I]);
  return Some;
}

std::string ormOf(const fs::path &File) {
  std::ifstream In(File);
  std::string Line;
  std::getline(In, Line);
  const std::string Mark = "// with: ";
  return Line.rfind(Mark, 0) == 0 ? Line.substr(Mark.size()) : std::string();
}

std::string reportOf(const std::vector<fs::path> &Files, const std::string &Jobs) {
  TempFolder Folder;
  auto Database = nlohmann::json::array();
  for (const fs::path &File : Files) {
    std::vector<std::string> Words = {"clang++"};
    for (const std::string &Argument : test::argumentsFor(ormOf(File)))
      Words.push_back(Argument);
    Words.push_back(File);
    Database.push_back(
        {{"directory", NPLUS1_SOURCE_DIR}, {"file", File.string()}, {"arguments", Words}});
  }
  Folder.write("compile_commands.json", Database.dump());
  // Their findings are in a folder of tests.
  Folder.write("config.json", R"({"defaultExcludes": false})");
  ToolResult Result = runTool({"check", "-p", Folder.root(), "--config", Folder.path("config.json"),
                               "--format", "json", "--no-cache", "-j", Jobs},
                              NPLUS1_SOURCE_DIR);
  EXPECT_EQ(Result.Status, 1) << Result.Err;
  return Result.Out;
}

TEST(RunOrder, DoesNotShow) {
  std::vector<fs::path> Files = sources();
  const std::string Expected = reportOf(Files, "1");
  auto Report = nlohmann::json::parse(Expected, nullptr, /*allow_exceptions=*/false);
  EXPECT_EQ(Report["coverage"]["units"]["analysed"], Files.size());
  EXPECT_GT(Report["findings"].size(), 20u);

  std::reverse(Files.begin(), Files.end());
  EXPECT_EQ(reportOf(Files, "2"), Expected);
  std::mt19937 Random(1);
  std::shuffle(Files.begin(), Files.end(), Random);
  EXPECT_EQ(reportOf(Files, "4"), Expected);
}

} // namespace
