#include "orm/ProfileDescription.h"
#include "orm/ProfileLoader.h"

#include <gmock/gmock.h>

using namespace nplus1;
using testing::ElementsAre;
using testing::IsEmpty;

namespace {

Profile small() {
  return llvm::cantFail(parseProfile(
      R"({"format": 1, "name": "own", "title": "Own", "versions": "1.0",
          "roles": [{"role": "rows", "function": ["f", "g"], "note": "Why."},
                    {"role": "free", "function": "h"}],
          "fixes": [{"shape": "map-lookup", "for": ["finder"]},
                    {"shape": "append-to-query", "for": ["lazy"]},
                    {"shape": "map-lookup", "for": ["lazy"]}]})",
      "own.json"));
}

TEST(ProfileDescription, NamesEachShapeOnce) {
  EXPECT_THAT(fixShapes(small()), ElementsAre("map-lookup", "append-to-query"));
  EXPECT_THAT(fixShapes(Profile()), IsEmpty());
}

TEST(ProfileDescription, ListsRoles) {
  EXPECT_EQ(describe(small()), "Own (own), checked against 1.0\n"
                               "fixes: map-lookup, append-to-query\n"
                               "  rows      f, g  (Why.)\n"
                               "  free      h\n");
}

TEST(ProfileDescription, ListsTheCallsOfAnExample) {
  Profile P = small();
  auto Result = runExampleText("void f(); void h();\nvoid t() { f(); }\n// expect: rows\n",
                               "snippet.cpp", std::span(&P, 1));
  ASSERT_TRUE(bool(Result)) << llvm::toString(Result.takeError());
  EXPECT_EQ(describe(*Result), "line    2  rows      f  (own, own.json:2)\n"
                               "snippet.cpp:2: expected none, found rows\n"
                               "snippet.cpp:3: expected rows, found none\n");
}

} // namespace
