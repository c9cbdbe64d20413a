// Facts may have been made with other profiles, or made up: roles that the
// profiles of this run do not have, or have for something else, hurt nobody.
#include "driver/FactsCodec.h"
#include "driver/UnitAnalysis.h"
#include "fix/plan/PlanFixes.h"
#include "orm/ProfileLoader.h"

#include <gtest/gtest.h>

using namespace nplus1;

namespace {

UnitFacts factsOf(const std::string &Report) {
  const std::string Example = NPLUS1_SOURCE_DIR "/docs/examples/activity-stream";
  const std::string File = Example + "/src/reports/" + Report + ".cpp";
  CompileUnit Unit = normalizeCommand(
      {"clang++", "-std=c++20", "-Iinclude", "-I" NPLUS1_SOURCE_DIR "/lib/runtime/include", File},
      Example, File);
  UnitOutcome Outcome = analyzeUnit(Unit, builtinProfiles(), llvm::vfs::createPhysicalFileSystem());
  EXPECT_EQ(Outcome.Judged, UnitOutcome::Verdict::Analysed) << Outcome.Problem;
  return std::move(Outcome.Facts);
}

/// What is found in \p Bytes, and planned for it.
size_t findingsIn(const std::string &Bytes) {
  auto Facts = decodeFacts(Bytes);
  EXPECT_TRUE(Facts);
  if (!Facts)
    return 0;
  std::vector<UnitFacts> Units;
  Units.push_back(std::move(*Facts));
  Program Linked(std::move(Units), builtinProfiles());
  LinkResult Result = link(Linked);
  planFixes(Linked, Result, *llvm::vfs::getRealFileSystem());
  return Result.Findings.size();
}

/// \p Facts with every role replaced.
std::string encodedWith(UnitFacts Facts, const std::string &Profile, uint32_t Role) {
  auto Name = StringId(Facts.Strings.size());
  Facts.Strings.push_back(Profile);
  for (FunctionFacts &Function : Facts.Functions)
    for (Event &E : Function.Events)
      if (!Facts.text(E.Profile).empty()) {
        E.Profile = Name;
        E.Role = Role;
      }
  return encodeFacts(Facts);
}

class ForeignRoles : public testing::TestWithParam<const char *> {};

TEST_P(ForeignRoles, OfAnyProfileAndNumber) {
  const UnitFacts Facts = factsOf(GetParam());
  EXPECT_GT(findingsIn(encodeFacts(Facts)), 0u);
  for (const Profile &P : builtinProfiles()) {
    for (uint32_t Role = 0; Role <= P.Roles.size(); ++Role)
      findingsIn(encodedWith(Facts, P.Name, Role));
    findingsIn(encodedWith(Facts, P.Name, UINT32_MAX));
  }
  findingsIn(encodedWith(Facts, "of nobody", 0));
}

INSTANTIATE_TEST_SUITE_P(Example, ForeignRoles,
                         testing::Values("ActivityStream", "Choices", "ReadingList"),
                         [](const auto &Info) { return std::string(Info.param); });

} // namespace
