//===- RulesTest.cpp - The catalogue, its pages and the example agree -----===//
#include "TrackedFiles.h"

#include "finding/RuleCatalogue.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

namespace nplus1::structure {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> pageNames() {
  std::vector<std::string> Names;
  for (const auto &Entry : fs::directory_iterator(NPLUS1_SOURCE_DIR "/docs/rules"))
    if (Entry.path().extension() == ".md" && Entry.path().stem() != "README")
      Names.push_back(Entry.path().stem().string());
  return Names;
}

std::vector<std::string> catalogueIds() {
  std::vector<std::string> Ids;
  for (const RuleInfo &Rule : ruleCatalogue())
    Ids.emplace_back(Rule.Id);
  return Ids;
}

TEST(Rules, EachHasAPageAndEachPageARule) {
  EXPECT_THAT(pageNames(), testing::UnorderedElementsAreArray(catalogueIds()));
}

TEST(Rules, APageNamesItsRule) {
  for (const std::string &Id : catalogueIds())
    EXPECT_THAT(read("docs/rules/" + Id + ".md"), testing::HasSubstr(Id));
}

} // namespace
} // namespace nplus1::structure
