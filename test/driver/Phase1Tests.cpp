#include "driver/Phase1.h"

#include "driver/OutcomeCodec.h"
#include "orm/ProfileLoader.h"
#include "support/TempFolder.h"

#include <gmock/gmock.h>

using namespace nplus1;
using testing::HasSubstr;
using Verdict = UnitOutcome::Verdict;

namespace {

class Phase1 : public testing::Test {
protected:
  TempFolder Folder;
  std::vector<CompileUnit> Units;
  Phase1Options Options;

  void unit(llvm::StringRef Name, llvm::StringRef Text) {
    auto File = Folder.write(Name, Text);
    Units.push_back(normalizeCommand({"g++", "-std=c++17", File}, Folder.root(), File));
  }

  void SetUp() override { Options.Prefilter = false; }

  std::vector<UnitOutcome> run() {
    return analyzeUnits(Units, builtinProfiles(), Options, [](llvm::StringRef, size_t, size_t) {});
  }
};

TEST_F(Phase1, OutcomesComeInTheOrderOfTheUnits) {
  for (int I = 0; I < 12; ++I)
    unit(std::to_string(I) + ".cpp", "int f" + std::to_string(I) + "() { return 0; }\n");
  for (unsigned Jobs : {1u, 5u}) {
    Options.Jobs = Jobs;
    auto Outcomes = run();
    ASSERT_EQ(Outcomes.size(), 12u);
    for (int I = 0; I < 12; ++I) {
      EXPECT_EQ(Outcomes[I].Judged, Verdict::Analysed);
      EXPECT_EQ(Outcomes[I].Facts.MainFile, Units[I].File);
      EXPECT_EQ(Outcomes[I].Facts.Functions.size(), 1u);
    }
  }
}

TEST_F(Phase1, BrokenCodeIsAnalysedAsFarAsItParses) {
  unit("a.cpp", "#include \"not/there.h\"\n"
                "template <class T> T twice(T x) { return x + x; }\n"
                "int before() { return twice(1); }\nint broken() { return nope; }\n"
                "int after() { return 2; }\n");
  auto Outcome = run()[0];
  EXPECT_EQ(Outcome.Judged, Verdict::Partial);
  EXPECT_EQ(Outcome.Errors, 2u);
  EXPECT_TRUE(Outcome.Facts.HadErrors);
  EXPECT_THAT(Outcome.Problem, HasSubstr("a.cpp:1:10: 'not/there.h' file not found"));
  EXPECT_THAT(Outcome.MissingHeaders, testing::ElementsAre("not/there.h"));
  EXPECT_GE(Outcome.Facts.Functions.size(), 3u);
}

// Told by a body that cannot be parsed.
TEST_F(Phase1, TemplatesOfLibrariesAreParsedWhenTheyAreUsed) {
  Folder.write("system/algorithms.h", "#pragma GCC system_header\n"
                                      "template <class F> void unused(F) { nope(); }\n"
                                      "template <class F> void used(F f) { f(1); }\n");
  Folder.write("own.h", "template <class F> void mine(F) { nope(); }\n");
  const std::string Code = "#include \"system/algorithms.h\"\n"
                           "void query(int);\n"
                           "void f() { used([](auto x) { query(x); }); }\n";
  unit("a.cpp", Code);
  unit("b.cpp", Code + "#include \"own.h\"\n");
  auto Outcomes = run();
  EXPECT_EQ(Outcomes[0].Judged, Verdict::Analysed) << Outcomes[0].Problem;
  EXPECT_THAT(Outcomes[1].Problem, HasSubstr("own.h:1:"));
}

TEST_F(Phase1, EndlessErrorsEnd) {
  std::string Text;
  for (int I = 0; I < 1000; ++I)
    Text += "int f" + std::to_string(I) + "() { return nope; }\n";
  unit("a.cpp", Text + "int good() { return 1; }\n");
  auto Outcome = run()[0];
  EXPECT_EQ(Outcome.Errors, 1000u);
  EXPECT_GE(Outcome.Facts.Functions.size(), 1u);
}

TEST_F(Phase1, UnitsThatHurtAreNamedAndTheOthersGoOn) {
  unit("first.cpp", "int first() { return 0; }\n");
  unit("crash.cpp", "#pragma clang __debug crash\n");
  unit("fatal.cpp", "#pragma clang __debug llvm_fatal_error\n");
  unit("hang.cpp", "template <int N, long M> struct A {\n"
                   "  static constexpr int v = A<N - 1, 2 * M>::v + A<N - 1, 2 * M + 1>::v;\n};\n"
                   "template <long M> struct A<0, M> { static constexpr int v = 1; };\n"
                   "int hang = A<60, 1>::v;\n");
  unit("last.cpp", "int last() { return 0; }\n");
  Options.Jobs = 2;
  Options.TimeLimit = std::chrono::seconds(2);
  auto Outcomes = run();
  for (size_t I : {0u, 4u})
    EXPECT_EQ(Outcomes[I].Judged, Verdict::Analysed);
  for (size_t I : {1u, 2u}) {
    EXPECT_EQ(Outcomes[I].Judged, Verdict::Failed);
    EXPECT_THAT(Outcomes[I].Problem,
                testing::AnyOf(HasSubstr("crashed the parser ("), HasSubstr("ended the parser")));
    EXPECT_THAT(Outcomes[I].Problem, HasSubstr("-fsyntax-only"));
    EXPECT_THAT(Outcomes[I].Problem, HasSubstr(Units[I].File));
  }
  EXPECT_EQ(Outcomes[3].Judged, Verdict::Failed);
  EXPECT_THAT(Outcomes[3].Problem, HasSubstr("took longer than 2 s"));
}

TEST_F(Phase1, UnitThatEatsMemoryIsNamed) {
  unit("greedy.cpp", "template <int N, long M> struct A {\n"
                     "  static constexpr int v = A<N - 1, 2 * M>::v + A<N - 1, 2 * M + 1>::v;\n};\n"
                     "template <long M> struct A<0, M> { static constexpr int v = 1; };\n"
                     "int greedy = A<60, 1>::v;\n");
  unit("modest.cpp", "int modest() { return 0; }\n");
  Options.MemoryLimit = uint64_t(128) << 20;
  auto Outcomes = run();
  EXPECT_THAT(Outcomes[0].Problem, HasSubstr("needed more than 128 MB of memory"));
  EXPECT_EQ(Outcomes[1].Judged, Verdict::Analysed);
}

TEST_F(Phase1, InputsAreEveryFileThatWasRead) {
  Folder.write("inc/a.h", "#include \"b.h\"\n");
  Folder.write("inc/b.h", "int b;\n");
  unit("a.cpp", "#include \"inc/a.h\"\nint a = b;\n");
  std::vector<std::string> Paths;
  auto Outcomes = run();
  for (const InputFile &Input : Outcomes[0].Seen.Files)
    Paths.push_back(Input.Path);
  EXPECT_THAT(Paths, testing::ElementsAre(Folder.path("a.cpp"), Folder.path("inc/a.h"),
                                          Folder.path("inc/b.h")));
}

TEST_F(Phase1, OutcomeSurvivesItsEncodingAndDamageIsNoticed) {
  unit("a.cpp", "#include <vector>\nint sum(const std::vector<int> &xs) {\n"
                "  int s = 0;\n  for (int x : xs) { if (x) s += x; }\n  return s;\n}\n");
  auto Bytes = encodeOutcome(run()[0]);
  auto Decoded = decodeOutcome(Bytes);
  ASSERT_TRUE(Decoded);
  EXPECT_EQ(encodeOutcome(*Decoded), Bytes);
  for (size_t Length = 0; Length < Bytes.size(); ++Length)
    EXPECT_FALSE(decodeOutcome(llvm::StringRef(Bytes).take_front(Length))) << Length;
  EXPECT_FALSE(decodeOutcome(Bytes + "x"));
  // Other damage may go unnoticed here (the cache has checksums), but never harms.
  for (size_t At = 0; At < Bytes.size(); At += 7) {
    std::string Damaged = Bytes;
    Damaged[At] ^= 0x55;
    (void)decodeOutcome(Damaged);
  }
}

} // namespace
