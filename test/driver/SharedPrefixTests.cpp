// A unit that goes on where others went says what a parse of the whole says, to the
// byte; where that is not sure, nothing is shared.
#include "driver/SharedPrefixes.h"

#include "driver/OutcomeCodec.h"
#include "orm/ProfileLoader.h"
#include "support/TempFolder.h"

#include "llvm/ADT/STLExtras.h"

#include <gmock/gmock.h>

#include <numeric>

using namespace nplus1;
using testing::ElementsAre;
using testing::IsEmpty;

namespace {

class SharedPrefix : public testing::Test {
protected:
  TempFolder Folder;

  /// What both units of a test include, by way of a header of their own.
  void SetUp() override {
    Folder.write("shared.h", "#pragma once\n#include <memory>\n"
                             "struct Author { int age() const { return 3; } };\n"
                             "struct Book { std::unique_ptr<Author> author; };\n");
    Folder.write("one.h", guarded("ONE_H", "#include \"shared.h\"\nint one(const Book &);\n"));
    Folder.write("two.h", guarded("TWO_H", "#include \"shared.h\"\nint two(const Book &);\n"));
    signal(SIGPIPE, SIG_IGN); // as in a worker
  }

  static std::string guarded(const std::string &Guard, const std::string &Text) {
    return "// Of " + Guard + "\n#ifndef " + Guard + "\n#define " + Guard + "\n" + Text +
           "#endif\n";
  }

  CompileUnit unit(const std::string &Name, const std::string &Text,
                   const std::vector<std::string> &Flags = {"-std=c++20"}) {
    const std::string File = Folder.write(Name, Text);
    std::vector<std::string> Words = {"g++"};
    Words.insert(Words.end(), Flags.begin(), Flags.end());
    Words.push_back(File);
    return normalizeCommand(Words, Folder.root(), File);
  }

  static std::string whole(const CompileUnit &Unit) {
    return encodeOutcome(
        analyzeUnit(Unit, builtinProfiles(), llvm::vfs::createPhysicalFileSystem()));
  }

  static const IncludeTrail::Cut *common(const IncludeTrail &A, const IncludeTrail &B) {
    return A.lastCut(A.commonWith(B));
  }

  IncludeTrail trailOf(const CompileUnit &Unit) {
    auto Trail = TrailFinder().find(Unit);
    EXPECT_TRUE(Trail);
    return Trail.value_or(IncludeTrail());
  }

  /// For what both units begin with; null fails the test.
  std::unique_ptr<PrefixServer> serverFor(const CompileUnit &One, const CompileUnit &Two) {
    const IncludeTrail Trail = trailOf(One);
    const IncludeTrail::Cut *At = common(Trail, trailOf(Two));
    EXPECT_TRUE(At);
    auto Server = At ? PrefixServer::start(One, Trail, *At, builtinProfiles()) : nullptr;
    EXPECT_TRUE(Server);
    return Server;
  }

  std::optional<std::string> ask(PrefixServer &Server, const CompileUnit &Unit) {
    const IncludeTrail Trail = trailOf(Unit);
    EXPECT_TRUE(Server.cutOf(Trail));
    return Server.cutOf(Trail) ? Server.analyze(Unit, Trail) : std::nullopt;
  }
};

constexpr const char *OneSource =
    "#include \"one.h\"\n#include <vector>\nint one(const Book &b) { return b.author->age(); }\n";
constexpr const char *TwoSource = "#include \"two.h\"\nint two(const Book &b) {\n"
                                  "  int sum = 0;\n  for (int i = 0; i < 3; ++i)\n"
                                  "    sum += b.author->age();\n  return sum;\n}\n";

TEST_F(SharedPrefix, IsWhatIsLeftFirst) {
  const auto One = unit("one.cpp", OneSource), Two = unit("two.cpp", TwoSource);
  const IncludeTrail Trail = trailOf(One);
  const IncludeTrail::Cut *At = common(Trail, trailOf(Two));
  ASSERT_TRUE(At);
  EXPECT_THAT(At->Directives, ElementsAre("#include \"" + Folder.path("shared.h") + "\"\n"));
  EXPECT_THAT(At->Guards, ElementsAre("ONE_H"));
}

TEST_F(SharedPrefix, ServesUnitsAsIfTheyWereParsedWhole) {
  const auto One = unit("one.cpp", OneSource), Two = unit("two.cpp", TwoSource);
  auto Server = serverFor(One, Two);
  ASSERT_TRUE(Server);
  for (const CompileUnit &Unit : {One, Two, One}) {
    auto Answer = ask(*Server, Unit);
    ASSERT_TRUE(Answer);
    EXPECT_TRUE(*Answer == whole(Unit)) << Unit.File;
  }
}

TEST_F(SharedPrefix, EndsWhereSomethingIsSaid) {
  const auto Plain = unit("one.cpp", OneSource);
  for (const char *First : {"int first;\n", "#define MODE 1\n", "#undef MODE\n", "#if 1\n#endif\n",
                            "#pragma pack(1)\n", "#ifndef X\n#define Y\n#endif\n"}) {
    const auto Other = unit("two.cpp", std::string(First) + TwoSource);
    EXPECT_FALSE(common(trailOf(Other), trailOf(Plain))) << First;
  }
}

TEST_F(SharedPrefix, HoldsNoHeaderThatSaysSomethingEachTime) {
  Folder.write("list.def", "#ifdef ENTRY\nENTRY(a)\n#endif\nextern int each;\n");
  for (const char *Name : {"one.h", "two.h"})
    Folder.write(Name, guarded(Name[0] == 'o' ? "ONE_H" : "TWO_H",
                               "#include \"list.def\"\n#include \"shared.h\"\n"));
  EXPECT_FALSE(common(trailOf(unit("one.cpp", OneSource)), trailOf(unit("two.cpp", TwoSource))));
}

TEST_F(SharedPrefix, IsNotForAUnitWhoseGuardItAsksFor) {
  Folder.write("shared.h", "#pragma once\n#ifdef TWO_H\nint sees(int);\n#else\nint sees(long);\n"
                           "#endif\nstruct Book;\n");
  const auto One = unit("one.cpp", "#include \"one.h\"\n"),
             Two = unit("two.cpp", "#include \"two.h\"\n");
  auto Server = serverFor(One, Two);
  ASSERT_TRUE(Server);
  EXPECT_TRUE(ask(*Server, One));
  EXPECT_FALSE(ask(*Server, Two));
  EXPECT_TRUE(ask(*Server, One)) << "it goes on with others";
}

TEST_F(SharedPrefix, IsNotForUnitsWithErrors) {
  const auto One = unit("one.cpp", OneSource);
  const auto Broken = unit("two.cpp", std::string(TwoSource) + "int f() { return nothing; }\n");
  auto Server = serverFor(One, Broken);
  ASSERT_TRUE(Server);
  EXPECT_FALSE(ask(*Server, Broken));
  EXPECT_TRUE(ask(*Server, One));
}

// A copy does not go on after an error: it would be parsed again all the same.
TEST_F(SharedPrefix, LeavesAUnitAtItsFirstError) {
  const auto One = unit("one.cpp", OneSource);
  const auto Broken =
      unit("two.cpp", "#include \"two.h\"\nNothing nothing;\n#pragma clang __debug crash\n");
  auto Server = serverFor(One, Broken);
  ASSERT_TRUE(Server);
  EXPECT_FALSE(ask(*Server, Broken));
  EXPECT_TRUE(ask(*Server, One)) << "it did not crash";
}

TEST_F(SharedPrefix, IsNotForUnitsThatAskWhatTheyAre) {
  const auto One = unit("one.cpp", OneSource);
  for (const char *Asking :
       {"#if __INCLUDE_LEVEL__ == 0\nint asked() { return 1; }\n#endif\n",
        "const char *asked() { return __BASE_FILE__; }\n", "#pragma GCC system_header\n"}) {
    const auto Two = unit("two.cpp", std::string("#include \"two.h\"\n") + Asking + TwoSource);
    auto Server = serverFor(One, Two);
    ASSERT_TRUE(Server) << Asking;
    EXPECT_FALSE(ask(*Server, Two)) << Asking;
    EXPECT_TRUE(ask(*Server, One)) << Asking;
  }
}

TEST_F(SharedPrefix, ThatAsksHowDeepItIsServesNobody) {
  for (const char *Asking : {"#if __INCLUDE_LEVEL__ == 1\nint asked();\n#endif\n",
                             "inline const char *asked() { return __BASE_FILE__; }\n"}) {
    Folder.write("shared.h", std::string("#pragma once\n") + Asking +
                                 "struct Author { int age() const { return 3; } };\n"
                                 "struct Book { Author *author; };\n");
    const auto One = unit("one.cpp", OneSource), Two = unit("two.cpp", TwoSource);
    auto Server = serverFor(One, Two);
    ASSERT_TRUE(Server) << Asking;
    EXPECT_FALSE(ask(*Server, One)) << Asking;
  }
}

// Others may call them.
TEST_F(SharedPrefix, KnowsInstancesOfTemplatesInTheUnit) {
  const auto One = unit("one.cpp", OneSource);
  const auto Two = unit("two.cpp", "#include \"two.h\"\ntemplate <class T> T sum(T a) {\n"
                                   "  return a + a;\n}\ntemplate int sum<int>(int);\n");
  auto Server = serverFor(One, Two);
  ASSERT_TRUE(Server);
  auto Answer = ask(*Server, Two);
  ASSERT_TRUE(Answer);
  EXPECT_TRUE(*Answer == whole(Two));
}

// As headers do that hold templates.
TEST_F(SharedPrefix, ServesUnitsThatIncludeThemselves) {
  const auto One = unit("one.cpp", OneSource);
  Folder.write("two.h", guarded("TWO_H", "#include \"shared.h\"\nint two(const Book &);\n"
                                         "#include \"two.cpp\"\n"));
  const auto Two = unit("two.cpp", "#ifndef TWO_CPP\n#define TWO_CPP\n#include \"two.h\"\n"
                                   "int two(const Book &b) { return b.author->age(); }\n#endif\n");
  auto Server = serverFor(One, Two);
  ASSERT_TRUE(Server);
  auto Answer = ask(*Server, Two);
  ASSERT_TRUE(Answer);
  EXPECT_TRUE(*Answer == whole(Two));
}

TEST_F(SharedPrefix, EndsAtAGuardThatIsWrittenOtherwise) {
  const auto One = unit("one.cpp", OneSource);
  for (const char *Guard : {"TW\\\nO_H", "caf\\u00e9_H"}) {
    Folder.write("two.h", "#ifndef " + std::string(Guard) + "\n#define " + Guard +
                              "\n#include \"shared.h\"\nint two(const Book &);\n#endif\n");
    EXPECT_FALSE(common(trailOf(unit("two.cpp", TwoSource)), trailOf(One))) << Guard;
  }
}

// Clang looks for it in the working directory, but only for a unit that is a file.
TEST_F(SharedPrefix, IsNotForUnitsWithAHeaderInFrontOfThemByARelativePath) {
  Folder.write("before.h", "#pragma once\nint before();\n");
  for (const std::string &Before : {std::string("before.h"), Folder.path("before.h")}) {
    const std::vector<std::string> Flags = {"-include", Before, "-I" + Folder.root()};
    const auto One = unit("one.cpp", OneSource, Flags), Two = unit("two.cpp", TwoSource, Flags);
    auto Server = serverFor(One, Two);
    ASSERT_TRUE(Server);
    auto Answer = ask(*Server, One);
    EXPECT_EQ(Answer.has_value(), Before != "before.h");
    EXPECT_TRUE(!Answer || *Answer == whole(One));
  }
}

TEST_F(SharedPrefix, WithErrorsServesNobody) {
  Folder.write("shared.h", "#pragma once\nstruct Book { Nothing n; };\n");
  const auto One = unit("one.cpp", OneSource), Two = unit("two.cpp", TwoSource);
  auto Server = serverFor(One, Two);
  ASSERT_TRUE(Server);
  EXPECT_FALSE(ask(*Server, One));
}

TEST_F(SharedPrefix, EndsWithAUnitThatCrashesTheParser) {
  const auto One = unit("one.cpp", OneSource);
  const auto Bad = unit("two.cpp", "#include \"two.h\"\n#pragma clang __debug crash\n");
  auto Server = serverFor(One, Bad);
  ASSERT_TRUE(Server);
  EXPECT_FALSE(ask(*Server, Bad));
  EXPECT_FALSE(ask(*Server, One));
}

// Two of three units go on together.
class ExtendedPrefix : public SharedPrefix {
protected:
  std::vector<CompileUnit> Units;

  void SetUp() override {
    SharedPrefix::SetUp();
    Folder.write("more.h", "#pragma once\n#include \"shared.h\"\n#include <string>\n"
                           "inline std::string title(const Book &) { return \"t\"; }\n");
    for (const char *Name : {"one", "two"})
      Folder.write(Name + std::string(".h"),
                   guarded(std::string(Name) + "_H",
                           "#include \"more.h\"\nint " + std::string(Name) + "(const Book &);\n"));
    Units = {unit("one.cpp", OneSource), unit("two.cpp", TwoSource),
             unit("three.cpp", "#include \"shared.h\"\nint three(const Book &) { return 3; }\n")};
  }

  std::unique_ptr<PrefixServer> extended(PrefixServer &Server) {
    const IncludeTrail Trail = trailOf(Units[0]);
    const IncludeTrail::Cut *At = common(Trail, trailOf(Units[1]));
    EXPECT_TRUE(At);
    return At ? Server.extend(Trail, *At) : nullptr;
  }

  void expectAsWhole(PrefixServer &Server, const CompileUnit &Unit) {
    auto Answer = ask(Server, Unit);
    ASSERT_TRUE(Answer);
    EXPECT_TRUE(*Answer == whole(Unit)) << Unit.File;
  }
};

TEST_F(ExtendedPrefix, ServesUnitsAsIfTheyWereParsedWhole) {
  auto Server = serverFor(Units[0], Units[2]);
  ASSERT_TRUE(Server);
  expectAsWhole(*Server, Units[2]);
  for (int I = 0; I < 2; ++I) {
    auto Longer = extended(*Server);
    ASSERT_TRUE(Longer);
    expectAsWhole(*Longer, Units[0]);
    expectAsWhole(*Longer, Units[1]);
    Longer.reset();
    expectAsWhole(*Server, Units[2]);
  }
}

TEST_F(ExtendedPrefix, IsNoneIfItIsNotWhatWasExpected) {
  auto Server = serverFor(Units[0], Units[2]);
  ASSERT_TRUE(Server);
  const IncludeTrail Trail = trailOf(Units[0]);
  const IncludeTrail::Cut *At = common(Trail, trailOf(Units[1]));
  ASSERT_TRUE(At);
  Folder.write("more.h", "#pragma once\n#include \"shared.h\"\nNothing nothing;\n");
  EXPECT_FALSE(Server->extend(Trail, *At));
  expectAsWhole(*Server, Units[2]);
}

TEST_F(ExtendedPrefix, IsNoneIfThereIsNothingMore) {
  auto Server = serverFor(Units[0], Units[2]);
  ASSERT_TRUE(Server);
  auto Longer = extended(*Server);
  ASSERT_TRUE(Longer);
  EXPECT_FALSE(extended(*Longer));
  expectAsWhole(*Longer, Units[0]);
}

TEST_F(ExtendedPrefix, IsNoneForUnitsWhoseGuardTheBeginningAskedFor) {
  Folder.write("shared.h", "#pragma once\n#ifdef one_H\n#endif\nstruct Book;\n");
  auto Server = serverFor(Units[0], Units[2]);
  ASSERT_TRUE(Server);
  EXPECT_FALSE(extended(*Server));
  EXPECT_TRUE(ask(*Server, Units[2]));
}

TEST_F(ExtendedPrefix, EndsWithAUnitThatCrashesTheParser) {
  Units[1] = unit("two.cpp", "#include \"two.h\"\n#pragma clang __debug crash\n");
  auto Server = serverFor(Units[0], Units[2]);
  ASSERT_TRUE(Server);
  auto Longer = extended(*Server);
  ASSERT_TRUE(Longer);
  EXPECT_FALSE(ask(*Longer, Units[1]));
  EXPECT_FALSE(ask(*Longer, Units[0]));
  Longer.reset();
  EXPECT_FALSE(ask(*Server, Units[2]));
}

TEST_F(ExtendedPrefix, HasAGreatestDepth) {
  std::string Text;
  for (unsigned I = 0; I < PrefixServer::MostLevels + 2; ++I) {
    const std::string Name = "h" + std::to_string(I);
    Folder.write(Name + ".h", "#pragma once\nstruct " + Name + " {};\n");
    Text += "#include \"" + Name + ".h\"\n";
  }
  const auto Deep = unit("deep.cpp", Text + "int deep(const h0 &) { return 1; }\n");
  const IncludeTrail Trail = trailOf(Deep);
  std::vector<const IncludeTrail::Cut *> Cuts;
  for (const IncludeTrail::Cut &Cut : Trail.Cuts)
    if (!Cut.Directives.empty())
      Cuts.push_back(&Cut);
  ASSERT_GT(Cuts.size(), PrefixServer::MostLevels);
  std::vector<std::unique_ptr<PrefixServer>> Servers;
  Servers.push_back(PrefixServer::start(Deep, Trail, *Cuts.front(), builtinProfiles()));
  ASSERT_TRUE(Servers.back());
  for (size_t I = 1; I < Cuts.size(); ++I)
    if (auto Next = Servers.back()->extend(Trail, *Cuts[I]))
      Servers.push_back(std::move(Next));
  EXPECT_EQ(Servers.size(), PrefixServer::MostLevels);
  for (; !Servers.empty(); Servers.pop_back())
    expectAsWhole(*Servers.back(), Deep);
}

// Neither a unit with nothing to share in between nor many levels keep anybody waiting.
TEST_F(ExtendedPrefix, UnitsInOrderAreServedAsIfTheyWereParsedWhole) {
  for (int I = 0; I < 4; ++I)
    Units.push_back(unit("more" + std::to_string(I) + ".cpp", OneSource));
  Units.push_back(unit("said.cpp", "#include \"shared.h\"\n#define SAID\n#include \"one.h\"\n"));
  Units.push_back(unit("said2.cpp", "#define SAID\n#include \"one.h\"\n"));
  std::vector<size_t> All(Units.size());
  std::iota(All.begin(), All.end(), 0);
  SharedPrefixes Shared(Units, All, builtinProfiles());
  for (size_t I : All)
    Shared.add(I, trailOf(Units[I]));
  for (size_t I : Shared.order())
    EXPECT_TRUE(Shared.analyze(I) == whole(Units[I])) << Units[I].File;
}

TEST_F(SharedPrefix, TellsItsUnitsApartByTheirCommand) {
  const std::vector<CompileUnit> Units = {unit("one.cpp", OneSource), unit("two.cpp", TwoSource),
                                          unit("three.cpp", OneSource, {"-std=c++17"}),
                                          unit("four.cpp", TwoSource)};
  SharedPrefixes Shared(Units, {0, 1, 2, 3}, builtinProfiles());
  for (size_t I = 0; I < Units.size(); ++I)
    Shared.add(I, *decodeTrail(encodeTrail(trailOf(Units[I]))));
  const std::vector<size_t> Order = Shared.order();
  EXPECT_THAT(Order, testing::UnorderedElementsAre(0, 1, 2, 3));
  for (size_t I : Order)
    EXPECT_TRUE(Shared.analyze(I) == whole(Units[I])) << Units[I].File;
}

// Units whose commands differ in macros.
class PrefixWithoutMacros : public SharedPrefix {
protected:
  std::vector<CompileUnit> Units;
  TrailFinder Trails;

  /// A unit for each of \p Flags, with a header and a source as others have.
  void addUnits(const std::vector<std::vector<std::string>> &Flags) {
    for (const auto &[I, Words] : llvm::enumerate(Flags)) {
      const std::string Name = "unit" + std::to_string(I);
      Folder.write(Name + ".h", guarded(Name + "_H", "#include \"shared.h\"\n"));
      Units.push_back(unit(Name + ".cpp",
                           "#include \"" + Name +
                               ".h\"\n#if MODE == 2\nint two(const Book &b) {\n"
                               "  return b.author->age() * MODE;\n}\n#endif\n",
                           Words));
    }
  }

  IncludeTrail trailOf(size_t Unit) {
    std::vector<size_t> All(Units.size());
    std::iota(All.begin(), All.end(), 0);
    auto Trail = Trails.find(Units[Unit], AlikeCommands(Units, All).differing(Unit));
    EXPECT_TRUE(Trail);
    return *decodeTrail(encodeTrail(Trail.value_or(IncludeTrail())));
  }

  std::unique_ptr<PrefixServer> serverFor(size_t One, size_t Two) {
    const IncludeTrail Trail = trailOf(One);
    const IncludeTrail::Cut *At = common(Trail, trailOf(Two));
    return At ? PrefixServer::start(Units[One], Trail, *At, builtinProfiles()) : nullptr;
  }

  std::optional<std::string> ask(PrefixServer &Server, size_t Unit) {
    const IncludeTrail Trail = trailOf(Unit);
    return Server.cutOf(Trail) ? Server.analyze(Units[Unit], Trail) : std::nullopt;
  }

  void expectAsWhole(PrefixServer &Server, size_t Unit) {
    auto Answer = ask(Server, Unit);
    ASSERT_TRUE(Answer) << Unit;
    EXPECT_TRUE(*Answer == whole(Units[Unit])) << Unit;
  }
};

TEST_F(PrefixWithoutMacros, ServesUnitsAsIfTheyWereParsedWhole) {
  addUnits({{"-DMODE=1"}, {"-DMODE=2"}, {}, {"-D", "MODE=2", "-DOTHER"}});
  auto Server = serverFor(0, 1);
  ASSERT_TRUE(Server);
  for (size_t I = 0; I < Units.size(); ++I)
    expectAsWhole(*Server, I);
  EXPECT_NE(whole(Units[0]).size(), whole(Units[1]).size());
}

TEST_F(PrefixWithoutMacros, EndsWhereOneIsMentioned) {
  Folder.write("shared.h", "#pragma once\n#include <memory>\nconstexpr int mode = MODE;\n"
                           "struct Author { int age() const { return mode; } };\n"
                           "struct Book { std::unique_ptr<Author> author; };\n");
  addUnits({{"-DMODE=1"}, {"-DMODE=2"}, {"-DMODE=1", "-DOTHER"}});
  const auto Until = [&](size_t A, size_t B) { return trailOf(A).commonWith(trailOf(B)); };
  EXPECT_LT(Until(0, 1), Until(0, 2));
  auto Server = serverFor(0, 2);
  ASSERT_TRUE(Server);
  expectAsWhole(*Server, 0);
  expectAsWhole(*Server, 2);
  EXPECT_FALSE(Server->cutOf(trailOf(1)));
}

TEST_F(PrefixWithoutMacros, IsExtendedToWhereOneIsMentioned) {
  Folder.write("more.h", "#pragma once\n#include \"shared.h\"\nconstexpr int mode = MODE;\n"
                         "inline int more(const Book &b) { return b.author->age() + mode; }\n");
  addUnits({{"-DMODE=1"}, {"-DMODE=2", "-DONLY_ONE"}, {"-DMODE=2", "-DONLY_TWO"}});
  for (int I : {1, 2})
    Folder.write("unit" + std::to_string(I) + ".h",
                 guarded("unit" + std::to_string(I) + "_H", "#include \"more.h\"\n"));
  auto Server = serverFor(0, 1);
  ASSERT_TRUE(Server);
  expectAsWhole(*Server, 0);
  const IncludeTrail Trail = trailOf(1);
  auto Longer = Server->extend(Trail, *common(Trail, trailOf(2)));
  ASSERT_TRUE(Longer);
  expectAsWhole(*Longer, 1);
  expectAsWhole(*Longer, 2);
  Longer.reset();
  expectAsWhole(*Server, 0);
}

// The word is not written; the parser comes upon it.
TEST_F(PrefixWithoutMacros, IsNoneForUnitsWhoseMacroItMakesUp) {
  Folder.write("shared.h", "#pragma once\n#define PASTE(a, b) a##b\n"
                           "struct Author { int age() const { int PASTE(MO, DE); return 3; } };\n"
                           "struct Book { Author *author; };\n");
  addUnits({{"-DMODE=mode"}, {"-DMODE=other"}, {}});
  auto Server = serverFor(0, 1);
  ASSERT_TRUE(Server);
  EXPECT_FALSE(ask(*Server, 0));
  EXPECT_FALSE(ask(*Server, 1));
  expectAsWhole(*Server, 2);
}

// Profiles, relation macros, headers of an ORM, and findings.
TEST_F(SharedPrefix, SaysOfTheExampleWhatAWholeParseSays) {
  const std::string Example = NPLUS1_SOURCE_DIR "/docs/examples/activity-stream";
  std::vector<CompileUnit> Units;
  for (const char *Report : {"ActivityStream", "Choices", "ReadingList"}) {
    const std::string File = Example + "/src/reports/" + Report + ".cpp";
    Units.push_back(normalizeCommand(
        {"clang++", "-std=c++20", "-Iinclude", "-I" NPLUS1_SOURCE_DIR "/lib/runtime/include", File},
        Example, File));
  }
  std::vector<size_t> All(Units.size());
  std::iota(All.begin(), All.end(), 0);
  SharedPrefixes Shared(Units, All, builtinProfiles());
  for (size_t I : All)
    Shared.add(I, trailOf(Units[I]));
  for (size_t I : Shared.order())
    EXPECT_TRUE(Shared.analyze(I) == whole(Units[I])) << Units[I].File;
}

} // namespace
