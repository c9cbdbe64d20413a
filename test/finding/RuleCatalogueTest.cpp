#include "finding/RuleCatalogue.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MemoryBuffer.h"

#include "gmock/gmock.h"

using namespace nplus1;
using testing::ElementsAre;
using testing::HasSubstr;

static std::string readPage(std::string_view Id) {
  auto Buffer =
      llvm::MemoryBuffer::getFile(NPLUS1_SOURCE_DIR "/docs/rules/" + std::string(Id) + ".md");
  return Buffer ? (*Buffer)->getBuffer().str() : "";
}

TEST(RuleCatalogue, HasTheEightRulesInTheirOrder) {
  EXPECT_THAT(ruleIds(), ElementsAre("nplus1-lazy-relation", "nplus1-generic-key",
                                     "nplus1-query-in-loop", "nplus1-count-in-loop",
                                     "nplus1-recursive-load", "nplus1-prefetch-in-loop",
                                     "nplus1-invariant-query", "nplus1-unused-prefetch"));
}

TEST(RuleCatalogue, EmbedsEachPageWithoutLosingAByte) {
  for (const RuleInfo &Rule : ruleCatalogue())
    EXPECT_EQ(Rule.Page, readPage(Rule.Id)) << Rule.Id;
}

TEST(RuleCatalogue, PagesAnswerTheSameQuestionsInTheSameOrder) {
  for (const RuleInfo &Rule : ruleCatalogue()) {
    size_t At = 0;
    for (const char *Heading :
         {"# ", "## What it finds\n", "## Why it is slow\n", "## Example\n", "Queries before",
          "Queries after", "## The fix\n", "## When it stays quiet\n", "## Limitations\n"}) {
      size_t Found = Rule.Page.find(Heading, At);
      ASSERT_NE(Found, std::string_view::npos) << Rule.Id << " lacks, in this order: " << Heading;
      At = Found + 1;
    }
    EXPECT_EQ(Rule.Page.find("# " + std::string(Rule.Id) + "\n"), 0u) << Rule.Id;
  }
}

TEST(RuleCatalogue, PagesLinkOnlyToRulesThatExist) {
  for (const RuleInfo &Rule : ruleCatalogue()) {
    llvm::StringRef Rest(Rule.Page);
    while (true) {
      Rest = Rest.split("](").second;
      if (Rest.empty())
        break;
      llvm::StringRef Target = Rest.take_until([](char C) { return C == ')'; });
      if (Target.consume_back(".md"))
        EXPECT_NE(findRule(Target), nullptr) << Rule.Id << " links to " << Target.str();
    }
  }
}

TEST(RuleCatalogue, SummariesAreOneLineWithoutFullStop) {
  for (const RuleInfo &Rule : ruleCatalogue()) {
    EXPECT_FALSE(Rule.Summary.empty());
    EXPECT_LT(Rule.Summary.size(), 80u) << Rule.Id;
    EXPECT_NE(Rule.Summary.back(), '.') << Rule.Id;
  }
}

TEST(RuleCatalogue, FindsByIdOnly) {
  ASSERT_NE(findRule("nplus1-generic-key"), nullptr);
  EXPECT_EQ(findRule("nplus1-generic-key")->Id, "nplus1-generic-key");
  EXPECT_EQ(findRule("generic-key"), nullptr);
  EXPECT_EQ(findRule(""), nullptr);
}

TEST(RuleCatalogue, DocumentationUrlNamesThePage) {
  EXPECT_THAT(findRule("nplus1-lazy-relation")->documentationUrl(),
              testing::EndsWith("/docs/rules/nplus1-lazy-relation.md"));
}

TEST(RuleCatalogue, OnlyUnusedPrefetchNeedsCertainty) {
  for (const RuleInfo &Rule : ruleCatalogue())
    EXPECT_EQ(Rule.Gate == Confidence::Certain, Rule.Id == "nplus1-unused-prefetch") << Rule.Id;
}
