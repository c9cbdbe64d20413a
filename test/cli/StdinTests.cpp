// --stdin-filename: the text on stdin counts, the file on the disk does not.
#include "cli/ExampleCopy.h"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

using namespace nplus1;
using testing::AllOf;
using testing::HasSubstr;

namespace {

class Stdin : public testing::Test {
protected:
  ExampleCopy Project;
  TempFolder Input;
  const std::string Choices = Project.report("Choices");

  ToolResult check(const std::string &Text, std::vector<std::string> Options = {}) const {
    std::vector<std::string> Words = {"/bin/sh",
                                      "-c",
                                      "exec \"$@\" < \"$0\"",
                                      Input.write("text", Text),
                                      NPLUS1_TOOL,
                                      "check",
                                      "-p",
                                      "compile_commands.example.json",
                                      "--no-cache"};
    Words.insert(Words.end(), Options.begin(), Options.end());
    return runProgram(Words, Project.root());
  }
};

TEST_F(Stdin, IsCheckedWithTheCommandOfTheFile) {
  const std::string OnDisk = Project.read(Choices);
  ToolResult Result = check("\n\n" + OnDisk, {"--stdin-filename", Choices, "--format", "json"});
  ASSERT_EQ(Result.Status, 1) << Result.Err;
  auto Moved = nlohmann::json::parse(Result.Out)["findings"];
  auto Plain = nlohmann::json::parse(check("", {Choices, "--format", "json"}).Out)["findings"];
  ASSERT_EQ(Moved.size(), 1u);
  EXPECT_EQ(Moved[0]["location"]["line"], Plain[0]["location"]["line"].get<int>() + 2);
  EXPECT_EQ(Moved[0]["fingerprint"], Plain[0]["fingerprint"]);
  EXPECT_EQ(Moved[0]["fix"]["safety"], "safe");

  // Carets and suppressions come from stdin, too.
  const std::string Line = "choice->question()->text()";
  ASSERT_NE(OnDisk.find(Line), std::string::npos);
  EXPECT_THAT(check("\n\n" + OnDisk, {"--stdin-filename", Choices}).Out, HasSubstr(Line));
  EXPECT_EQ(Project.read(Choices), OnDisk);
}

TEST_F(Stdin, ReplacesWhatIsOnTheDisk) {
  ToolResult Result = check("int nothing;\n", {"--stdin-filename", Choices});
  EXPECT_EQ(Result.Status, 0) << Result.Out << Result.Err;
  Result = check("int broken", {"--stdin-filename", Choices, "--require-complete"});
  EXPECT_EQ(Result.Status, 3) << Result.Out << Result.Err;
  EXPECT_THAT(Result.Err, HasSubstr("Choices.cpp:1:"));
}

TEST_F(Stdin, FixesAreOfTheTextOnStdin) {
  ToolResult Result = check("\n\n" + Project.read(Choices),
                            {"--stdin-filename", Choices, "--export-fixes", Input.path("f.yaml")});
  EXPECT_EQ(Result.Status, 1) << Result.Err;
  const std::string First = "Offset:          ";
  EXPECT_EQ(check(Project.read(Choices),
                  {"--stdin-filename", Choices, "--export-fixes", Input.path("plain.yaml")})
                .Status,
            1);
  auto offset = [&](const std::string &Document) {
    return std::stoi(Document.substr(Document.find(First) + First.size()));
  };
  EXPECT_EQ(offset(Input.read("f.yaml")), offset(Input.read("plain.yaml")) + 2);
}

TEST_F(Stdin, NeedsAFileOfTheDatabase) {
  ToolResult Result = check("", {"--stdin-filename", "odd.cpp"});
  EXPECT_EQ(Result.Status, 2);
  EXPECT_THAT(Result.Err, HasSubstr("'odd.cpp' does not exist"));
  Result = check("", {"--stdin-filename", Choices, Choices});
  EXPECT_EQ(Result.Status, 2);
  EXPECT_THAT(Result.Err, AllOf(HasSubstr("--stdin-filename"), HasSubstr("path")));
}

} // namespace
