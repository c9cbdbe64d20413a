// `nplus1 fix` from the outside, on copies of the example: what it writes, prints
// and returns, and that a file it may not write stops it before it writes any.
#include "cli/ExampleCopy.h"

#include <gmock/gmock.h>

#include <fstream>
#include <unistd.h>

using namespace nplus1;
using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::MatchesRegex;
using testing::Not;
using testing::StartsWith;

namespace {

size_t count(llvm::StringRef Text, llvm::StringRef What) { return Text.count(What); }

std::vector<std::string> changedFiles(const std::map<std::string, std::string> &Before,
                                      const std::map<std::string, std::string> &After) {
  std::vector<std::string> Changed;
  for (const auto &[Name, Text] : After)
    if (auto Old = Before.find(Name); Old == Before.end() || Old->second != Text)
      Changed.push_back(Name);
  return Changed;
}

const std::vector<std::string> AllReports = {
    ExampleCopy::report("ActivityStream"), ExampleCopy::report("Choices"),
    ExampleCopy::report("Credits"), ExampleCopy::report("ReadingList"),
    ExampleCopy::report("TaggedItems")};

/// Fixes everything, and again.
void expectFixedOnce(const ExampleCopy &Project) {
  auto Original = contentsOf(Project);
  ToolResult First = Project.run({"fix"});
  EXPECT_EQ(First.Status, 0) << First.Out << First.Err;
  EXPECT_EQ(count(First.Out, ": fixed: "), 5u) << First.Out;
  EXPECT_EQ(count(First.Out, "\n"), 5u) << First.Out;
  auto Fixed = contentsOf(Project);
  EXPECT_EQ(changedFiles(Original, Fixed), AllReports);

  ToolResult Second = Project.run({"fix"});
  EXPECT_EQ(Second.Status, 0) << Second.Out << Second.Err;
  EXPECT_EQ(Second.Out, "");
  EXPECT_EQ(contentsOf(Project), Fixed);

  ToolResult Checked = Project.run({"check"});
  EXPECT_EQ(Checked.Status, 0) << Checked.Out << Checked.Err;
}

TEST(Fix, AppliesAllThenNothing) { expectFixedOnce(ExampleCopy()); }

/// Appends to or replaces in a file of \p Project.
void change(const ExampleCopy &Project, const std::string &Name, const std::string &From,
            const std::string &To) {
  std::string Text = contentsOf(Project).at(Name);
  const size_t At = From.empty() ? Text.size() : Text.find(From);
  ASSERT_NE(At, std::string::npos);
  std::ofstream(Project.path(Name)) << Text.replace(At, From.size(), To);
}

TEST(Fix, NothingOnTheWordOfAUnitWithErrors) {
  ExampleCopy Project;
  const std::string Choices = ExampleCopy::report("Choices");
  change(Project, Choices, "", "int wrong() { return nothing; }\n");
  auto Before = contentsOf(Project);
  ToolResult Run = Project.run({"fix"});
  EXPECT_EQ(Run.Status, 1) << Run.Out << Run.Err;
  EXPECT_EQ(count(Run.Out, ": fixed: "), 4u) << Run.Out;
  EXPECT_THAT(Run.Out, HasSubstr("not fixed: its unit does not parse: "));
  EXPECT_EQ(contentsOf(Project).at(Choices), Before.at(Choices));
  // What a check says of it is the same: nothing to be applied.
  EXPECT_THAT(Project.run({"check", "--format", "json", Choices}).Out,
              AllOf(HasSubstr("\"safety\": \"manual\""), HasSubstr("its unit does not parse")));
}

TEST(Fix, NothingWhereTheLoopCallsIntoAUnitWithErrors) {
  ExampleCopy Project;
  const std::string Choices = ExampleCopy::report("Choices");
  const std::string Credits = ExampleCopy::report("Credits");
  change(Project, Choices, "void choices(", "void count(int by);\n\nvoid choices(");
  change(Project, Choices, "    out << choice", "    count(1), out << choice");
  change(Project, Credits, "namespace Shelf {", "namespace Shelf {\nvoid count(int) {}\n");
  auto Notes = [&] { return Project.run({"fix", "--diff"}).Err; };
  EXPECT_THAT(Notes(), HasSubstr("Choices.cpp:"));
  EXPECT_THAT(Notes(), Not(HasSubstr("does not parse")));
  // Whatever it does with 'missing', the loop does.
  change(Project, Credits, "void count(int) {", "void count(int) { missing.update(); ");
  ToolResult Run = Project.run({"fix", "--diff"});
  EXPECT_THAT(Run.Out, Not(HasSubstr("Choices.cpp"))) << Run.Out;
  EXPECT_THAT(Run.Err, HasSubstr("not fixed: its unit does not parse: "));
}

TEST(Fix, DiffIsAPatchForGitThatDoesWhatFixDoes) {
  ExampleCopy Project, Patched;
  Project.commit();
  auto Original = contentsOf(Project);
  ToolResult Diff = Project.run({"fix", "--diff"});
  EXPECT_EQ(Diff.Status, 1) << Diff.Err;
  EXPECT_EQ(count(Diff.Err, ": would be fixed: "), 5u) << Diff.Err;
  EXPECT_EQ(contentsOf(Project), Original);
  TempFolder Elsewhere;
  const std::string Patch = Elsewhere.write("fixes.patch", Diff.Out);
  EXPECT_EQ(Project.git({"apply", "--check", Patch}).Err, "");

  expectFixedOnce(Project);
  ToolResult Applied = Patched.git({"apply", Patch});
  EXPECT_EQ(Applied.Status, 0) << Applied.Err;
  EXPECT_EQ(contentsOf(Patched), contentsOf(Project));
}

TEST(Fix, LeavesUncommittedFilesAloneUntilTold) {
  ExampleCopy Project;
  Project.commit();
  const std::string Choices = Project.report("Choices");
  Project.write(Choices, Project.read(Choices) + "\n// a change\n");
  auto Original = contentsOf(Project);
  ToolResult Result = Project.run({"fix", Choices, Project.report("Credits")});
  EXPECT_EQ(Result.Status, 1);
  EXPECT_THAT(Result.Out, AllOf(HasSubstr("not fixed: " + Choices + ": has uncommitted changes"),
                                HasSubstr("--allow-dirty")));
  EXPECT_EQ(changedFiles(Original, contentsOf(Project)),
            std::vector<std::string>{Project.report("Credits")});

  // What writes nothing need not refuse anything.
  ToolResult Diff = Project.run({"fix", "--diff", Choices});
  EXPECT_EQ(Diff.Status, 1);
  EXPECT_THAT(Diff.Out, HasSubstr("--- a/" + Choices));
  EXPECT_THAT(Diff.Err, AllOf(HasSubstr("would be fixed"), Not(HasSubstr("uncommitted"))));

  Result = Project.run({"fix", "--allow-dirty", Choices});
  EXPECT_EQ(Result.Status, 0) << Result.Out << Result.Err;
  EXPECT_THAT(Project.read(Choices), HasSubstr("// a change"));
}

// -- Comments that suppress nothing ---------------------------------------------------

TEST(Fix, RemovesUnneededSuppressionsAndNothingElse) {
  ExampleCopy Project;
  const std::string Model = "docs/examples/activity-stream/src/model/Book.cpp";
  // Two units are the whole project here.
  Project.write("compile_commands.example.json",
                R"([{"directory": "docs/examples/activity-stream", "file": "src/model/Book.cpp",
                     "command": "c++ -std=c++20 -Iinclude src/model/Book.cpp"},
                    {"directory": "docs/examples/activity-stream", "file": "src/reports/Choices.cpp",
                     "command": "c++ -std=c++20 -Iinclude src/reports/Choices.cpp"}])");
  const std::string Odd = "int   odd( int x ){return x;}";
  const std::string Original = Project.read(Model);
  Project.write(Model, "// NOLINTNEXTLINE(nplus1-count-in-loop): it was once\n" + Original + Odd +
                           " // NOLINT(nplus1-*, bugprone-odd)\n");
  const std::string Choices = Project.read(Project.report("Choices"));
  const size_t LineEnd = Choices.find("'\\n';") + 5;
  Project.write(Project.report("Choices"), Choices.substr(0, LineEnd) +
                                               " // NOLINT(nplus1-lazy-relation): few" +
                                               Choices.substr(LineEnd));
  const std::string Suppressed = Project.read(Project.report("Choices"));

  // Not in a run over a part: what is unneeded there is not known.
  ToolResult Part = Project.run({"fix", Model});
  EXPECT_EQ(Part.Status, 0);
  EXPECT_EQ(Part.Out, "");

  ToolResult Checked = Project.run({"check"});
  EXPECT_THAT(Checked.Err, HasSubstr(Model + ":1:4: unneeded suppression: there is no finding of "
                                             "nplus1-count-in-loop here; 'nplus1 fix' can remove "
                                             "the comment\n"));
  EXPECT_THAT(Checked.Err, HasSubstr("there is no finding of nplus1-* here"));
  ToolResult Fixed = Project.run({"fix"});
  EXPECT_EQ(Fixed.Status, 0) << Fixed.Err;
  EXPECT_EQ(count(Fixed.Out, Model + ":1:4: fixed: unneeded suppression"), 1u) << Fixed.Out;
  EXPECT_THAT(Fixed.Err, Not(HasSubstr("unneeded")));
  EXPECT_EQ(Project.read(Model), Original + Odd + " // NOLINT(bugprone-odd)\n");
  EXPECT_EQ(Project.read(Project.report("Choices")), Suppressed);
  EXPECT_EQ(Project.run({"fix"}).Out, "");
}

// -- Targets that cannot be written -------------------------------------------------

/// \p Result must be a refusal in one sentence that names \p File and says what
/// to do, with nothing changed since \p Original.
void expectRefusal(const ToolResult &Result, const std::string &File, const std::string &Why,
                   const std::string &Remedy, const TempFolder &Project,
                   const std::map<std::string, std::string> &Original) {
  EXPECT_EQ(Result.Status, 2) << Result.Out << Result.Err;
  EXPECT_EQ(Result.Out, "");
  EXPECT_THAT(Result.Err, AllOf(StartsWith("nplus1: " + File + ": " + Why), HasSubstr(Remedy)));
  EXPECT_EQ(count(Result.Err, "\n"), 1u) << Result.Err;
  EXPECT_EQ(contentsOf(Project), Original);
}

TEST(FixUnwritable, OneReadOnlyFileStopsTheRun) {
  ExampleCopy Project;
  const std::string Choices = Project.report("Choices"), Credits = Project.report("Credits");
  auto Original = contentsOf(Project);
  ASSERT_EQ(chmod(Project.path(Credits).c_str(), 0444), 0);
  expectRefusal(Project.run({"fix", Choices, Credits}), Credits, "is read-only", "make it writable",
                Project, Original);

  // The remedies work.
  EXPECT_EQ(Project.run({"fix", Choices}).Status, 0);
  ASSERT_EQ(chmod(Project.path(Credits).c_str(), 0644), 0);
  EXPECT_EQ(Project.run({"fix", Choices, Credits}).Status, 0);
}

/// The copy belongs to a user without rights, as whom nplus1 is run. Tests run by
/// another user than root have rights to lose already.
class FixAsUser : public testing::Test {
protected:
  ExampleCopy Project;
  const std::string Choices = Project.report("Choices"), Credits = Project.report("Credits");

  ToolResult fix() const {
    std::vector<std::string> Words = {NPLUS1_TOOL,  "fix",        Choices,
                                      Credits,      "-p",         "compile_commands.example.json",
                                      "--no-cache", "--progress", "never"};
    if (geteuid() == 0)
      Words.insert(Words.begin(), {"setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"});
    return runProgram(Words, Project.root());
  }

  void SetUp() override {
    if (geteuid() == 0) {
      ASSERT_EQ(runProgram({"chown", "-R", "65534:65534", "."}, Project.root()).Status, 0);
      if (runProgram({"setpriv", "--reuid=65534", "--clear-groups", "test", "-x", NPLUS1_TOOL},
                     Project.root())
              .Status != 0)
        GTEST_SKIP() << "the program lies where other users cannot run it";
    }
  }

  void TearDown() override { runProgram({"chmod", "-R", "u+w", "."}, Project.root()); }
};

TEST_F(FixAsUser, FolderOfATargetMayNotBeWritten) {
  auto Original = contentsOf(Project);
  ASSERT_EQ(chmod(llvm::sys::path::parent_path(Project.path(Choices)).str().c_str(), 0555), 0);
  expectRefusal(fix(), Choices, "lies in a folder that may not be written by this user",
                "make it writable", Project, Original);
}

TEST_F(FixAsUser, ProjectRootMayNotBeWritten) {
  auto Original = contentsOf(Project);
  ASSERT_EQ(chmod(Project.root().c_str(), 0555), 0);
  expectRefusal(fix(), Project.root(), "may not be written by this user", "make it writable",
                Project, Original);
}

TEST_F(FixAsUser, OwnFilesAreFixed) {
  ToolResult Result = fix();
  EXPECT_EQ(Result.Status, 0) << Result.Out << Result.Err;
  EXPECT_EQ(count(Result.Out, ": fixed: "), 2u);
}

} // namespace
