#include "compdb/FlagTable.h"

#include "support/EmbeddedFile.h"

#include "clang/Driver/Options.h"
#include "llvm/Option/OptTable.h"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include <set>

namespace nplus1 {
std::span<const EmbeddedFile> flagTableFiles();
}

using namespace nplus1;
using nlohmann::json;

namespace {

json table(std::string_view Name) {
  for (const EmbeddedFile &File : flagTableFiles())
    if (File.Name == Name)
      return json::parse(File.Text);
  return {};
}

TEST(FlagTable, EveryEntrySaysWhatAndWhy) {
  for (const char *Name : {"gcc", "msvc", "clang"}) {
    ASSERT_FALSE(table(Name).empty()) << Name;
    for (const json &Entry : table(Name)) {
      SCOPED_TRACE(Entry.dump());
      EXPECT_FALSE(Entry.at("why").get<std::string>().empty());
      EXPECT_THAT(Entry.at("do"), testing::AnyOf("drop", "translate"));
      EXPECT_EQ(Entry.at("do") == "translate", Entry.contains("to"));
      for (const auto &[Key, Value] : Entry.items())
        EXPECT_THAT(Key, testing::AnyOf("flag", "value", "values", "do", "to", "why"));
    }
  }
}

TEST(FlagTable, NamesOfClangsOptionsExist) {
  std::set<std::string> Known;
  const auto &Options = clang::driver::getDriverOptTable();
  for (unsigned Id = 1; Id <= Options.getNumOptions(); ++Id)
    Known.insert(Options.getOption(Id).getPrefixedName().str());
  for (const json &Entry : table("clang"))
    EXPECT_TRUE(Known.count(Entry.at("flag"))) << Entry.at("flag");
}

TEST(FlagTable, SpellingsThatClangKnowsByAnotherRuleAreNotListedTwice) {
  std::set<std::string> Seen;
  for (const char *Name : {"gcc", "msvc", "clang"})
    for (const json &Entry : table(Name))
      EXPECT_TRUE(Seen.insert(std::string(Name) + Entry.at("flag").get<std::string>() +
                              Entry.value("value", ""))
                      .second)
          << Entry;
}

} // namespace
