//===- ExampleCopy.h - The example program in a folder of its own ---------===//
#pragma once

#include "cli/FolderContents.h"
#include "cli/ToolRun.h"

#include <filesystem>

namespace nplus1 {

/// docs/examples/activity-stream with its compilation database and the runtime,
/// laid out as in the repository, in no git repository.
class ExampleCopy : public TempFolder {
public:
  ExampleCopy() {
    namespace fs = std::filesystem;
    const fs::path From = NPLUS1_SOURCE_DIR, To = root();
    for (const char *Name : {"docs/examples/activity-stream", "lib/runtime/include"}) {
      fs::create_directories((To / Name).parent_path());
      fs::copy(From / Name, To / Name, fs::copy_options::recursive);
    }
    fs::copy(From / "compile_commands.example.json", To);
  }

  /// The path of a unit with findings, below the folder, e.g. "Choices".
  static std::string report(const std::string &Name) {
    return "docs/examples/activity-stream/src/reports/" + Name + ".cpp";
  }

  /// Runs a subcommand of nplus1 on it, with results kept from run to run.
  ToolResult run(std::vector<std::string> Arguments) const {
    Arguments.insert(Arguments.end(), {"-p", "compile_commands.example.json", "--cache-dir",
                                       Cache.path("results"), "--progress", "never"});
    return runTool(Arguments, root());
  }

  /// Makes it a git repository with everything committed.
  void commit() const {
    for (const std::vector<std::string> &Words :
         {std::vector<std::string>{"init", "-q"},
          {"add", "."},
          {"-c", "user.name=n", "-c", "user.email=n@localhost", "commit", "-q", "-m", "all"}})
      EXPECT_EQ(git(Words).Status, 0);
  }

  ToolResult git(std::vector<std::string> Words) const {
    Words.insert(Words.begin(), "git");
    return runProgram(Words, root());
  }

private:
  TempFolder Cache;
};

} // namespace nplus1
