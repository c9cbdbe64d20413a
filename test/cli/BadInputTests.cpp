// What users get wrong: one clear sentence that names the file and the remedy,
// the promised exit status, nothing on stdout, no file changed.
#include "cli/FolderContents.h"
#include "cli/ToolRun.h"

#include <gmock/gmock.h>

using namespace nplus1;
using testing::AllOf;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

namespace {

class BadInput : public testing::Test {
protected:
  TempFolder Folder;

  /// Runs the tool, which must refuse with one sentence, and returns it.
  std::string refusal(const std::vector<std::string> &Arguments) {
    auto Before = contentsOf(Folder);
    ToolResult Result = runTool(Arguments, Folder.root());
    EXPECT_EQ(Result.Status, 2) << Result.Err;
    EXPECT_EQ(Result.Out, "");
    EXPECT_THAT(Result.Err, AllOf(StartsWith("nplus1: "), EndsWith("\n")));
    EXPECT_EQ(std::count(Result.Err.begin(), Result.Err.end(), '\n'), 1) << Result.Err;
    EXPECT_EQ(contentsOf(Folder), Before);
    return Result.Err;
  }
};

// -- Compilation databases --------------------------------------------------------

TEST_F(BadInput, NoDatabase) {
  EXPECT_THAT(refusal({"check"}), AllOf(HasSubstr("no compile_commands.json"), HasSubstr("-p")));
  EXPECT_THAT(refusal({"check", "-p", "no/such"}), HasSubstr("no/such"));
  EXPECT_THAT(refusal({"check", "-p", "."}), HasSubstr("CMAKE_EXPORT_COMPILE_COMMANDS=ON"));
}

TEST_F(BadInput, MalformedDatabase) {
  Folder.write("db.json", "[{\"file\": \"a.cpp\",\n \"command\" \"g++ a.cpp\"}]");
  EXPECT_THAT(refusal({"check", "-p", "db.json"}), HasSubstr("db.json:2:"));
  Folder.write("db.json", "{}");
  EXPECT_THAT(refusal({"check", "-p", "db.json"}), HasSubstr("must be an array"));
  Folder.write("db.json", "");
  EXPECT_THAT(refusal({"check", "-p", "db.json"}), HasSubstr("db.json:1:"));
  Folder.write("db.json", "[]");
  EXPECT_THAT(refusal({"check", "-p", "db.json"}), HasSubstr("holds no commands"));
}

TEST_F(BadInput, HostileDatabase) {
  Folder.write("db.json", std::string(100000, '['));
  EXPECT_THAT(refusal({"check", "-p", "db.json"}), HasSubstr("nested deeper than"));
  ASSERT_EQ(truncate(Folder.path("db.json").c_str(), off_t(10) << 30), 0);
  EXPECT_THAT(refusal({"check", "-p", "db.json"}), HasSubstr("db.json"));
  EXPECT_THAT(refusal({"check", "-p", "/dev/zero"}), HasSubstr("/dev/zero"));
}

TEST_F(BadInput, FileThatIsNotInTheDatabase) {
  Folder.write("db.json", R"([{"file": "order.cpp", "command": "g++ order.cpp"}])");
  Folder.write("odrer.cpp", "");
  EXPECT_THAT(refusal({"check", "-p", "db.json", "odrer.cpp"}),
              AllOf(HasSubstr("'odrer.cpp' is not in the compilation database db.json"),
                    HasSubstr("did you mean '" + Folder.path("order.cpp") + "'?")));
  EXPECT_THAT(refusal({"check", "-p", "db.json", "orders.cpp"}),
              AllOf(HasSubstr("'orders.cpp' does not exist"), HasSubstr("order.cpp'?")));
}

// -- Units -----------------------------------------------------------------------------

TEST_F(BadInput, UnitThatDoesNotParseIsNamedAndTheRunGoesOn) {
  Folder.write("db.json", R"([{"file": "bad.cpp", "command": "g++ bad.cpp"},
                              {"file": "gone.cpp", "command": "g++ gone.cpp"},
                              {"file": "nowhere.cpp", "directory": "no/such", "command": "g++ nowhere.cpp"},
                              {"file": "good.cpp", "command": "g++ good.cpp"}])");
  Folder.write("bad.cpp", "int f() { return x; }\n");
  Folder.write("good.cpp", "int f() { return 0; }\n");
  ToolResult Result = runTool({"check", "-p", "db.json", "--no-prefilter"}, Folder.root());
  EXPECT_EQ(Result.Status, 0);
  EXPECT_THAT(Result.Err, HasSubstr("bad.cpp: does not parse: "));
  EXPECT_THAT(Result.Err, HasSubstr("bad.cpp:1:18: use of undeclared identifier 'x'"));
  EXPECT_THAT(Result.Err, HasSubstr("gone.cpp: the file does not exist"));
  EXPECT_THAT(Result.Err, HasSubstr("no/such"));
  EXPECT_THAT(Result.Err, HasSubstr("of 4 units"));
  Result = runTool({"check", "-p", "db.json", "--require-complete"}, Folder.root());
  EXPECT_EQ(Result.Status, 3);
}

// -- Words that are not known -----------------------------------------------------------

TEST_F(BadInput, UnknownCommandsAndOptions) {
  EXPECT_THAT(refusal({}), HasSubstr("a command is missing"));
  EXPECT_THAT(refusal({"chck"}), HasSubstr("unknown command 'chck'; did you mean 'check'?"));
  EXPECT_THAT(refusal({"check", "--formt", "json"}),
              HasSubstr("unknown option '--formt'; did you mean '--format'?"));
  EXPECT_THAT(refusal({"profiles"}), HasSubstr("a command is missing"));
  EXPECT_THAT(refusal({"profiles", "lst"}), HasSubstr("did you mean 'list'?"));
  EXPECT_THAT(refusal({"check", "--jobs", "many"}), HasSubstr("--jobs"));
  EXPECT_THAT(refusal({"check", "-p"}), HasSubstr("--database"));
}

TEST_F(BadInput, UnknownNames) {
  EXPECT_THAT(refusal({"check", "--format", "jsn"}),
              HasSubstr("unknown format 'jsn'; did you mean 'json'?"));
  EXPECT_THAT(refusal({"check", "--output", "jsn=x"}), HasSubstr("jsn"));
  EXPECT_THAT(refusal({"check", "--output", "json"}), HasSubstr("FORMAT=FILE"));
  EXPECT_THAT(refusal({"check", "--min-confidence", "likly"}), HasSubstr("did you mean 'likely'?"));
  EXPECT_THAT(refusal({"explain", "lazy-relaton"}),
              HasSubstr("did you mean 'nplus1-lazy-relation'?"));
  EXPECT_THAT(refusal({"profiles", "show", "qdjago"}), HasSubstr("did you mean 'qdjango'?"));
  EXPECT_THAT(refusal({"check", "--profile", "qdjago"}), HasSubstr("did you mean 'qdjango'?"));
}

// -- Profiles and outputs ------------------------------------------------------------------

TEST_F(BadInput, ProfileWithATypo) {
  Folder.write("db.json", R"([{"file": "a.cpp", "command": "g++ a.cpp"}])");
  Folder.write("orm.json", "{\"format\": 1, \"name\": \"mine\",\n \"roels\": []}");
  for (auto &Arguments :
       {std::vector<std::string>{"check", "-p", "db.json", "--profile", "orm.json"},
        std::vector<std::string>{"profiles", "validate", "orm.json"}})
    EXPECT_THAT(refusal(Arguments),
                AllOf(HasSubstr("orm.json:2:"), HasSubstr("did you mean 'roles'?")));
  EXPECT_THAT(refusal({"check", "-p", "db.json", "--profile", "none.json"}),
              HasSubstr("none.json"));
}

TEST_F(BadInput, UnwritableOutput) {
  Folder.write("db.json", R"([{"file": "a.cpp", "command": "g++ a.cpp"}])");
  EXPECT_THAT(refusal({"check", "-p", "db.json", "--output", "json=no/such/r.json"}),
              AllOf(HasSubstr("no/such"), HasSubstr("cannot write")));
  for (const char *Command : {"check", "fix"})
    EXPECT_THAT(refusal({Command, "-p", "db.json", "--export-fixes", "no/such/f.yaml"}),
                AllOf(HasSubstr("no/such"), HasSubstr("cannot write")));
}

} // namespace
