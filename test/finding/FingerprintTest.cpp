#include "finding/Fingerprint.h"

#include "gmock/gmock.h"

using namespace nplus1;

namespace {
struct FingerprintTest : testing::Test {
  llvm::IntrusiveRefCntPtr<llvm::vfs::InMemoryFileSystem> Disk =
      llvm::makeIntrusiveRefCnt<llvm::vfs::InMemoryFileSystem>();

  /// A finding whose loop header is \p Header, which stands behind \p Before.
  Finding finding(std::string File, std::string Before, std::string Header) {
    Disk->addFile(File, 0, llvm::MemoryBuffer::getMemBufferCopy(Before + Header + " use(x);\n"));
    Finding F;
    F.Rule = "nplus1-lazy-relation";
    F.Function = "c:orders.cpp@F@total#";
    F.Path = {"items[]", "product"};
    F.LoopHeader.Begin = {File, 1, 1, uint32_t(Before.size())};
    F.LoopHeader.EndOffset = Before.size() + Header.size();
    F.Location = F.LoopHeader;
    F.Loop = F.LoopHeader.Begin;
    return F;
  }

  std::vector<Finding> assigned(std::vector<Finding> Findings, llvm::StringRef Root = "/p") {
    SourceFiles Sources(Disk);
    assignFingerprints(Findings, Root, Sources);
    return Findings;
  }
  Finding assigned(Finding F) { return assigned(std::vector{std::move(F)})[0]; }
};
} // namespace

TEST_F(FingerprintTest, IsSixteenHexadecimalDigits) {
  Finding F = assigned(finding("/p/a.cpp", "", "for (auto x : xs)"));
  EXPECT_THAT(F.Fingerprint, testing::MatchesRegex("[0-9a-f]{16}"));
  EXPECT_THAT(F.MovedFingerprint, testing::MatchesRegex("[0-9a-f]{16}"));
  EXPECT_NE(F.Fingerprint, F.MovedFingerprint);
}

// A changed value invalidates every baseline in the world: only with a new
// version in docs/contracts/fingerprint.md.
TEST_F(FingerprintTest, Version1IsFrozen) {
  Finding F = assigned(finding("/p/src/orders.cpp", "", "for (auto x : xs)"));
  EXPECT_EQ(F.Fingerprint, "f4dcc9b628930503");
  EXPECT_EQ(F.MovedFingerprint, "01d9193d1eb2e0b0");
}

TEST_F(FingerprintTest, SurvivesMovedLinesWhiteSpaceAndWording) {
  Finding Old = finding("/p/a.cpp", "", "for (auto x : xs)");
  Old.Message = "old words";
  Finding New = finding("/q/a.cpp", "#include <new>\n\n\n", "for (auto x :\n     xs)");
  New.Message = "new words";
  EXPECT_EQ(assigned(Old).Fingerprint, assigned({New}, "/q")[0].Fingerprint);
}

TEST_F(FingerprintTest, ChangesWithEachOfItsParts) {
  Finding F = finding("/p/a.cpp", "", "for (auto x : xs)");
  std::string Old = assigned(F).Fingerprint;

  Finding Rule = F;
  Rule.Rule = "nplus1-query-in-loop";
  EXPECT_NE(assigned(Rule).Fingerprint, Old);
  Finding Path = F;
  Path.Path = {"items[]"};
  EXPECT_NE(assigned(Path).Fingerprint, Old);
  Finding Function = F;
  Function.Function = "c:orders.cpp@F@sum#";
  EXPECT_NE(assigned(Function).Fingerprint, Old);
  EXPECT_NE(assigned(finding("/p/b.cpp", "", "for (auto x : xs)")).Fingerprint, Old);
  EXPECT_NE(assigned(finding("/p/sub/a.cpp", "", "for (auto y : ys)")).Fingerprint, Old);
}

TEST_F(FingerprintTest, EqualFindingsAreNumberedByPlaceNotByArrival) {
  Finding First = finding("/p/a.cpp", "", "for (auto x : xs)");
  Finding Second = First;
  Second.Location.Begin.Line = 9;
  Second.Location.Begin.Offset = 200;
  auto Forward = assigned({First, Second});
  auto Backward = assigned({Second, First});
  EXPECT_NE(Forward[0].Fingerprint, Forward[1].Fingerprint);
  EXPECT_EQ(Forward[0].Fingerprint, Backward[1].Fingerprint);
  EXPECT_EQ(Forward[1].Fingerprint, Backward[0].Fingerprint);
}

TEST_F(FingerprintTest, ARenamedFileKeepsTheSecondFingerprint) {
  Finding Old = finding("/p/orders.cpp", "", "for (auto x : xs)");
  Finding New = finding("/p/sub/sales.cpp", "", "for (auto x : xs)");
  New.Function = "c:sales.cpp@F@total#"; // internal linkage: the USR names the file
  EXPECT_NE(assigned(Old).Fingerprint, assigned(New).Fingerprint);
  EXPECT_EQ(assigned(Old).MovedFingerprint, assigned(New).MovedFingerprint);
}

TEST_F(FingerprintTest, OffsetsInTheNamesOfLambdasDoNotCount) {
  Finding Old = finding("/p/a.cpp", "", "for (auto x : xs)"), New = Old;
  Old.Function = "c:a.cpp@120@F@total#@Sa@F@operator()#1";
  New.Function = "c:a.cpp@4711@F@total#@Sa@F@operator()#1";
  EXPECT_EQ(assigned(Old).Fingerprint, assigned(New).Fingerprint);
  New.Function = "c:a.cpp@4711@F@sum#@Sa@F@operator()#1";
  EXPECT_NE(assigned(Old).Fingerprint, assigned(New).Fingerprint);
}

TEST_F(FingerprintTest, ALoopThatCannotBeReadStillHasOne) {
  Finding F = finding("/p/a.cpp", "", "for (auto x : xs)");
  F.LoopHeader.EndOffset = 5000;
  EXPECT_FALSE(assigned(F).Fingerprint.empty());
}
