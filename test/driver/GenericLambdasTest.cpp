// Bodies of library functions are skipped, but not those that make instances of
// the generic lambdas that they are given.
#include "driver/UnitAnalysis.h"
#include "orm/ProfileLoader.h"

#include "llvm/Support/MemoryBuffer.h"

#include <gtest/gtest.h>

using namespace nplus1;

namespace {

class GenericLambdas : public testing::TestWithParam<const char *> {};

TEST_P(GenericLambdas, AreSeenInAlgorithms) {
  constexpr const char *Code = R"cpp(
#include <algorithm>
#include <vector>
int touch(int number);
void all(const std::vector<int> &numbers) {
  std::for_each(numbers.begin(), numbers.end(), [](const auto &number) { touch(number); });
}
)cpp";
  llvm::IntrusiveRefCntPtr Memory(new llvm::vfs::InMemoryFileSystem);
  Memory->addFile("/project/a.cpp", 0, llvm::MemoryBuffer::getMemBuffer(Code));
  llvm::IntrusiveRefCntPtr Files(
      new llvm::vfs::OverlayFileSystem(llvm::vfs::createPhysicalFileSystem()));
  Files->pushOverlay(Memory);
  UnitOutcome Outcome =
      analyzeUnit(normalizeCommand({"clang++", GetParam(), "/project/a.cpp"}, "/", "/project/a.cpp"),
                  builtinProfiles(), Files);
  ASSERT_EQ(Outcome.Judged, UnitOutcome::Verdict::Analysed) << Outcome.Problem;
  bool Called = false;
  for (const FunctionFacts &Function : Outcome.Facts.Functions)
    for (const Event &E : Function.Events)
      Called |= Function.Lambda && Outcome.Facts.text(E.CalleeName) == "touch";
  EXPECT_TRUE(Called);
}

INSTANTIATE_TEST_SUITE_P(Standards, GenericLambdas,
                         testing::Values("-std=c++14", "-std=c++17", "-std=c++20"),
                         [](const auto &Info) { return "Cpp" + std::string(Info.param + 8); });

} // namespace
