#include "finding/Ordering.h"

#include "gmock/gmock.h"

using namespace nplus1;

static Finding at(std::string File, unsigned Line, unsigned PerRow, std::string Rule = "r") {
  Finding F;
  F.Rule = std::move(Rule);
  F.Location.Begin = {std::move(File), Line, 1, Line * 10};
  F.Queries.PerRow = PerRow;
  return F;
}

static std::vector<std::string> places(const std::vector<Finding> &Findings) {
  std::vector<std::string> Out;
  for (const Finding &F : Findings)
    Out.push_back(F.Location.Begin.File + std::to_string(F.Location.Begin.Line) + F.Rule);
  return Out;
}

TEST(Ordering, CostliestFirstThenPlaceThenRule) {
  std::vector<Finding> Findings = {at("b", 1, 1), at("a", 20, 1),     at("a", 3, 1),
                                   at("c", 9, 2), at("a", 3, 1, "q"), at("d", 1, 3)};
  sortFindings(Findings);
  EXPECT_THAT(places(Findings), testing::ElementsAre("d1r", "c9r", "a3q", "a3r", "a20r", "b1r"));
}

TEST(Ordering, DoesNotDependOnTheOrderOfArrival) {
  std::vector<Finding> Forward = {at("a", 1, 1), at("a", 2, 1), at("b", 1, 4), at("c", 1, 1)};
  std::vector<Finding> Backward(Forward.rbegin(), Forward.rend());
  sortFindings(Forward);
  sortFindings(Backward);
  EXPECT_EQ(places(Forward), places(Backward));
}

TEST(Ordering, DuplicatesFromSeveralUnitsKeepTheSurest) {
  std::vector<Finding> Findings = {at("a.h", 1, 1), at("a.h", 1, 1), at("a.h", 2, 1)};
  Findings[0].Level = Confidence::Likely;
  Findings[1].Level = Confidence::Certain;
  sortFindings(Findings);
  mergeDuplicates(Findings);
  ASSERT_EQ(Findings.size(), 2u);
  EXPECT_EQ(Findings[0].Level, Confidence::Certain);
}

TEST(Ordering, TwoRelationsAtOnePlaceAreNotDuplicates) {
  std::vector<Finding> Findings = {at("a", 1, 1), at("a", 1, 1)};
  Findings[0].Path = {"author"};
  Findings[1].Path = {"editor"};
  sortFindings(Findings);
  mergeDuplicates(Findings);
  EXPECT_EQ(Findings.size(), 2u);
}
