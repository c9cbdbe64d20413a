#include "orm/ProfileLoader.h"
#include "support/TempFolder.h"

#include <gmock/gmock.h>

using namespace nplus1;
using testing::ElementsAre;
using testing::IsEmpty;

namespace {

Profile parsed(std::string_view Text, const std::vector<Profile> &Known = {}) {
  auto P = parseProfile(Text, "own.json", Known);
  if (!P) {
    ADD_FAILURE() << llvm::toString(P.takeError());
    return {};
  }
  return *P;
}

std::string errorOf(std::string_view Text) {
  auto P = parseProfile(Text, "own.json");
  return P ? "no error" : llvm::toString(P.takeError());
}

TEST(ProfileLoader, ReadsARole) {
  Profile P = parsed(R"({"format": 1, "name": "own", "roles": [
    {"role": "lazy", "function": ["A::b", "A::c"], "parameters": 1, "const": true,
     "relation": {"argument": 0}, "arity": "many", "cached": "identity-map",
     "lifetime": "while-referenced"}]})");
  ASSERT_EQ(P.Roles.size(), 1u);
  const Role &R = P.Roles[0];
  EXPECT_EQ(R.Kind, RoleKind::Lazy);
  EXPECT_THAT(R.Pattern.Names, ElementsAre("A::b", "A::c"));
  EXPECT_EQ(R.Pattern.MinParameters, 1u);
  EXPECT_EQ(R.Pattern.MaxParameters, 1u);
  EXPECT_EQ(R.Pattern.Const, true);
  EXPECT_FALSE(R.Pattern.Static.has_value());
  EXPECT_EQ(R.Relation.K, Operand::Kind::Argument);
  EXPECT_EQ(R.Arity, RelationArity::Many);
  EXPECT_EQ(R.Cached, CacheScope::IdentityMap);
  EXPECT_EQ(R.Lifetime, CacheLifetime::WhileReferenced);
  EXPECT_EQ(R.DefinedAt.Line, 2u);
  EXPECT_EQ(R.DefinedAt.Column, 5u);
}

TEST(ProfileLoader, ReadsAFix) {
  Profile P = parsed(R"j({"format": 1, "name": "own", "fixes": [
    {"shape": "append-to-query", "for": ["lazy"], "when": {"declares": "Q::with", "parameters": 1},
     "expression": ".with({paths})", "path-item": "\"{path}\"", "path-prefixes": true,
     "includes": "own.h"}]})j");
  ASSERT_EQ(P.Fixes.size(), 1u);
  EXPECT_EQ(P.Fixes[0].When.Declares, "Q::with");
  EXPECT_EQ(P.Fixes[0].When.Parameters, 1u);
  EXPECT_TRUE(P.Fixes[0].PathPrefixes);
  EXPECT_THAT(P.Fixes[0].Includes, ElementsAre("own.h"));
}

TEST(ProfileLoader, NamesTheNearestKnownKey) {
  EXPECT_EQ(errorOf("{\"format\": 1, \"name\": \"own\",\n \"roels\": []}"),
            "own.json:2:2: unknown key 'roels'; did you mean 'roles'?");
}

TEST(ProfileLoader, NamesTheNearestWord) {
  EXPECT_EQ(
      errorOf(R"({"format": 1, "name": "own", "roles": [{"role": "lazi", "function": "f"}]})"),
      "own.json:1:49: 'role' cannot be 'lazi'; did you mean 'lazy'?");
}

TEST(ProfileLoader, RefusesAWrongType) {
  EXPECT_EQ(errorOf(R"({"format": 1, "name": "own", "roles": {}})"),
            "own.json:1:39: 'roles' must be a list, not an object");
  EXPECT_EQ(errorOf(R"({"format": 1, "name": "own", "headers": ["a.h", 3]})"),
            "own.json:1:49: an item of 'headers' must be a text, not a number");
  EXPECT_EQ(errorOf(R"([1])"), "own.json:1:1: the profile must be an object, not a list");
}

TEST(ProfileLoader, RefusesAMissingKey) {
  EXPECT_EQ(errorOf(R"({"format": 1})"), "own.json:1:1: the profile has no 'name'");
  EXPECT_EQ(errorOf(R"({"name": "own"})"), "own.json:1:1: the profile has no 'format'");
  EXPECT_EQ(errorOf(R"({"format": 1, "name": "own", "roles": [{"role": "lazy"}]})"),
            "own.json:1:40: an item of 'roles' has no 'function'");
}

TEST(ProfileLoader, RefusesAnotherFormat) {
  EXPECT_EQ(errorOf(R"({"format": 2, "name": "own"})"),
            "own.json:1:12: 'format' is 2, but this nplus1 reads format 1");
}

TEST(ProfileLoader, RefusesNamesThatCannotMatch) {
  auto WithName = [](const std::string &Name) {
    return errorOf(R"({"format": 1, "name": "own", "roles": [{"role": "free", "function": ")" +
                   Name + "\"}]}");
  };
  EXPECT_EQ(WithName("A<int>::f"), "own.json:1:69: 'function' names 'A<int>::f' with template "
                                   "arguments; leave them out");
  EXPECT_EQ(WithName("A*::f"), "own.json:1:69: 'function' has '*' in 'A*::f' before the last '::'");
  EXPECT_EQ(WithName("A::::f"), "own.json:1:69: 'function' has an empty part in 'A::::f'");
  EXPECT_EQ(WithName("A::f()"),
            "own.json:1:69: 'function' must name functions without parameters, not 'A::f()'");
  EXPECT_EQ(WithName("<entity>::f"), "own.json:1:40: '<entity>' needs 'entity-bases' or "
                                     "'entity-wrappers' in the profile");
  EXPECT_EQ(WithName("A::operator->"), "no error");
  EXPECT_EQ(WithName("A::operator*"), "no error");
  EXPECT_EQ(WithName("A::get*"), "no error");
}

TEST(ProfileLoader, RefusesRolesThatMeanNothing) {
  EXPECT_EQ(
      errorOf(R"({"format": 1, "name": "own", "roles": [{"role": "lazy", "function": "f"}]})"),
      "own.json:1:40: a 'lazy' role needs 'relation': 'receiver', 'method' or "
      "{\"argument\": 0}");
}

TEST(ProfileLoader, RefusesACallableThatIsNotNamed) {
  EXPECT_EQ(
      errorOf(R"({"format": 1, "name": "own", "roles": [{"role": "invoke", "function": "f"}]})"),
      "own.json:1:40: an 'invoke' role needs 'callable'");
  EXPECT_EQ(
      errorOf(R"({"format": 1, "name": "own", "roles": [{"role": "iterate", "function": "f"}]})"),
      "own.json:1:40: an 'iterate' role needs 'callable'");
}

TEST(ProfileLoader, RefusesHalfOfTheTraits) {
  EXPECT_EQ(errorOf(R"({"format": 1, "name": "own", "roles": [{"role": "free", "function": "f",
    "entity-traits": {"class": "orm::traits", "typedef": "cache"}}]})"),
            "own.json:2:22: 'entity-traits' has no 'is'");
}

TEST(ProfileLoader, ReadsWhichRolesAFixIsFor) {
  Profile P = parsed(R"j({"format": 1, "name": "own", "fixes": [
    {"shape": "map-lookup", "for": ["finder"], "for-missing": "throw", "for-cached": "object"}]})j");
  EXPECT_EQ(P.Fixes.at(0).ForMissing, "throw");
  EXPECT_EQ(P.Fixes.at(0).ForCached, CacheScope::Object);
}

TEST(ProfileLoader, RefusesUnknownPlaceholders) {
  EXPECT_EQ(errorOf(R"j({"format": 1, "name": "own", "fixes": [
 {"shape": "map-lookup", "for": ["lazy"], "expression": "{bacth}.find({key})"}]})j"),
            "own.json:2:57: 'expression' holds the unknown placeholder '{bacth}'; did you mean "
            "'batch'?");
}

TEST(ProfileLoader, ExtendsAKnownProfile) {
  Profile Base = parsed(R"({"format": 1, "name": "base", "title": "Base", "headers": "base.h",
    "roles": [{"role": "free", "function": "A::f"}]})");
  Profile Own = parsed(R"({"format": 1, "name": "own", "extends": "base", "headers": ["own.h"],
    "roles": [{"role": "rows", "function": "A::f"}]})",
                       {Base});
  EXPECT_THAT(Own.Headers, ElementsAre("own.h", "base.h"));
  EXPECT_EQ(Own.Title, "Base");
  ASSERT_EQ(Own.Roles.size(), 2u);
  EXPECT_EQ(Own.Roles[0].Kind, RoleKind::Rows) << "own roles win";
}

TEST(ProfileLoader, RefusesToExtendTheUnknown) {
  EXPECT_EQ(errorOf(R"({"format": 1, "name": "own", "extends": "qdjang"})"),
            "own.json:1:41: 'extends' names the unknown profile 'qdjang'; did you mean 'qdjango'?");
}

TEST(ProfileLoader, RefusesACircleOfFiles) {
  TempFolder Folder;
  Folder.write("a.json", R"({"format": 1, "name": "a", "extends": "b.json"})");
  std::string B = Folder.write("b.json", R"({"format": 1, "name": "b", "extends": "a.json"})");
  auto P = loadProfile(Folder.path("a.json"));
  ASSERT_FALSE(bool(P));
  EXPECT_EQ(llvm::toString(P.takeError()), Folder.path("b.json") +
                                               ":1:39: 'extends' goes in a circle: 'a.json' "
                                               "extends, perhaps through others, this profile");
}

TEST(ProfileLoader, SaysThatAFileIsMissing) {
  auto P = loadProfile("/no/such.json");
  ASSERT_FALSE(bool(P));
  EXPECT_EQ(llvm::toString(P.takeError()),
            "/no/such.json: cannot read it: No such file or directory");
}

TEST(BuiltinProfiles, AreValidAndNamedAsTheirFiles) {
  EXPECT_FALSE(builtinProfiles().empty());
  for (const Profile &P : builtinProfiles()) {
    EXPECT_FALSE(P.Title.empty()) << P.Name;
    EXPECT_FALSE(P.Versions.empty()) << P.Name;
    EXPECT_FALSE(P.Roles.empty()) << P.Name;
    EXPECT_TRUE(P.Always || !P.Headers.empty()) << P.Name;
  }
}

TEST(SelectProfiles, KeepsLibrariesWhenOneIsNamed) {
  auto Selected = selectProfiles({"qdjango"});
  ASSERT_TRUE(bool(Selected));
  std::vector<std::string> Names;
  for (const Profile &P : *Selected)
    Names.push_back(P.Name);
  EXPECT_THAT(Names, ElementsAre("qdjango", "poco", "qt", "standard-library", "nplus1-runtime"));
}

TEST(SelectProfiles, LetsAFileReplaceABuiltInProfile) {
  TempFolder Folder;
  Folder.write("mine.json", R"({"format": 1, "name": "qdjango", "roles": []})");
  auto Selected = selectProfiles({Folder.path("mine.json"), "qdjango"});
  ASSERT_TRUE(bool(Selected));
  EXPECT_THAT((*Selected)[0].Roles, IsEmpty());
  for (size_t I = 1; I < Selected->size(); ++I)
    EXPECT_NE((*Selected)[I].Name, "qdjango");
}

TEST(SelectProfiles, NamesTheNearest) {
  auto Selected = selectProfiles({"qdjnago"});
  ASSERT_FALSE(bool(Selected));
  EXPECT_EQ(llvm::toString(Selected.takeError()),
            "unknown profile 'qdjnago'; did you mean 'qdjango'?");
}

} // namespace
