//===- PlansTest.cpp - What the planned fixes make of a source ------------===//
//
// Each cases/<name>.cpp is analysed and fixed in memory, unsafe fixes too if it
// says "// apply: unsafe". The result must be cases/<name>.fixed; without such a
// file nothing may change. It must compile, with the prefetch runtime and the ORM's
// double. Sources in cases/unformatted have no .clang-format. Every fix that is not
// applied must be named:
//
//   // why not: the loop is in a template
//
// and so may be the code that such a finding tells people to write, "// by hand: ".
//
// NPLUS1_WRITE_FIXED=1 writes the .fixed files, to be read before a commit.
//
//===----------------------------------------------------------------------===//
#include "fix/FixEngine.h"
#include "fix/plan/PlanFixes.h"
#include "harness/AnnotatedSource.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

#include "gtest/gtest.h"

#include <algorithm>
#include <fstream>
#include <set>

using namespace nplus1;

namespace {

const std::string Folder = std::string(NPLUS1_SOURCE_DIR) + "/test/plans/cases";

std::vector<std::string> caseNames() {
  std::vector<std::string> Names;
  std::error_code Error;
  for (llvm::sys::fs::recursive_directory_iterator It(Folder, Error), End; It != End && !Error;
       It.increment(Error))
    if (llvm::StringRef Name = It->path(); Name.consume_back(".cpp"))
      Names.push_back(Name.drop_front(Folder.size() + 1).str());
  std::sort(Names.begin(), Names.end());
  return Names;
}

class Plans : public testing::TestWithParam<std::string> {};

TEST_P(Plans, GiveTheFixedSource) {
  std::string Path = Folder + "/" + GetParam() + ".cpp";
  std::string Before = test::contentsOf(Path);
  test::Analysed Seen = test::analyse({Path});
  EXPECT_EQ(llvm::join(Seen.Errors, "\n"), "");

  auto Files = llvm::vfs::getRealFileSystem();
  std::vector<FixPlan> Plans = planFixes(*Seen.Linked, Seen.Result, *Files);
  std::multiset<std::string> WhyNot, Expected, ByHand, ExpectedByHand;
  for (const LinkedFinding &Found : Seen.Result.Findings) {
    if (!Found.What.Remedy || Found.What.Remedy->Safety == FixSafety::Safe)
      continue;
    WhyNot.insert(Found.What.Remedy->Why);
    if (auto [Does, Code] = llvm::StringRef(Found.What.Remedy->Title).split(": "); !Code.empty())
      ByHand.insert(Code.str());
  }
  for (llvm::StringRef Line : llvm::split(Before, '\n'))
    if (Line.consume_front("// why not: "))
      Expected.insert(Line.str());
    else if (Line.consume_front("// by hand: "))
      ExpectedByHand.insert(Line.str());
  EXPECT_EQ(WhyNot, Expected);
  if (!ExpectedByHand.empty())
    EXPECT_EQ(ByHand, ExpectedByHand);

  auto Boundary = ProjectBoundary::at(NPLUS1_SOURCE_DIR, *Files);
  ASSERT_TRUE(bool(Boundary));
  FixOptions Options;
  Options.Mode = FixMode::Preview;
  Options.Unsafe = Before.find("// apply: unsafe") != std::string::npos;
  auto Result = applyFixes(Plans, *Boundary, Options);
  ASSERT_TRUE(bool(Result)) << llvm::toString(Result.takeError());
  std::string After = Before;
  for (const EditedFile &File : Result->Files)
    After = File.After;

  std::string Golden = Folder + "/" + GetParam() + ".fixed";
  if (getenv("NPLUS1_WRITE_FIXED") && After != Before)
    std::ofstream(Golden) << After;
  std::string Wanted = llvm::sys::fs::exists(Golden) ? test::contentsOf(Golden) : Before;
  EXPECT_EQ(After, Wanted);

  test::Analysed Fixed = test::analyse({Path}, {{Path, After}});
  EXPECT_EQ(llvm::join(Fixed.Errors, "\n"), "");
  // What was said to be fixed is gone, and nothing else.
  size_t Answered = 0;
  for (size_t I = 0; I < Plans.size(); ++I)
    if (Result->Outcomes[I].State == PlanState::Applied)
      Answered += Plans[I].Findings.size();
  std::string Left;
  for (const LinkedFinding &Found : Fixed.Result.Findings)
    Left += std::to_string(Found.What.Location.Begin.Line) + ": " + Found.What.Message + '\n';
  EXPECT_EQ(Fixed.Result.Findings.size(), Seen.Result.Findings.size() - Answered) << Left;
  // One rule does not take away what the other asked for.
  for (const LinkedFinding &Found : Fixed.Result.Findings)
    EXPECT_NE(Found.What.Rule, "nplus1-unused-prefetch") << Found.What.Message;
}

INSTANTIATE_TEST_SUITE_P(Cases, Plans, testing::ValuesIn(caseNames()), [](const auto &Info) {
  return llvm::join(llvm::split(Info.param, '/'), "_");
});

} // namespace
