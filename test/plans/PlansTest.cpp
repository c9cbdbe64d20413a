//===- PlansTest.cpp - What the planned fixes make of a source ------------===//
//
// Each cases/<name>.cpp is analysed and fixed in memory, unsafe fixes too if it
// says "// apply: unsafe". The result must be cases/<name>.fixed; without such a
// file nothing may change. Every fix that is not applied must be named:
//
//   // why not: the loop is in a template
//
// NPLUS1_WRITE_FIXED=1 writes the .fixed files, to be read before a commit.
//
//===----------------------------------------------------------------------===//
#include "fix/FixEngine.h"
#include "fix/plan/PlanFixes.h"
#include "harness/AnnotatedSource.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

#include "gtest/gtest.h"

#include <algorithm>
#include <fstream>
#include <set>

using namespace nplus1;

namespace {

const std::string Folder = std::string(NPLUS1_SOURCE_DIR) + "/test/plans/cases";

std::string contentsOf(const std::string &Path) {
  auto Buffer = llvm::MemoryBuffer::getFile(Path);
  return Buffer ? (*Buffer)->getBuffer().str() : std::string();
}

std::vector<std::string> caseNames() {
  std::vector<std::string> Names;
  std::error_code Error;
  for (llvm::sys::fs::directory_iterator It(Folder, Error), End; It != End && !Error;
       It.increment(Error))
    if (llvm::StringRef(It->path()).ends_with(".cpp"))
      Names.push_back(llvm::sys::path::stem(It->path()).str());
  std::sort(Names.begin(), Names.end());
  return Names;
}

class Plans : public testing::TestWithParam<std::string> {};

TEST_P(Plans, GiveTheFixedSource) {
  std::string Path = Folder + "/" + GetParam() + ".cpp";
  std::string Before = contentsOf(Path);
  test::Analysed Seen = test::analyse({Path});
  EXPECT_EQ(llvm::join(Seen.Errors, "\n"), "");

  auto Files = llvm::vfs::getRealFileSystem();
  std::vector<FixPlan> Plans = planFixes(*Seen.Linked, Seen.Result, *Files);
  std::multiset<std::string> WhyNot, Expected;
  for (const LinkedFinding &Found : Seen.Result.Findings)
    if (Found.What.Remedy && Found.What.Remedy->Safety != FixSafety::Safe)
      WhyNot.insert(Found.What.Remedy->Why);
  for (llvm::StringRef Line : llvm::split(Before, '\n'))
    if (Line.consume_front("// why not: "))
      Expected.insert(Line.str());
  EXPECT_EQ(WhyNot, Expected);

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
  std::string Wanted = llvm::sys::fs::exists(Golden) ? contentsOf(Golden) : Before;
  EXPECT_EQ(After, Wanted);

  // One rule does not take away what the other asked for. Headers that the fix
  // includes are not found here, which does not matter.
  for (const LinkedFinding &Found : test::analyse({Path}, {{Path, After}}).Result.Findings)
    EXPECT_NE(Found.What.Rule, "nplus1-unused-prefetch") << Found.What.Message;
}

INSTANTIATE_TEST_SUITE_P(Cases, Plans, testing::ValuesIn(caseNames()),
                         [](const auto &Info) { return Info.param; });

} // namespace
