//===- ProgramsTest.cpp - Fixed programs do what they did, with less ------===//
//
// Generates programs, runs them, fixes them, and runs them again. Each must print
// the same on every database and must not run more queries than before.
//
//   NPLUS1_PROGRAMS=500 NPLUS1_SEED=7 fix_programs_tests
//
//===----------------------------------------------------------------------===//
#include "cli/ToolRun.h"

#include "ProgramGenerator.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <map>
#include <sstream>

namespace nplus1 {
namespace {

unsigned fromEnvironment(const char *Name, unsigned Otherwise) {
  const char *Value = std::getenv(Name);
  return Value ? unsigned(std::strtoul(Value, nullptr, 10)) : Otherwise;
}

/// What a program did on a database.
struct Outcome {
  int Queries = 0;
  std::string Output;
};
using Outcomes = std::map<std::pair<unsigned, unsigned>, Outcome>;

class Programs : public TempFolder {
public:
  Programs(unsigned Count, unsigned Seed) : Count(Count) {
    std::filesystem::copy(NPLUS1_SOURCE_DIR "/test/fix/programs/toy", path("toy"));
    std::filesystem::copy(NPLUS1_SOURCE_DIR "/test/fix/programs/runner.h", path("runner.h"));
    std::mt19937 Random(Seed);
    std::string Declared, Collected, Commands;
    for (unsigned First = 0; First < Count; First += PerUnit) {
      unsigned Unit = First / PerUnit;
      write(nameOf(Unit), generateUnit(Unit, First, std::min(PerUnit, Count - First), Random));
      std::string Function = "programs" + std::to_string(Unit) + "()";
      Declared += "std::vector<Run> " + Function + ";\n";
      Collected += "  for (Run run : " + Function + ")\n    all.push_back(run);\n";
      Commands += (Commands.empty() ? "" : ",\n") + ("{\"directory\": \"" + root()) +
                  "\", \"file\": \"" + nameOf(Unit) + "\", \"command\": \"clang++-19 " + Flags +
                  " -c " + nameOf(Unit) + "\"}";
    }
    write("main.cpp", "#include \"runner.h\"\n\n" + Declared + "\nint main() {\n" +
                          "  std::vector<Run> all;\n" + Collected + "  runAll(all);\n}\n");
    write("compile_commands.json", "[" + Commands + "]\n");
  }

  /// The text of one program as it is now.
  std::string textOf(unsigned Program) const {
    std::string Unit = read(nameOf(Program / PerUnit));
    std::string Name = "namespace p" + std::to_string(Program) + " {";
    size_t Begin = Unit.find(Name), End = Unit.find("\n} // namespace p", Begin);
    return Unit.substr(Begin, End - Begin);
  }

  std::string textOfAll() const {
    std::string Text;
    for (unsigned Unit = 0; Unit * PerUnit < Count; ++Unit)
      Text += read(nameOf(Unit));
    return Text;
  }

  void build() const {
    std::string Units = "main.cpp";
    std::string Command = "set -e; cd '" + root() + "'; ";
    for (unsigned Unit = 0; Unit * PerUnit < Count; ++Unit)
      Units += " " + nameOf(Unit);
    Command += "for unit in " + Units + "; do echo $unit; done | xargs -P 2 -I{} clang++-19 " +
               Flags + " -O0 -w -c {} -o {}.o; clang++-19 *.o -o programs";
    ToolResult Built = runProgram({"/bin/sh", "-c", Command}, root());
    ASSERT_EQ(Built.Status, 0) << Built.Err;
  }

  Outcomes run() const {
    ToolResult Ran = runProgram({path("programs")}, root());
    EXPECT_EQ(Ran.Status, 0) << Ran.Err;
    Outcomes All;
    std::istringstream Lines(Ran.Out);
    unsigned Database, Program;
    Outcome Of;
    while (Lines >> Database >> Program >> Of.Queries && std::getline(Lines, Of.Output))
      All[{Database, Program}] = Of;
    return All;
  }

  ToolResult fix() const {
    return runTool(
        {"fix", "-p", ".", "--profile", "toy/toy.json", "--no-cache", "--progress", "never"},
        root());
  }

  const unsigned Count;

private:
  static constexpr unsigned PerUnit = 25;
  inline static const std::string Flags =
      "-std=c++20 -I. -I" NPLUS1_SOURCE_DIR "/lib/runtime/include";
  static std::string nameOf(unsigned Unit) { return "unit" + std::to_string(Unit) + ".cpp"; }
};

TEST(GeneratedPrograms, PrintTheSameAndNeverQueryMore) {
  Programs All(fromEnvironment("NPLUS1_PROGRAMS", 50), fromEnvironment("NPLUS1_SEED", 1));
  ASSERT_NO_FATAL_FAILURE(All.build());
  const Outcomes Before = All.run();
  ASSERT_EQ(Before.size(), 5 * All.Count);
  std::vector<std::string> Texts;
  for (unsigned Program = 0; Program < All.Count; ++Program)
    Texts.push_back(All.textOf(Program));

  ToolResult Fixed = All.fix();
  const std::string Left = All.textOfAll();
  ASSERT_LE(Fixed.Status, 1) << Fixed.Out << Fixed.Err;
  ASSERT_NO_FATAL_FAILURE(All.build());
  const Outcomes After = All.run();
  ASSERT_EQ(After.size(), Before.size());

  unsigned Changed = 0, Cheaper = 0, Reported = 0;
  for (unsigned Program = 0; Program < All.Count; ++Program) {
    std::string Text = All.textOf(Program);
    Changed += Text != Texts[Program];
    bool IsCheaper = false;
    for (unsigned Database = 0; Database < 5; ++Database) {
      const Outcome &Was = Before.at({Database, Program}), &Is = After.at({Database, Program});
      IsCheaper |= Is.Queries < Was.Queries;
      if ((Was.Output != Is.Output || Is.Queries > Was.Queries) && Reported < 5) {
        ++Reported;
        ADD_FAILURE() << "program " << Program << " on database " << Database << ": " << Was.Queries
                      << " queries -> " << Is.Queries << "\nprinted " << Was.Output << "\nnow     "
                      << Is.Output << "\n"
                      << Texts[Program] << "\n--- now ---\n"
                      << Text;
      }
    }
    Cheaper += IsCheaper;
    EXPECT_TRUE(IsCheaper || Text == Texts[Program])
        << "a fix of program " << Program << " saved nothing:\n"
        << Texts[Program] << "\n--- now ---\n"
        << Text;
  }
  std::cout << All.Count << " programs: " << Changed << " fixed, " << Cheaper << " cheaper\n";
  EXPECT_GE(Changed * 3, All.Count) << Fixed.Out;
  for (const char *Never : {"does not parse", "would still be there", "run again"})
    EXPECT_EQ(Fixed.Out.find(Never), std::string::npos) << Fixed.Out;

  ToolResult Again = All.fix();
  EXPECT_EQ(Again.Out.find(": fixed: "), std::string::npos) << Again.Out;
  EXPECT_EQ(All.textOfAll(), Left);
}

} // namespace
} // namespace nplus1
