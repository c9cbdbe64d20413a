#include "compdb/Normalize.h"

#include "compdb/ResourceDirectory.h"
#include "support/TempFolder.h"

#include <gmock/gmock.h>

using namespace nplus1;
using testing::Contains;
using testing::ElementsAre;
using testing::Not;

namespace {

using Words = std::vector<std::string>;

CompileUnit normalized(Words Arguments, const Words &Extra = {}) {
  return normalizeCommand(std::move(Arguments), "/project", "/project/a.cpp", Extra);
}

/// What is left between our own flags and the file.
Words flagsOf(const CompileUnit &Unit) {
  Words Flags(Unit.Arguments.begin() + 1, Unit.Arguments.end() - 2);
  std::erase_if(Flags, [](const std::string &Flag) {
    return Flag == "-w" || Flag == "--no-default-config" || Flag.starts_with("-resource-dir=") ||
           Flag.starts_with("--driver-mode=");
  });
  return Flags;
}

Words flagsOf(Words Arguments) { return flagsOf(normalized(std::move(Arguments))); }

TEST(Normalize, KeepsWhatTheParseNeeds) {
  EXPECT_THAT(flagsOf({"g++", "-DX=1", "-I", "inc", "-isystem", "sys", "-std=c++20", "-O2", "-c",
                       "-o", "a.o", "a.cpp"}),
              ElementsAre("-DX=1", "-I", "inc", "-isystem", "sys", "-std=c++20", "-O2"));
}

TEST(Normalize, EndsWithTheFileAndNamesTheBuiltinHeaders) {
  auto Unit = normalized({"g++", "-c", "a.cpp"});
  EXPECT_EQ(Unit.Arguments.back(), "/project/a.cpp");
  EXPECT_EQ(Unit.Arguments[Unit.Arguments.size() - 2], "--");
  EXPECT_THAT(Unit.Arguments, Contains("-resource-dir=" + resourceDirectory()));
  EXPECT_TRUE(llvm::sys::fs::exists(resourceDirectory() + "/include/stddef.h"));
}

TEST(Normalize, DropsOutputsAndDependencyFiles) {
  EXPECT_THAT(flagsOf({"g++", "-MD", "-MT", "a.o", "-MF", "a.d", "-MFb.d", "-oa.o", "-MJ", "a.json",
                       "-save-temps", "--serialize-diagnostics", "a.dia", "-ftime-trace",
                       "-gen-cdb-fragment-path", "out", "--write-dependencies", "-c", "a.cpp"}),
              ElementsAre());
}

TEST(Normalize, StripsLaunchers) {
  const Words Commands[] = {
      {"ccache", "g++", "-DX", "a.cpp"},
      {"/usr/bin/ccache", "compiler_check=content", "g++", "-DX", "a.cpp"},
      {"sccache.exe", "g++", "-DX", "a.cpp"},
      {"distcc", "g++", "-DX", "a.cpp"},
      {"ccache", "distcc", "g++", "-DX", "a.cpp"},
      {"env", "-u", "A=B", "C=D", "g++", "-DX", "a.cpp"},
      {"/opt/bin/cmake", "-E", "__run_co_compile", "--launcher=ccache", "--", "g++", "-DX",
       "a.cpp"},
      {"libtool", "--tag=CXX", "--mode=compile", "g++", "-DX", "a.cpp"},
  };
  for (const Words &Command : Commands) {
    auto Unit = normalized(Command);
    EXPECT_THAT(Unit.Arguments.front(), testing::EndsWith("g++")) << Command.front();
    EXPECT_THAT(flagsOf(Unit), ElementsAre("-DX"));
  }
}

TEST(Normalize, LauncherAloneStandsForTheCompiler) {
  EXPECT_THAT(flagsOf({"distcc", "-DX", "-c", "a.cpp"}), ElementsAre("-DX"));
}

TEST(Normalize, GccOnlyFlagsAreDroppedWithTheirValues) {
  EXPECT_THAT(flagsOf({"g++", "--param", "max-inline=3", "-fno-gnu-unique", "-fmodules-ts",
                       "-fmodule-mapper=a.modmap", "-fdeps-format=p1689r5", "-aux-info", "x.txt",
                       "-specs=nano.specs", "-DX", "a.cpp"}),
              ElementsAre("-DX"));
}

TEST(Normalize, UnknownFlagsAreDroppedAndNoted) {
  auto Unit = normalized({"g++", "-fsuch-a-flag-is-not", "-DX", "a.cpp"});
  EXPECT_THAT(flagsOf(Unit), ElementsAre("-DX"));
  ASSERT_EQ(Unit.Decisions.size(), 1u);
  EXPECT_EQ(Unit.Decisions[0].Did, FlagDecision::What::Unknown);
  EXPECT_EQ(Unit.Decisions[0].Flag, "-fsuch-a-flag-is-not");
}

TEST(Normalize, FlagsAreTranslatedAndNoted) {
  auto Unit = normalized({"g++", "-std=gnu++26", "a.cpp"});
  EXPECT_THAT(flagsOf(Unit), ElementsAre("-std=gnu++2c"));
  EXPECT_EQ(Unit.Decisions[0].To, "-std=gnu++2c");
}

TEST(Normalize, MsvcCommandsBecomeClangClOnes) {
  auto Unit = normalized({"C:\\VC\\cl.exe", "/nologo", "/TP", "/DX=1", "/Iinc", "/Yustdafx.h",
                          "/Fpa.pch", "/Foa.obj", "/MP8", "/c", "a.cpp"});
  EXPECT_THAT(Unit.Arguments, Contains("--driver-mode=cl"));
  EXPECT_THAT(flagsOf(Unit), testing::IsSupersetOf({"/DX=1", "/Iinc", "/TP"}));
  for (const std::string &Flag : flagsOf(Unit))
    EXPECT_THAT(Flag, Not(testing::AnyOf(testing::StartsWith("/Y"), testing::StartsWith("/F"),
                                         testing::StartsWith("/MP"))));
}

TEST(Normalize, ResponseFilesAreExpandedAlsoNested) {
  TempFolder Folder;
  Folder.write("inner.rsp", "-DINNER \"-DQ=a b\"");
  Folder.write("outer.rsp", "-DOUTER @inner.rsp");
  auto Unit = normalizeCommand({"g++", "@outer.rsp", "a.cpp"}, Folder.root(), Folder.path("a.cpp"));
  EXPECT_THAT(flagsOf(Unit), ElementsAre("-DOUTER", "-DINNER", "-DQ=a b"));
}

TEST(Normalize, HostileResponseFilesEndAtOnce) {
  TempFolder Folder;
  Folder.write("self.rsp", "-DX @self.rsp");
  ASSERT_EQ(mkfifo(Folder.path("pipe.rsp").c_str(), 0600), 0);
  auto Giant = Folder.write("giant.rsp", "-DGIANT");
  ASSERT_EQ(truncate(Giant.c_str(), off_t(10) << 30), 0);
  auto Unit = normalizeCommand(
      {"g++", "@self.rsp", "@pipe.rsp", "@giant.rsp", "@/dev/zero", "@missing.rsp", "a.cpp"},
      Folder.root(), Folder.path("a.cpp"));
  EXPECT_THAT(flagsOf(Unit), ElementsAre("-DX"));
}

TEST(Normalize, ResponseFileInPlaceOfTheCompiler) {
  TempFolder Folder;
  Folder.write("empty.rsp", "");
  for (const char *Compiler : {"@missing.rsp", "@empty.rsp"}) {
    auto Unit = normalizeCommand({Compiler}, Folder.root(), Folder.path("a.cpp"));
    EXPECT_TRUE(llvm::StringRef(Unit.Arguments.front()).ends_with("c++")) << Unit.Arguments.front();
    EXPECT_THAT(flagsOf(Unit), ElementsAre());
  }
}

TEST(Normalize, CrossCompilersNameGivesTheTarget) {
  auto Unit = normalized({"arm-linux-gnueabihf-g++", "a.cpp"});
  EXPECT_THAT(Unit.Arguments, testing::AnyOf(Contains("--target=arm-linux-gnueabihf"),
                                             Contains("arm-linux-gnueabihf")));
}

TEST(Normalize, BareCompilerIsLookedUp) {
  EXPECT_TRUE(llvm::sys::path::is_absolute(normalized({"g++", "a.cpp"}).Arguments.front()));
}

TEST(Normalize, OtherInputsAreLeftOut) {
  EXPECT_THAT(flagsOf({"g++", "a.cpp", "b.cpp", "-DX"}), ElementsAre("-DX"));
}

TEST(Normalize, ExtraArgumentsWin) {
  EXPECT_THAT(flagsOf(normalized({"g++", "-std=c++11", "a.cpp"}, {"-std=c++20"})),
              ElementsAre("-std=c++11", "-std=c++20"));
}

TEST(Normalize, GccsBuiltinHeadersAreLeftOut) {
  EXPECT_THAT(flagsOf({"g++", "-isystem", "/usr/lib/gcc/x86_64-linux-gnu/12/include", "-isystem",
                       "/usr/include/qt", "a.cpp"}),
              ElementsAre("-isystem", "/usr/include/qt"));
}

TEST(Normalize, NothingThatNamesAProgramRemains) {
  EXPECT_THAT(flagsOf({"clang++", "-fplugin=/tmp/evil.so", "-fpass-plugin=/tmp/evil.so", "-B",
                       "/tmp/evil", "-wrapper", "/tmp/evil", "--amdgpu-arch-tool=/tmp/evil",
                       "--offload-arch=native", "-mcpu=native", "--target=amdgcn-amd-amdhsa",
                       "--config=/tmp/evil.cfg", "-Xarch_host", "-mcpu=native", "a.cpp"}),
              ElementsAre());
}

} // namespace
