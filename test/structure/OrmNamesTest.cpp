//===- OrmNamesTest.cpp - Knowledge of an ORM is in its profile -----------===//
#include "TrackedFiles.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <cctype>
#include <set>

namespace nplus1::structure {
namespace {

bool isWord(char C) { return std::isalnum(static_cast<unsigned char>(C)) || C == '_'; }

/// "Poco" of "Poco::ActiveRecord::ActiveRecord" or "Poco/ActiveRecord/Query.h".
std::string firstComponent(const std::string &Name) {
  return Name.substr(0, Name.find_first_of(":/."));
}

/// What the profile says its ORM is called, in words and in source text.
std::set<std::string> namesIn(const nlohmann::json &Profile) {
  std::set<std::string> Names{Profile.at("name"), Profile.at("title")};
  for (const char *Key : {"entity-bases", "entity-wrappers", "headers"})
    for (const std::string Name : Profile.value(Key, nlohmann::json::array()))
      Names.insert(firstComponent(Name));
  // Some are called after what they are; so is a folder here.
  for (const char *Kind : {"orm", "Orm", "ORM"})
    Names.erase(Kind);
  return Names;
}

/// The names of all ORMs that have a profile. Profiles that always apply are of
/// libraries every program uses.
std::set<std::string> ormNames() {
  std::set<std::string> Names;
  for (const std::string &Path : trackedFiles({"lib/orm/profiles"}))
    if (auto Profile = nlohmann::json::parse(read(Path)); Profile.contains("roles"))
      if (!Profile.value("always", false))
        Names.merge(namesIn(Profile));
  return Names;
}

/// \p Text with its comments blanked: an example in a comment decides nothing.
std::string withoutComments(std::string Text) {
  auto Blank = [&](size_t From, size_t To) {
    for (size_t At = From; At < To; ++At)
      if (Text[At] != '\n')
        Text[At] = ' ';
  };
  for (size_t At = 0; At < Text.size(); ++At) {
    std::string_view Rest = std::string_view(Text).substr(At);
    if (Text[At] == '"' || (Text[At] == '\'' && (At == 0 || !isWord(Text[At - 1])))) {
      const char Quote = Text[At++];
      for (; At < Text.size() && Text[At] != Quote && Text[At] != '\n'; ++At)
        if (Text[At] == '\\')
          ++At;
    } else if (Rest.starts_with("//")) {
      Blank(At, std::min(Text.find('\n', At), Text.size()));
    } else if (Rest.starts_with("/*")) {
      Blank(At, std::min(Text.find("*/", At), Text.size() - 2) + 2);
    }
  }
  return Text;
}

/// The names that begin a word of \p Text.
std::set<std::string> mentions(const std::string &Text, const std::set<std::string> &Names) {
  std::set<std::string> Found;
  for (const std::string &Name : Names)
    for (size_t At = 0; (At = Text.find(Name, At)) != Text.npos; ++At) {
      const size_t End = At + Name.size();
      // A short name, such as "Wt", begins many words that are not its own.
      const bool Continues = Name.size() < 4 && End < Text.size() && isWord(Text[End]);
      if ((At == 0 || !isWord(Text[At - 1])) && !Continues)
        Found.insert(Name);
    }
  return Found;
}

TEST(OrmNames, AreNotInTheAnalyzer) {
  const std::set<std::string> Names = ormNames();
  for (const std::string &Path : trackedFiles({"lib"}))
    if (isCxx(Path) && !Path.starts_with("lib/runtime/"))
      EXPECT_THAT(mentions(withoutComments(read(Path)), Names), testing::IsEmpty()) << Path;
}

TEST(OrmNames, ComeFromTheProfiles) {
  const nlohmann::json Profile = {{"name", "some-orm"},
                                  {"title", "Some ORM"},
                                  {"headers", {"Some/Orm.h", "orm/all.h"}},
                                  {"entity-bases", {"some::Model"}},
                                  {"roles", nlohmann::json::array()}};
  EXPECT_THAT(namesIn(Profile), testing::ElementsAre("Some", "Some ORM", "some", "some-orm"));
  EXPECT_THAT(ormNames(), testing::Not(testing::IsEmpty()));
}

TEST(OrmNames, AreFoundInCodeAndTextButNotInComments) {
  auto Found = [](const char *Text) { return mentions(withoutComments(Text), {"Wt", "Poco"}); };
  EXPECT_THAT(Found("Poco::AutoPtr<T> P;"), testing::ElementsAre("Poco"));
  EXPECT_THAT(Found("if (Name == \"Poco::AutoPtr\") // why"), testing::ElementsAre("Poco"));
  EXPECT_THAT(Found("Text = \"/*\"; using Wt::Dbo;"), testing::ElementsAre("Wt"));
  EXPECT_THAT(Found("A; // as Poco does\nB; /* and\nWt */ C;"), testing::IsEmpty());
  EXPECT_THAT(Found("Wtf; NotPoco;"), testing::IsEmpty());
  EXPECT_THAT(Found("1'000; Poco::X"), testing::ElementsAre("Poco"));
}

} // namespace
} // namespace nplus1::structure
