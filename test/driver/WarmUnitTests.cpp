// A unit that is parsed from its preamble says what a whole parse says.
#include "driver/WarmUnit.h"

#include "driver/FactsCodec.h"
#include "fix/EditedFileSystem.h"
#include "orm/ProfileLoader.h"
#include "support/TempFolder.h"

#include <gmock/gmock.h>

using namespace nplus1;
using Verdict = UnitOutcome::Verdict;

namespace {

class WarmUnits : public testing::Test {
protected:
  TempFolder Folder;

  CompileUnit unit(const std::string &File, std::vector<std::string> Flags = {}) {
    std::vector<std::string> Words = {"g++", "-std=c++20"};
    Words.insert(Words.end(), Flags.begin(), Flags.end());
    Words.push_back(File);
    return normalizeCommand(Words, Folder.root(), File);
  }

  static llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> disk() {
    return llvm::vfs::createPhysicalFileSystem();
  }

  static void expectSame(const UnitOutcome &Warm, const UnitOutcome &Cold) {
    EXPECT_EQ(Warm.Judged, Cold.Judged) << Warm.Problem;
    EXPECT_EQ(Warm.Errors, Cold.Errors);
    EXPECT_EQ(Warm.Problem, Cold.Problem);
    EXPECT_EQ(Warm.MissingHeaders, Cold.MissingHeaders);
    EXPECT_EQ(Warm.Facts.RelationOptions, Cold.Facts.RelationOptions);
    EXPECT_EQ(Warm.Facts.Functions.size(), Cold.Facts.Functions.size());
    EXPECT_TRUE(encodeFacts(Warm.Facts) == encodeFacts(Cold.Facts));
    EXPECT_EQ(Warm.Seen.Files, Cold.Seen.Files);
  }

  /// Parses twice warm and once whole.
  void check(const CompileUnit &Unit) {
    WarmUnit Warm(Unit, builtinProfiles());
    const UnitOutcome Cold = analyzeUnit(Unit, builtinProfiles(), disk());
    ASSERT_NE(Cold.Judged, Verdict::Failed) << Cold.Problem;
    expectSame(Warm.analyze(disk()), Cold);
    expectSame(Warm.analyze(disk()), Cold);
  }
};

TEST_F(WarmUnits, SayWhatAWholeParseSaysOfTheExample) {
  const std::string Example = NPLUS1_SOURCE_DIR "/docs/examples/activity-stream/";
  check(unit(Example + "src/reports/ActivityStream.cpp", {"-I" + Example + "include"}));
}

TEST_F(WarmUnits, KnowTheRelationMacrosOfTheirHeaders) {
  const std::string Double = NPLUS1_SOURCE_DIR "/test/orm-headers/qdjango/double";
  Folder.write("models.h", "#include \"QDjangoModel.h\"\n"
                           "class Author : public QDjangoModel { Q_OBJECT };\n"
                           "class Book : public QDjangoModel {\n"
                           "  Q_OBJECT\n"
                           "  Q_CLASSINFO(\"editor\", \"null=true\")\n"
                           "public:\n"
                           "  inline int pages() const { return 3; }\n"
                           "};\n");
  auto Unit = unit(Folder.write("a.cpp", "#include \"models.h\"\n"
                                         "int f(const Book &b) { return b.pages(); }\n"),
                   {"-I" + Double, "-I."});
  check(Unit);
  UnitOutcome Warm = WarmUnit(Unit, builtinProfiles()).analyze(disk());
  EXPECT_FALSE(Warm.Facts.RelationOptions.empty());
  EXPECT_EQ(Warm.Facts.Functions.size(), 2u) << "pages() is in the preamble, f() is not";
}

TEST_F(WarmUnits, CountTheErrorsOfTheirHeaders) {
  Folder.write("broken.h", "int broken() { return nope; }\n");
  check(unit(Folder.write("a.cpp", "#include \"broken.h\"\n#include \"missing.h\"\n"
                                   "int f() { return 1; }\nint g() { return nothing; }\n")));
}

TEST_F(WarmUnits, ParseAnewWhatChangedInAHeader) {
  Folder.write("a.h", "inline int one() { return 1; }\n");
  auto Unit = unit(Folder.write("a.cpp", "#include \"a.h\"\nint f() { return one(); }\n"));
  WarmUnit Warm(Unit, builtinProfiles());
  EXPECT_EQ(Warm.analyze(disk()).Errors, 0u);
  // As long as before, so that only time or content tell.
  EditedFile Header;
  Header.Path = Folder.path("a.h");
  Header.After = "inline int two() { return 2; }\n";
  EXPECT_EQ(Warm.analyze(editedFileSystem(disk(), {Header})).Errors, 1u);
  EXPECT_EQ(Warm.analyze(disk()).Errors, 0u);
}

TEST_F(WarmUnits, FollowTheTextOfTheEditor) {
  auto Unit = unit(Folder.write("a.cpp", "#include <string>\nint f() { return 1; }\n"));
  WarmUnit Warm(Unit, builtinProfiles());
  Warm.analyze(disk());
  for (const char *Text : {"#include <string>\nint f() { return 1; }\nint g() { return 1; }\n",
                           "#include <vector>\nint f() { return 1; }\n", "int f(", ""}) {
    EditedFile Main;
    Main.Path = Unit.File;
    Main.After = Text;
    auto Files = [&] { return editedFileSystem(disk(), {Main}); };
    expectSame(Warm.analyze(Files()), analyzeUnit(Unit, builtinProfiles(), Files()));
  }
}

TEST_F(WarmUnits, OfAFileThatIsGoneFail) {
  WarmUnit Warm(unit(Folder.path("gone.cpp")), builtinProfiles());
  EXPECT_EQ(Warm.analyze(disk()).Judged, Verdict::Failed);
}

} // namespace
