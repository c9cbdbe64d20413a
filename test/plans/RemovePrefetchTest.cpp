// Takes every eager load of a source out, used or not.
#include "fix/plan/RemovePrefetch.h"
#include "fix/FixEngine.h"
#include "harness/AnnotatedSource.h"

#include "gmock/gmock.h"

using namespace nplus1;

namespace {

TEST(RemovePrefetch, LeavesTheRestOfTheChain) {
  const std::string Base = std::string(NPLUS1_SOURCE_DIR) + "/test/plans/removal/tinyorm";
  test::Analysed Seen = test::analyse({Base + ".cpp"});
  ASSERT_TRUE(Seen.Errors.empty()) << Seen.Errors.front();
  auto Files = llvm::vfs::getRealFileSystem();
  PlanContext C(*Seen.Linked, *Seen.Result.Values, *Files);

  std::vector<FixPlan> Plans;
  std::vector<std::string> WhyNot;
  for (FunctionId F = 0; F < Seen.Linked->functions().size(); ++F)
    for (EventId E = 0; E < Seen.Linked->facts(F).Events.size(); ++E) {
      if (Seen.Linked->facts(F).Events[E].K != Event::Kind::Prefetch)
        continue;
      LinkedFinding Found;
      Found.Accesses.emplace_back();
      Found.Accesses.front().How.What = {F, E};
      PlanOrReason Made = planRemoval(C, Found);
      if (Made.Plan)
        Plans.push_back(std::move(*Made.Plan));
      else
        WhyNot.push_back(Made.WhyNot);
    }
  EXPECT_THAT(WhyNot, testing::UnorderedElementsAre("the call loads other relations, too",
                                                    "the prefetch begins the query"));
  auto Boundary = ProjectBoundary::at(NPLUS1_SOURCE_DIR, *Files);
  ASSERT_TRUE(bool(Boundary));
  FixOptions Options;
  Options.Mode = FixMode::Preview;
  auto Result = applyFixes(Plans, *Boundary, Options);
  ASSERT_TRUE(bool(Result)) << llvm::toString(Result.takeError());
  ASSERT_EQ(Result->Files.size(), 1u);
  EXPECT_EQ(Result->Files.front().After, test::contentsOf(Base + ".fixed"));
}

} // namespace
