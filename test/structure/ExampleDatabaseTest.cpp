//===- ExampleDatabaseTest.cpp - compile_commands.example.json holds ------===//
#include "TrackedFiles.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <set>

namespace nplus1::structure {
namespace {

namespace fs = std::filesystem;

nlohmann::json entries() { return nlohmann::json::parse(read("compile_commands.example.json")); }

TEST(ExampleDatabase, NamesExactlyTheUnitsOfTheExample) {
  std::set<std::string> Named;
  for (const auto &Entry : entries()) {
    fs::path Directory = Entry.at("directory").get<std::string>();
    EXPECT_TRUE(Directory.is_relative()) << Directory;
    Named.insert((Directory / Entry.at("file").get<std::string>()).lexically_normal().string());
  }
  std::set<std::string> Units;
  for (const std::string &Path : trackedFiles({"docs/examples"}))
    if (Path.ends_with(".cpp"))
      Units.insert(Path);
  EXPECT_EQ(Named, Units);
}

TEST(ExampleDatabase, IncludesOnlyFoldersThatExist) {
  for (const auto &Entry : entries()) {
    fs::path Directory = fs::path(NPLUS1_SOURCE_DIR) / Entry.at("directory").get<std::string>();
    for (const std::string Argument : Entry.at("arguments"))
      if (Argument.starts_with("-I"))
        EXPECT_TRUE(fs::is_directory(Directory / Argument.substr(2))) << Argument;
  }
}

TEST(ExampleDatabase, CompilesTheFileThatItNames) {
  for (const auto &Entry : entries())
    EXPECT_THAT(Entry.at("arguments"), testing::Contains(Entry.at("file")));
}

} // namespace
} // namespace nplus1::structure
