// --export-fixes: what clang-apply-replacements makes of it is what fix does.
#include "cli/ExampleCopy.h"

#include <gmock/gmock.h>

using namespace nplus1;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

namespace {

class ExportFixes : public testing::Test {
protected:
  ExampleCopy Project;
  TempFolder Exported;
  const std::string File = Exported.path("fixes.yaml");
  const std::vector<std::string> Reports = {Project.report("Choices"), Project.report("Credits")};

  static ToolResult run(const ExampleCopy &Project, std::vector<std::string> Arguments,
                        const std::vector<std::string> &Reports) {
    Arguments.insert(Arguments.end(), Reports.begin(), Reports.end());
    return Project.run(std::move(Arguments));
  }
};

TEST_F(ExportFixes, AppliedByClangIsWhatFixDoes) {
  auto Original = contentsOf(Project);
  ToolResult Checked = run(Project, {"check", "--export-fixes", File}, Reports);
  EXPECT_EQ(Checked.Status, 1) << Checked.Err;
  EXPECT_THAT(Checked.Out, HasSubstr("Choices.cpp"));
  const std::string Document = Exported.read("fixes.yaml");
  ToolResult Planned = run(Project, {"fix", "--export-fixes", File}, Reports);
  EXPECT_EQ(Planned.Status, 1) << Planned.Err;
  EXPECT_THAT(Planned.Out, AllOf(HasSubstr(": would be fixed: "), Not(HasSubstr(": fixed: "))));
  EXPECT_EQ(Exported.read("fixes.yaml"), Document);
  EXPECT_EQ(contentsOf(Project), Original);

  ToolResult Applied =
      runProgram({"clang-apply-replacements-19", Exported.root()}, Exported.root());
  EXPECT_EQ(Applied.Status, 0) << Applied.Err;
  EXPECT_NE(contentsOf(Project), Original);
  ExampleCopy Fixed;
  EXPECT_EQ(run(Fixed, {"fix"}, Reports).Status, 0);
  EXPECT_EQ(contentsOf(Project), contentsOf(Fixed));
}

// What only reads the project asks nobody whether it may be edited.
TEST_F(ExportFixes, OfFilesThatFixWouldNotTouch) {
  Project.commit();
  for (const std::string &Report : Reports)
    Project.write(Report, Project.read(Report) + "\n");
  EXPECT_EQ(run(Project, {"check", "--export-fixes", File}, Reports).Status, 1);
  EXPECT_THAT(Exported.read("fixes.yaml"), HasSubstr("Credits.cpp"));
}

TEST_F(ExportFixes, OfNothingIsADocumentWithoutReplacements) {
  const std::vector<std::string> Fine = {Project.report("Catalogue")};
  EXPECT_EQ(run(Project, {"check", "--export-fixes", File}, Fine).Status, 0);
  EXPECT_THAT(Exported.read("fixes.yaml"), HasSubstr("Replacements:    []"));
}

} // namespace
