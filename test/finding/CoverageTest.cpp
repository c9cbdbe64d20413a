#include "finding/Coverage.h"

#include "gtest/gtest.h"

using namespace nplus1;

TEST(CoverageLine, SaysWhatWasNotLookedAt) {
  Coverage Seen{548, 25, 520, 2, 1, 412, 9};
  EXPECT_EQ(coverageLine(Seen), "analysed 25 of 548 units (520 use no ORM, 2 with errors, 1 "
                                "failed); 412 loops checked, 9 opaque");
}

TEST(CoverageLine, LeavesOutWhatIsZero) {
  EXPECT_EQ(coverageLine({2, 2, 0, 0, 0, 1, 0}), "analysed 2 of 2 units; 1 loop checked, 0 opaque");
  EXPECT_EQ(coverageLine({1, 0, 1, 0, 0, 0, 0}),
            "analysed 0 of 1 unit (1 uses no ORM); 0 loops checked, 0 opaque");
}

TEST(CoverageLine, IsCompleteOnlyIfEveryUnitWasJudgedInFull) {
  EXPECT_TRUE(isComplete({3, 1, 2, 0, 0, 0, 5}));
  EXPECT_FALSE(isComplete({3, 3, 0, 1, 0, 0, 0}));
  EXPECT_FALSE(isComplete({3, 2, 0, 0, 1, 0, 0}));
}

TEST(CoverageLine, PartsAddUp) {
  Coverage Sum{1, 2, 3, 4, 5, 6, 7};
  addCoverage(Sum, {10, 20, 30, 40, 50, 60, 70});
  EXPECT_EQ(coverageLine(Sum), "analysed 22 of 11 units (33 use no ORM, 44 with errors, 55 "
                               "failed); 66 loops checked, 77 opaque");
}
