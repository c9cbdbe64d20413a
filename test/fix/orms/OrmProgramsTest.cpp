//===- OrmProgramsTest.cpp - Fixed programs on real ORMs and SQLite -------===//
//
// poco/ and qdjango/ are programs of many small cases. They are built and run,
// fixed, built and run again: each case prints the same, byte for byte, and runs
// as many queries as the table here says and the finding stated.
//
//===----------------------------------------------------------------------===//
#include "cli/ToolRun.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <map>
#include <sstream>

namespace nplus1 {
namespace {

namespace fs = std::filesystem;

/// What a case did: its queries, and its output.
using Outcome = std::pair<int, std::string>;

struct Expected {
  int Before, After;
  /// Queries that no finding speaks of.
  int Others = 0;
};

std::string crLf(const std::string &Text) {
  std::string Result = "\xEF\xBB\xBF";
  for (char C : Text)
    Result += C == '\n' ? std::string("\r\n") : std::string(1, C);
  return Result;
}

class OrmProgram : public TempFolder {
public:
  /// \p Units are compiled with \p Flags and linked with \p Libraries.
  OrmProgram(const std::string &Name, std::vector<std::string> Units, std::string Flags,
             std::string Libraries)
      : Units(std::move(Units)),
        Flags("-std=c++20 -I. -I" NPLUS1_SOURCE_DIR "/lib/runtime/include " + Flags),
        Libraries(std::move(Libraries)) {
    fs::copy(NPLUS1_SOURCE_DIR "/test/fix/orms/" + Name, root(),
             fs::copy_options::recursive | fs::copy_options::overwrite_existing);
  }

  void writeDatabase() const {
    nlohmann::json Commands = nlohmann::json::array();
    for (const std::string &Unit : Units)
      Commands.push_back({{"directory", root()},
                          {"file", Unit},
                          {"command", "clang++-19 " + Flags + " -c " + Unit}});
    write("compile_commands.json", Commands.dump());
  }

  void build() const {
    std::string Command = "for unit in";
    for (const std::string &Unit : Units)
      Command += " " + Unit;
    Command += "; do echo $unit; done | xargs -P 2 -I{} clang++-19 " + Flags +
               " -O0 -w -c {} -o {}.o && clang++-19 *.o -o program " + Libraries;
    ToolResult Built = runProgram({"/bin/sh", "-c", Command}, root());
    ASSERT_EQ(Built.Status, 0) << Built.Err;
  }

  std::map<std::string, Outcome> run() const {
    ToolResult Ran = runProgram({path("program")}, root());
    EXPECT_EQ(Ran.Status, 0) << Ran.Err;
    std::map<std::string, Outcome> All;
    std::istringstream Lines(Ran.Out);
    Outcome *Last = nullptr;
    for (std::string Line; std::getline(Lines, Line);) {
      if (Line.starts_with("  ")) {
        EXPECT_TRUE(Last) << Line;
        Last->second += Line + "\n";
        continue;
      }
      size_t Blank = Line.find(' ');
      Last = &All[Line.substr(0, Blank)];
      Last->first = std::stoi(Line.substr(Blank));
    }
    return All;
  }

  ToolResult tool(std::vector<std::string> Words) const {
    Words.insert(Words.end(), {"-p", ".", "--no-cache", "--progress", "never"});
    return runTool(Words, root());
  }

  /// The queries that findings state, by case: the function that the finding is in.
  std::map<std::string, int> statedQueries() const {
    std::map<std::string, int> Stated;
    ToolResult Checked = tool({"check", "--format", "json"});
    auto Report = nlohmann::json::parse(Checked.Out, nullptr, /*allow_exceptions=*/false);
    EXPECT_TRUE(Report.is_object()) << Checked.Out << Checked.Err;
    for (const auto &Finding : Report.value("findings", nlohmann::json::array())) {
      const auto &At = Finding["location"];
      std::string After = Finding["queries"]["after"];
      int Sum = 0;
      for (size_t I = 0; I < After.size(); ++I)
        if (After[I] >= '0' && After[I] <= '9')
          Sum += After[I] - '0';
      Stated[functionAt(At["file"], At["line"])] += Sum;
    }
    return Stated;
  }

private:
  /// The name of the last function that begins before a line.
  std::string functionAt(const std::string &File, unsigned Line) const {
    std::istringstream Lines(read(File));
    std::string Text, Name;
    for (unsigned Number = 1; Number <= Line && std::getline(Lines, Text); ++Number) {
      size_t Void = Text.find("void ");
      if (Void != std::string::npos && Text.find('(') != std::string::npos &&
          (Void == 0 || Text[0] != ' '))
        Name = Text.substr(Void + 5, Text.find('(') - Void - 5);
    }
    return Name;
  }

  std::vector<std::string> Units;
  std::string Flags, Libraries;
};

/// Runs, fixes and runs \p Program; compares with what is expected of each case.
void prove(OrmProgram &Program, const std::map<std::string, Expected> &Cases) {
  Program.writeDatabase();
  ASSERT_NO_FATAL_FAILURE(Program.build());
  auto Before = Program.run();
  auto Stated = Program.statedQueries();
  ToolResult Fixed = Program.tool({"fix"});
  ASSERT_LE(Fixed.Status, 1) << Fixed.Out << Fixed.Err;
  ASSERT_NO_FATAL_FAILURE(Program.build());
  auto After = Program.run();

  ASSERT_EQ(Before.size(), Cases.size());
  for (const auto &[Name, Wanted] : Cases) {
    EXPECT_EQ(Before[Name].first, Wanted.Before) << Name << " before\n" << Fixed.Out;
    EXPECT_EQ(After[Name].first, Wanted.After) << Name << " after\n" << Fixed.Out;
    EXPECT_EQ(After[Name].second, Before[Name].second) << Name;
    EXPECT_FALSE(After[Name].second.empty() && Name != "forNoRow") << Name << " prints nothing";
    // The statement is a bound: rows without a key need no query.
    if (Wanted.After != Wanted.Before && Stated.count(Name))
      EXPECT_LE(After[Name].first, Stated[Name] + Wanted.Others) << Name;
  }
  // Nothing is left but what was refused.
  for (const auto &[Name, Queries] : Program.statedQueries())
    EXPECT_EQ(Cases.count(Name) ? Cases.at(Name).Before : Queries,
              Cases.count(Name) ? Cases.at(Name).After : Queries)
        << Name << " is still reported";
  ToolResult Again = Program.tool({"fix"});
  EXPECT_EQ(Again.Out.find(": fixed: "), std::string::npos) << Again.Out;
}

TEST(OrmPrograms, Poco) {
  OrmProgram Program("poco",
                     {"main.cpp", "source.cpp", "loops.cpp", "crlf.cpp", "linked.cpp", "odd.cpp"},
                     "-I" NPLUS1_SOURCE_DIR "/test/runtime",
                     "-lPocoActiveRecord -lPocoDataSQLite -lPocoData -lPocoFoundation -lsqlite3");
  Program.write("crlf.cpp", crLf(Program.read("crlf.cpp")));
  fs::create_symlink("real/linked.cpp", Program.path("linked.cpp"));
  prove(Program, {
                     {"nullAndDanglingKeys", {1 + 6, 2}},
                     {"repeatedKeys", {1 + 3, 2}},
                     {"noRows", {1, 1}},
                     {"forSomeRows", {1 + 3, 2}},
                     {"forNoRow", {1, 1}},
                     {"leftEarly", {1 + 3, 2}},
                     {"nestedLoops", {2 + 36, 3, 1}},
                     {"pendingWrites", {1 + 6, 2}},
                     // Unsafe, so not asked for.
                     {"writesInTheLoop", {1 + 6, 1 + 6}},
                     {"twoLoopsOverOneSource", {1 + 6 + 6, 3}},
                     {"sourceElsewhere", {1 + 6, 2}},
                     // By hand.
                     {"helperElsewhere", {1 + 6, 1 + 6}},
                     {"helperHere", {1 + 6, 2}},
                     {"inATemplate", {1 + 6, 1 + 6}},
                     {"inAMacro", {1 + 6, 1 + 6}},
                     {"byType", {1 + 5, 1 + 2}},
                     {"counted", {1 + 6, 2}},
                     {"withIterators", {1 + 6, 2}},
                     {"inAHeader", {1 + 6, 2}},
                     {"withCrLf", {1 + 6, 2}},
                     {"inALink", {1 + 6, 2}},
                     // Odd ones.
                     {"underACase", {7, 2}},
                     {"declaredInTheHeader", {7, 2}},
                     {"declaredTwice", {7, 2}},
                     {"ifWithoutBraces", {7, 2}},
                     {"forEachGeneric", {7, 2}},
                     {"overAMap", {7, 2}},
                     // Unsafe: the key of an entry that the loop leaves out may crash.
                     {"overMapEntries", {7, 7}},
                     // Few values, written out: not reported.
                     {"optionalKeys", {3, 3}},
                     {"keysThatMayCrash", {3, 3}},
                     // By hand.
                     {"whileAndIterator", {7, 7}},
                     {"backwards", {7, 2}},
                     {"everySecond", {4, 2}},
                     {"doWhile", {7, 2}},
                     {"byPointers", {7, 7}},
                     {"twiceInALine", {13, 2}},
                     {"inALambdaOfTheLoop", {7, 2}},
                     {"caught", {7, 2}},
                     {"takenNames", {7, 2}},
                     {"again", {13, 3, 1}},
                     {"ifWithInit", {7, 2}},
                     {"inAMember", {7, 2}},
                     {"ofAPointer", {7, 2}},
                     {"pages", {7, 3, 1}},
                     // Not reported: two rows of an entry.
                     {"ofAnArray", {5, 5}},
                     {"accumulated", {7, 2}},
                     {"filtered", {4, 2}},
                     {"commented", {7, 2}},
                     // Not reported: it returns from the loop.
                     {"leftByReturn", {3, 3}},
                     {"calledAtOnce", {7, 2}},
                     {"throughACopy", {7, 2}},
                     {"swappedRows", {13, 2}},
                 });
  std::string CrLf = Program.read("crlf.cpp");
  EXPECT_TRUE(CrLf.starts_with("\xEF\xBB\xBF//"));
  for (size_t At = CrLf.find('\n'); At != std::string::npos; At = CrLf.find('\n', At + 1))
    EXPECT_EQ(CrLf[At - 1], '\r') << CrLf;
  EXPECT_NE(CrLf.find("nplus1::batch"), std::string::npos);
  EXPECT_TRUE(fs::is_symlink(Program.path("linked.cpp")));
}

TEST(OrmPrograms, QDjango) {
  const std::string Qt = "/usr/include/x86_64-linux-gnu/qt5";
  OrmProgram Program("qdjango", {"main.cpp", "loops.cpp", "moc_models.cpp"},
                     "-fPIC -DQDJANGO_SHARED -isystem " + Qt + " -isystem " + Qt +
                         "/QtCore -isystem " + Qt + "/QtSql -isystem /usr/include/qdjango/db",
                     "-lqdjango-db -lQt5Sql -lQt5Core -lsqlite3");
  ToolResult Moc =
      runProgram({"/usr/lib/qt5/bin/moc", "models.h", "-o", "moc_models.cpp"}, Program.root());
  ASSERT_EQ(Moc.Status, 0) << Moc.Err;
  // A range-for over a query set counts its rows first, for end(); an author that is
  // asked for twice in a row is kept.
  prove(Program, {
                     {"inTheRange", {2 + 3, 2, 1}},
                     {"atTheVariable", {1 + 4, 1}},
                     {"twoSteps", {2 + 6, 2, 1}},
                     {"noRows", {1, 1, 1}},
                     {"leftEarly", {2 + 2, 2, 1}},
                     {"sourceElsewhere", {2 + 3, 2, 1}},
                     // Without an order a JOIN may change it: unsafe.
                     {"inAnyOrder", {2 + 3, 2 + 3}},
                 });
}

} // namespace
} // namespace nplus1
