// Commands that differ in the file and in macros are told from those that differ in more.
#include "compdb/CommandMacros.h"

#include <gmock/gmock.h>

#include <numeric>

using namespace nplus1;
using testing::ElementsAre;
using testing::IsEmpty;

namespace {

class Commands : public testing::Test {
protected:
  std::vector<CompileUnit> Units;

  void add(std::vector<std::string> Flags, const std::string &Compiler = "g++") {
    const std::string File = "/p/unit" + std::to_string(Units.size()) + ".cpp";
    Flags.insert(Flags.begin(), Compiler);
    Flags.push_back(File);
    Units.push_back(normalizeCommand(Flags, "/p", File));
  }

  AlikeCommands alike() const {
    std::vector<size_t> All(Units.size());
    std::iota(All.begin(), All.end(), 0);
    return AlikeCommands(Units, All);
  }
};

TEST_F(Commands, AreAlikeIfTheyDifferInMacros) {
  add({"-O2", "-DA=1", "-DSAME"});
  add({"-DSAME", "-O2", "-D", "B(x)=x + 1"});
  add({"-O2", "--define-macro=A=2", "-DSAME", "-DEMPTY="});
  const AlikeCommands Alike = alike();
  EXPECT_EQ(Alike.group(0), Alike.group(1));
  EXPECT_EQ(Alike.group(0), Alike.group(2));
  EXPECT_THAT(Alike.differing(0), ElementsAre(CommandMacro{"A", "#define A 1\n"},
                                              CommandMacro{"B", ""}, CommandMacro{"EMPTY", ""}));
  EXPECT_THAT(Alike.differing(1),
              ElementsAre(CommandMacro{"A", ""}, CommandMacro{"B", "#define B(x) x + 1\n"},
                          CommandMacro{"EMPTY", ""}));
  EXPECT_THAT(Alike.differing(2),
              ElementsAre(CommandMacro{"A", "#define A 2\n"}, CommandMacro{"B", ""},
                          CommandMacro{"EMPTY", "#define EMPTY \n"}));
}

TEST_F(Commands, AreNotAlikeIfTheyDifferInMore) {
  add({"-O2", "-DA"});
  for (const std::vector<std::string> &Flags : std::vector<std::vector<std::string>>{
           {"-O3", "-DA"}, {"-O2", "-Ix", "-DA"}, {"-O2", "-include", "a.h", "-DA"}})
    add(Flags);
  const AlikeCommands Alike = alike();
  for (size_t I = 1; I < Units.size(); ++I)
    EXPECT_NE(Alike.group(0), Alike.group(I)) << I;
  EXPECT_THAT(Alike.differing(0), IsEmpty());
}

// What the last word on a macro is depends on the order then.
TEST_F(Commands, AreNotAlikeIfOneSaysTwoThingsOfAMacro) {
  add({"-DA=1"});
  add({"-DA=1", "-DA=2"});
  add({"-DA=1", "-UA"});
  const AlikeCommands Alike = alike();
  for (size_t I = 1; I < Units.size(); ++I) {
    EXPECT_NE(Alike.group(0), Alike.group(I)) << I;
    EXPECT_THAT(Alike.differing(I), IsEmpty()) << I;
  }
}

TEST_F(Commands, AreAlikeIfAllSayThatAMacroIsNone) {
  add({"-DA=1", "-UNONE"});
  add({"-DA=2", "-UNONE", "-DCOLOR=\"#fff\""});
  const AlikeCommands Alike = alike();
  EXPECT_EQ(Alike.group(0), Alike.group(1));
}

// These say less of the macro or more than a line that stands anywhere.
TEST_F(Commands, AreNotAlikeIfADefinitionIsNotPlain) {
  add({"-DA=1"});
  for (const char *Definition :
       {"-DA =1", "-D A=1", "-DA 1=", "-DA/**/=1", "-DA#1", "-DA=\\", "-DA=1 \\ ", "-DA=1 ?\?/",
        "-DA=/*", "-DA=R\"(", "-Dcaf\\u00e9=1", "-DA\nB=1"})
    add({Definition});
  const AlikeCommands Alike = alike();
  for (size_t I = 1; I < Units.size(); ++I) {
    EXPECT_NE(Alike.group(0), Alike.group(I)) << Units[I].Arguments[4];
    EXPECT_THAT(Alike.differing(I), IsEmpty()) << I;
  }
}

TEST_F(Commands, AreNotAlikeInTwoLanguages) {
  add({});
  add({});
  CompileUnit &Other = Units.back();
  Other.File = Other.Arguments.back() = "/p/unit1.mm";
  const AlikeCommands Alike = alike();
  EXPECT_NE(Alike.group(0), Alike.group(1));
}

TEST_F(Commands, AreNotAlikeIfAllOfManyBringTheirOwn) {
  for (int I = 0; I < 40; ++I)
    add({"-DTARGET" + std::to_string(I)});
  const AlikeCommands Alike = alike();
  EXPECT_NE(Alike.group(0), Alike.group(1));
  EXPECT_THAT(Alike.differing(0), IsEmpty());
}

TEST_F(Commands, GoOnWithoutTheMacrosThatAreLeftOut) {
  add({"-DA=1", "-O2", "-D", "B", "-DC"});
  const CompileUnit Without =
      withoutMacros(Units[0], [](llvm::StringRef Name) { return Name != "C"; });
  add({"-O2", "-DC"});
  Units[1].Arguments.back() = Units[0].File;
  EXPECT_EQ(Without.Arguments, Units[1].Arguments);
}

} // namespace
