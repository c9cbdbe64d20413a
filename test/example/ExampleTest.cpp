//===- ExampleTest.cpp - What nplus1 says of the example program ----------===//
//
// Through compile_commands.example.json, whose folders are relative, from a
// folder that has nothing to do with it: as in a fresh clone.
//
//===----------------------------------------------------------------------===//
#include "cli/ToolRun.h"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include <map>

namespace nplus1 {
namespace {

using nlohmann::json;
using testing::IsEmpty;

std::vector<std::string> onTheExample(std::vector<std::string> Arguments) {
  Arguments.insert(Arguments.end(), {"-p", NPLUS1_SOURCE_DIR "/compile_commands.example.json"});
  return Arguments;
}

class Example : public testing::Test {
protected:
  static void SetUpTestSuite() {
    TempFolder Elsewhere;
    Checked = runTool(onTheExample({"check", "--format", "json"}), Elsewhere.root());
    Report = json::parse(Checked.Out, nullptr, /*allow_exceptions=*/false);
  }

  void SetUp() override { ASSERT_TRUE(Report.is_object()) << Checked.Out << Checked.Err; }

  /// The only finding in the report of this name, e.g. "Choices".
  static json in(const std::string &Name) {
    json Found;
    for (const json &Finding : Report.at("findings"))
      if (Finding.at("location").at("file").get<std::string>().ends_with("/" + Name + ".cpp")) {
        EXPECT_TRUE(Found.is_null()) << "more than one finding in " << Name;
        Found = Finding;
      }
    EXPECT_FALSE(Found.is_null()) << "no finding in " << Name;
    return Found.is_null() ? json::object() : Found;
  }

  static ToolResult Checked;
  static json Report;
};

ToolResult Example::Checked;
json Example::Report;

TEST_F(Example, EveryLoopButTheFineOneIsFoundOnce) {
  std::map<std::string, std::string> RuleOf;
  for (const json &Finding : Report.at("findings")) {
    const std::string File = Finding.at("location").at("file");
    EXPECT_TRUE(RuleOf.emplace(llvm::sys::path::stem(File), Finding.at("rule")).second) << File;
    EXPECT_EQ(Finding.at("confidence"), "certain") << File;
    EXPECT_EQ(Finding.at("fix").value("safety", ""), "safe") << File;
  }
  const std::map<std::string, std::string> Expected = {
      {"ActivityStream", "nplus1-generic-key"}, {"TaggedItems", "nplus1-generic-key"},
      {"Choices", "nplus1-lazy-relation"},      {"Credits", "nplus1-lazy-relation"},
      {"ReadingList", "nplus1-query-in-loop"},
  };
  EXPECT_EQ(RuleOf, Expected);
  EXPECT_EQ(Checked.Status, 1);
}

TEST_F(Example, EveryUnitWasAnalysed) {
  const json &Units = Report.at("coverage").at("units");
  EXPECT_EQ(Units.at("failed"), 0);
  EXPECT_EQ(Units.at("partial"), 0);
  EXPECT_GE(Units.at("analysed"), 6);
  EXPECT_THAT(Report.at("errors"), IsEmpty());
}

json queries(const char *Before, const char *After) {
  return {{"before", Before}, {"after", After}};
}

// The costs are those that docs/examples/compare measures.
TEST_F(Example, CostsAreStated) {
  EXPECT_EQ(in("ActivityStream").at("queries"), queries("1 + 3N", "1 + 3"));
  EXPECT_EQ(in("TaggedItems").at("queries"), queries("1 + 2N", "1 + 4"));
  EXPECT_EQ(in("Choices").at("queries"), queries("1 + N", "2"));
  EXPECT_EQ(in("Credits").at("queries"), queries("1 + N", "2"));
}

// The keys of this loop are an argument: it goes from N queries to 1.
TEST_F(Example, ALoopOverKeysIsNotChargedForAQueryForThem) {
  EXPECT_EQ(in("ReadingList").at("queries"), queries("N", "1"));
}

TEST_F(Example, RelationsAndTypesAreNamed) {
  EXPECT_EQ(in("ActivityStream").at("types"), json({"Book", "Movie", "User"}));
  EXPECT_EQ(in("TaggedItems").at("types"), json({"Book", "Movie"}));
  EXPECT_EQ(in("Choices").at("path"), json({"question"}));
  EXPECT_EQ(in("Choices").at("element"), "Choice");
  EXPECT_EQ(in("Credits").at("path"), json({"director"}));
}

TEST_F(Example, ADiffChangesNothing) {
  const std::string File =
      NPLUS1_SOURCE_DIR "/docs/examples/activity-stream/src/reports/Choices.cpp";
  auto Text = [&] {
    std::ifstream In(File);
    return std::string(std::istreambuf_iterator<char>(In), {});
  };
  const std::string Before = Text();
  ToolResult Diff = runTool(onTheExample({"fix", "--diff", File}), NPLUS1_SOURCE_DIR);
  EXPECT_THAT(Diff.Out, testing::HasSubstr("\n+"));
  EXPECT_EQ(Text(), Before);
}

} // namespace
} // namespace nplus1
