#include "driver/JobRuns.h"

#include <gmock/gmock.h>

using namespace nplus1;
using testing::ElementsAre;
using testing::Optional;

namespace {

TEST(JobRuns, NeighboursStayTogether) {
  JobRuns Runs(6, 2);
  std::vector<size_t> First, Second;
  for (int I = 0; I < 3; ++I) {
    First.push_back(*Runs.next(0));
    Second.push_back(*Runs.next(1));
  }
  EXPECT_THAT(First, ElementsAre(0, 1, 2));
  EXPECT_THAT(Second, ElementsAre(3, 4, 5));
  EXPECT_FALSE(Runs.next(0));
  EXPECT_FALSE(Runs.next(1));
}

TEST(JobRuns, WhoIsThroughTakesTheEndOfTheLongestRun) {
  JobRuns Runs(8, 2);
  for (int I = 0; I < 4; ++I)
    Runs.next(1);
  EXPECT_THAT(Runs.next(1), Optional(2));
  EXPECT_THAT(Runs.next(1), Optional(3));
  EXPECT_THAT(Runs.next(1), Optional(1));
  EXPECT_THAT(Runs.next(0), Optional(0));
  EXPECT_FALSE(Runs.next(0));
  EXPECT_FALSE(Runs.next(1));
}

TEST(JobRuns, FewerJobsThanRunsAreDoneOnce) {
  JobRuns Runs(1, 3);
  EXPECT_THAT(Runs.next(0), Optional(0));
  EXPECT_FALSE(Runs.next(2));
}

TEST(JobRuns, NoJobs) { EXPECT_FALSE(JobRuns(0, 2).next(1)); }

} // namespace
