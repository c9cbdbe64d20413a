//===- GenericKeyTest.cpp - What a finding about generic keys says --------===//
#include "harness/AnnotatedSource.h"

#include "gtest/gtest.h"

#include <algorithm>

using namespace nplus1;

namespace {

/// The finding about generic keys in function \p Name of \p File.
Finding findingIn(const test::Analysed &Seen, const std::string &Name) {
  for (const LinkedFinding &Found : Seen.Result.Findings) {
    const FunctionFacts &In = Seen.Linked->facts(Found.In);
    if (Found.What.Rule == "nplus1-generic-key" && Seen.Linked->text(Found.In, In.Name) == Name)
      return Found.What;
  }
  ADD_FAILURE() << "nothing found in " << Name;
  return {};
}

test::Analysed analysed(const std::string &Name) {
  return test::analyse({std::string(NPLUS1_SOURCE_DIR) + "/test/rules/nplus1-generic-key/" + Name});
}

TEST(GenericKey, KeysOfOneRowAreOneFinding) {
  test::Analysed Seen = analysed("poco_several_keys.cpp");
  Finding Found = findingIn(Seen, "bothBad");
  EXPECT_EQ(Found.Message, "the generic keys 'actorID', 'targetID' of each Action are resolved by "
                           "a query each: Book (Kind::book), Movie (Kind::movie)");
  EXPECT_EQ(Found.Queries.Before, "1 + 2N");
  EXPECT_EQ(Found.Queries.After, "1 + 2");
}

TEST(GenericKey, SecondLevelsAreNamedPerType) {
  test::Analysed Seen = analysed("poco_several_keys.cpp");
  Finding Found = findingIn(Seen, "secondLevelsBad");
  EXPECT_EQ(Found.Message,
            "the generic key 'targetID' of each Action is resolved by a query of its own: Book "
            "(Kind::book), Movie (Kind::movie); then Book -> author, Movie -> director");
  EXPECT_EQ(Found.Queries.Before, "1 + 2N");
  EXPECT_EQ(Found.Queries.After, "1 + 4");
}

TEST(GenericKey, TheLastReturnHasNoTag) {
  Finding Found = findingIn(analysed("poco_early_return.cpp"), "helperBad");
  EXPECT_EQ(Found.Message,
            "the generic key 'targetID' of each Action is resolved by a query of its own: Book "
            "(Kind::book), Movie (Kind::movie), Song");
  EXPECT_EQ(Found.Queries.After, "1 + 3");
}

TEST(GenericKey, OnlyRowsOfAQueryCountAsOne) {
  test::Analysed Seen = analysed("poco_costs.cpp");
  EXPECT_EQ(findingIn(Seen, "rowsInMemoryBad").Queries.Before, "N");
  EXPECT_EQ(findingIn(Seen, "rowsInMemoryBad").Queries.After, "2");
  EXPECT_EQ(findingIn(Seen, "rowsOfAQueryBad").Queries.Before, "1 + N");
  EXPECT_EQ(findingIn(Seen, "rowsOfAQueryBad").Queries.After, "1 + 2");
}

TEST(GenericKey, RowsThatAreReadAsTheyComeAreAQuery) {
  Finding Found = findingIn(analysed("qtsql_cursor.cpp"), "cursorBad");
  EXPECT_EQ(Found.Queries.Before, "1 + N");
  EXPECT_EQ(Found.Queries.After, "1 + 2");
}

TEST(GenericKey, RangesOfTagsAreNamed) {
  EXPECT_NE(findingIn(analysed("poco_costs.cpp"), "rangesOfTagsBad")
                .Message.find("Book (0 ... 1), Movie (2)"),
            std::string::npos);
}

TEST(GenericKey, TheTagsOfAVariantAreItsTypes) {
  Finding Found = findingIn(analysed("poco_variant.cpp"), "visitFunctorBad");
  EXPECT_EQ(Found.Message, "the generic key 'subject' of each Action is resolved by a query of its "
                           "own: Book (BookRef), Movie (MovieRef)");
}

TEST(GenericKey, TheTagsOfATableAreItsKeys) {
  test::Analysed Seen = analysed("poco_tag_table.cpp");
  EXPECT_NE(findingIn(Seen, "mapOfLambdasBad").Message.find("Book (feed::Kind::book), Movie"),
            std::string::npos);
  EXPECT_NE(findingIn(Seen, "localMapBad").Message.find("Book (\"book\"), Movie (\"movie\")"),
            std::string::npos);
  EXPECT_NE(findingIn(Seen, "arrayOfFunctionsBad").Message.find("Book (0), Movie (1)"),
            std::string::npos);
}

} // namespace
