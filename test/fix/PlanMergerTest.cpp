#include "fix/PlanMerger.h"

#include <gtest/gtest.h>

using namespace nplus1;

namespace {

ResolvedPlan resolved(size_t Index, std::map<std::string, FileChange> Changes, unsigned Saved = 1,
                      FixSafety Safety = FixSafety::Safe) {
  return {Index, Safety, Saved, std::move(Changes)};
}

FileChange replacing(uint32_t Offset, uint32_t Length, std::string Text) {
  return {{{Offset, Length, std::move(Text)}}, {}};
}

std::vector<size_t> accepted(std::vector<ResolvedPlan> Plans) {
  sortByWeight(Plans);
  return mergePlans(Plans).Accepted;
}

TEST(PlanMerger, SaferWins) {
  EXPECT_EQ(accepted({resolved(0, {{"/a", replacing(0, 2, "x")}}, 9, FixSafety::Unsafe),
                      resolved(1, {{"/a", replacing(1, 2, "y")}}, 1)}),
            std::vector<size_t>{1});
}

TEST(PlanMerger, ThenMoreQueriesSaved) {
  EXPECT_EQ(accepted({resolved(0, {{"/a", replacing(0, 2, "x")}}, 1),
                      resolved(1, {{"/a", replacing(1, 2, "y")}}, 2)}),
            std::vector<size_t>{1});
}

TEST(PlanMerger, ThenTheLowerPlace) {
  EXPECT_EQ(accepted({resolved(0, {{"/a", replacing(1, 2, "x")}}),
                      resolved(1, {{"/a", replacing(0, 2, "y")}})}),
            std::vector<size_t>{1});
  EXPECT_EQ(accepted({resolved(0, {{"/b", replacing(0, 2, "x")}, {"/c", replacing(0, 2, "")}}),
                      resolved(1, {{"/a", replacing(9, 2, "x")}, {"/b", replacing(0, 2, "y")}})}),
            std::vector<size_t>{1});
}

TEST(PlanMerger, OneOverlapDefersTheWholePlan) {
  std::vector<ResolvedPlan> Plans{
      resolved(0, {{"/a", replacing(0, 2, "x")}}, 5),
      resolved(1, {{"/a", replacing(1, 1, "y")}, {"/b", replacing(0, 1, "z")}}, 4),
      resolved(2, {{"/b", replacing(0, 1, "w")}}, 3)};
  sortByWeight(Plans);
  MergedPlans Merged = mergePlans(Plans);
  EXPECT_EQ(Merged.Accepted, (std::vector<size_t>{0, 2}));
  ASSERT_EQ(Merged.Deferred.size(), 1u);
  EXPECT_EQ(Merged.Deferred[0].Plan, 1u);
  EXPECT_EQ(Merged.Deferred[0].Blocker, 0u);
  MergedEdits Edits = editsOf(Plans, Merged.Accepted);
  EXPECT_EQ(Edits.at("/b").joined().front().Text, "w");
}

TEST(PlanMerger, EqualPlansOfTwoUnitsAreBothAccepted) {
  EXPECT_EQ(accepted({resolved(0, {{"/a.h", replacing(3, 2, "x")}}),
                      resolved(1, {{"/a.h", replacing(3, 2, "x")}})}),
            (std::vector<size_t>{0, 1}));
}

TEST(PlanMerger, TheOrderOfThePlansDoesNotMatter) {
  std::vector<ResolvedPlan> Plans{resolved(0, {{"/a", replacing(0, 4, "x")}}, 1),
                                  resolved(1, {{"/a", replacing(2, 4, "y")}}, 3),
                                  resolved(2, {{"/a", replacing(5, 4, "z")}}, 2)};
  std::vector<ResolvedPlan> Backwards(Plans.rbegin(), Plans.rend());
  EXPECT_EQ(accepted(Plans), std::vector<size_t>{1});
  EXPECT_EQ(accepted(Backwards), std::vector<size_t>{1});
}

} // namespace
