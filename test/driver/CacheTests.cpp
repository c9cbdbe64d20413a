#include "driver/Cache.h"

#include "driver/OutcomeCodec.h"
#include "driver/Phase1.h"
#include "driver/ResultsKey.h"
#include "driver/StoredResults.h"
#include "orm/ProfileLoader.h"
#include "support/TempFolder.h"

#include <gmock/gmock.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace nplus1;
using testing::HasSubstr;

namespace {

class CacheTest : public testing::Test {
protected:
  TempFolder Folder;
  Cache open() { return llvm::cantFail(Cache::open(Folder.path("cache"))); }

  std::vector<std::string> files() const {
    std::vector<std::string> Paths;
    std::error_code Error;
    for (llvm::sys::fs::directory_iterator I(Folder.path("cache"), Error), End; I != End && !Error;
         I.increment(Error))
      Paths.push_back(I->path());
    return Paths;
  }
};

TEST_F(CacheTest, GivesBackWhatWasStored) {
  Cache C = open();
  EXPECT_EQ(C.find("key"), std::nullopt);
  C.store("key", std::string("a\0b", 3));
  C.store("other", "");
  EXPECT_EQ(C.find("key"), std::string("a\0b", 3));
  EXPECT_EQ(C.find("other"), "");
  C.store("key", "new");
  EXPECT_EQ(open().find("key"), "new");
}

TEST_F(CacheTest, IsPrivate) {
  open().store("key", "value");
  for (std::string Path : {Folder.path("cache"), files().front()}) {
    struct stat Status;
    ASSERT_EQ(stat(Path.c_str(), &Status), 0);
    EXPECT_EQ(Status.st_mode & 077, 0u) << Path;
  }
}

TEST_F(CacheTest, FolderOfOthersIsRefused) {
  auto errorOf = [&] {
    auto Opened = Cache::open(Folder.path("cache"));
    return Opened ? "" : llvm::toString(Opened.takeError());
  };
  ASSERT_EQ(mkdir(Folder.path("cache").c_str(), 0700), 0);
  ASSERT_EQ(chmod(Folder.path("cache").c_str(), 0777), 0);
  EXPECT_THAT(errorOf(), HasSubstr("is open to others"));
  ASSERT_EQ(rmdir(Folder.path("cache").c_str()), 0);
  ASSERT_EQ(symlink("/tmp", Folder.path("cache").c_str()), 0);
  EXPECT_THAT(errorOf(), HasSubstr("is not a folder"));
  llvm::sys::fs::remove(Folder.path("cache"));
  Folder.write("cache", "");
  EXPECT_THAT(errorOf(), HasSubstr(Folder.path("cache")));
}

TEST_F(CacheTest, EntryCutAnywhereIsAMiss) {
  Cache C = open();
  C.store("key", "some value of some length");
  ASSERT_EQ(files().size(), 1u);
  auto Path = files().front();
  const std::string Whole = Folder.read("cache/" + llvm::sys::path::filename(Path).str());
  auto write = [&](llvm::StringRef Text) {
    std::error_code Error;
    llvm::raw_fd_ostream(Path, Error) << Text;
  };
  for (size_t Length = 0; Length < Whole.size(); ++Length) {
    write(llvm::StringRef(Whole).take_front(Length));
    EXPECT_EQ(C.find("key"), std::nullopt) << Length;
  }
  for (size_t At = 0; At < Whole.size(); ++At) {
    std::string Damaged = Whole;
    Damaged[At] ^= 1;
    write(Damaged);
    EXPECT_EQ(C.find("key"), std::nullopt) << At;
  }
  write(Whole + "x");
  EXPECT_EQ(C.find("key"), std::nullopt);
  write(Whole);
  EXPECT_NE(C.find("key"), std::nullopt);
}

TEST_F(CacheTest, ConcurrentRunsShareIt) {
  Cache C = open();
  std::vector<pid_t> Children;
  for (int Child = 0; Child < 4; ++Child) {
    pid_t Process = fork();
    if (Process == 0) {
      for (int I = 0; I < 200; ++I) {
        std::string Key = std::to_string(I % 10);
        C.store(Key, std::string(1000 + I, char('0' + I % 10)));
        auto Found = C.find(Key);
        if (Found && Found->find_first_not_of(char('0' + I % 10)) != std::string::npos)
          _exit(1);
      }
      _exit(0);
    }
    Children.push_back(Process);
  }
  for (pid_t Process : Children) {
    int Status;
    waitpid(Process, &Status, 0);
    EXPECT_EQ(Status, 0);
  }
  EXPECT_EQ(files().size(), 10u) << "temporary files are left";
}

TEST_F(CacheTest, StaysWithinItsSize) {
  Cache C = open();
  for (int I = 0; I < 50; ++I)
    C.store(std::to_string(I), std::string(10'000, 'x'));
  C.prune(100'000);
  size_t Left = 0;
  for (int I = 0; I < 50; ++I)
    Left += C.find(std::to_string(I)).has_value();
  EXPECT_LE(Left, 10u);
  EXPECT_GE(Left, 5u);
}

// What was of use stays, though it was not read.
TEST_F(CacheTest, UseIsNotedWithoutReading) {
  Cache C = open();
  C.store("key", "value");
  ASSERT_EQ(files().size(), 1u);
  const timespec Old[2] = {{1000, 0}, {1000, 0}};
  ASSERT_EQ(utimensat(AT_FDCWD, files().front().c_str(), Old, 0), 0);
  C.use("key");
  struct stat Status;
  ASSERT_EQ(stat(files().front().c_str(), &Status), 0);
  EXPECT_GT(Status.st_mtim.tv_sec, 1000);
  C.use("no such key");
  EXPECT_EQ(files().size(), 1u);
}

// -- Results of units ------------------------------------------------------------------

class CachedResults : public CacheTest {
protected:
  Cache Results = open();
  std::vector<CompileUnit> Units;
  unsigned Analysed = 0; ///< units that the last run did not find

  void unit(llvm::StringRef Name, llvm::StringRef Text,
            std::vector<std::string> Flags = {"-Ifirst", "-Isecond"}) {
    auto File = Folder.write(Name, Text);
    Flags.insert(Flags.begin(), "g++");
    Flags.push_back(File);
    Units.push_back(normalizeCommand(Flags, Folder.root(), File));
  }

  std::vector<UnitOutcome> run(const std::string &Key = "key", const Cache *Use = nullptr) {
    Phase1Options Options;
    Options.Prefilter = false;
    Options.Results = Use ? Use : &Results;
    Options.ResultsKey = Key;
    Analysed = 0;
    return analyzeUnits(Units, builtinProfiles(), Options,
                        [&](llvm::StringRef, size_t Done, size_t) {
                          Analysed = std::max<unsigned>(Analysed, Done);
                        });
  }
};

TEST_F(CachedResults, SecondRunAnalysesNothingAndSaysTheSame) {
  Folder.write("second/a.h", "#include <vector>\nstd::vector<int> a();\n");
  unit("a.cpp", "#include \"a.h\"\nint f() { int s = 0; for (int x : a()) s += x; return s; }\n");
  unit("bad.cpp", "#include \"a.h\"\nint g() { return nope; }\n");
  auto First = run();
  EXPECT_EQ(Analysed, 2u);
  auto Second = run();
  EXPECT_EQ(Analysed, 0u);
  for (size_t I : {0u, 1u})
    EXPECT_EQ(encodeOutcome(First[I]), encodeOutcome(Second[I]));
}

TEST_F(CachedResults, ChangedInputsAreNoticed) {
  Folder.write("second/a.h", "int a();\n");
  unit("a.cpp",
       "#include \"a.h\"\n#if __has_include(\"optional.h\")\n#endif\nint f() { return a(); }\n");
  run();
  EXPECT_EQ((run(), Analysed), 0u);
  Folder.write("second/a.h", "int a();\nint more();\n");
  EXPECT_EQ((run(), Analysed), 1u) << "a header has changed";
  EXPECT_EQ((run(), Analysed), 0u);
  Folder.write("first/a.h", "int a();\n");
  EXPECT_EQ((run(), Analysed), 1u) << "a header appeared in front of another";
  EXPECT_EQ((run(), Analysed), 0u);
  Folder.write("second/optional.h", "");
  EXPECT_EQ((run(), Analysed), 1u) << "a header appeared that was asked for";
  EXPECT_EQ((run("other key"), Analysed), 1u) << "other profiles";
  llvm::sys::fs::remove(Folder.path("first/a.h"));
  EXPECT_EQ((run(), Analysed), 1u) << "a header is gone";
}

// What a unit includes under two names is one file, and two as soon as one of them is
// another: under both names it is looked at.
TEST_F(CachedResults, OtherNamesOfAHeaderAreNoticed) {
  auto A = Folder.write("first/a.h", "#pragma once\nint a();\n");
  Folder.write("third/c.h", "int a();\n#define C\n");
  for (bool Hard : {false, true}) {
    Units.clear();
    unit("a.cpp", "#include \"first/a.h\"\n#include \"second/b.h\"\nint f() { return a(); }\n");
    const std::string B = Folder.path("second/b.h");
    Folder.write("second/b.h", "");
    ASSERT_FALSE(llvm::sys::fs::remove(B));
    ASSERT_FALSE(Hard ? llvm::sys::fs::create_hard_link(A, B) : llvm::sys::fs::create_link(A, B));
    run();
    EXPECT_EQ((run(), Analysed), 0u);
    ASSERT_FALSE(llvm::sys::fs::remove(B));
    ASSERT_FALSE(llvm::sys::fs::create_link(Folder.path("third/c.h"), B));
    EXPECT_EQ((run(), Analysed), 1u) << "another file";
    ASSERT_FALSE(llvm::sys::fs::remove(B));
    Folder.write("second/b.h", "int a();\n#define C\n");
    EXPECT_EQ((run(), Analysed), 1u) << "a copy of it";
    EXPECT_EQ((run(), Analysed), 0u);
    ASSERT_FALSE(llvm::sys::fs::remove(B));
  }
}

TEST_F(CachedResults, WhatWasThereAndIsNotReadIsNoticed) {
  Folder.write("second/a.h", "int a();\n");
  Folder.write("first/a.h/folder", "");
  auto Asked = Folder.write("asked.h", "");
  unit("a.cpp", "#include \"a.h\"\n#if __has_include(\"asked.h\")\nint b();\n#endif\n");
  run();
  EXPECT_EQ((run(), Analysed), 0u);
  ASSERT_FALSE(llvm::sys::fs::remove(Asked));
  EXPECT_EQ((run(), Analysed), 1u) << "a file that was only asked for is gone";
  EXPECT_EQ((run(), Analysed), 0u);
  ASSERT_FALSE(llvm::sys::fs::remove_directories(Folder.path("first/a.h")));
  Folder.write("first/a.h", "int a();\n");
  EXPECT_EQ((run(), Analysed), 1u) << "a folder has become a header";
  EXPECT_EQ((run(), Analysed), 0u);
  ASSERT_FALSE(llvm::sys::fs::remove(Folder.path("first/a.h")));
  ASSERT_FALSE(llvm::sys::fs::create_link("a.h", Folder.path("first/a.h")));
  EXPECT_EQ((run(), Analysed), 1u) << "a header has become a link to itself";
  EXPECT_EQ((run(), Analysed), 0u);
  ASSERT_FALSE(llvm::sys::fs::remove(Folder.path("first/a.h")));
  Folder.write("first/a.h", "int a();\n");
  EXPECT_EQ((run(), Analysed), 1u) << "the link has become a header";
}

TEST_F(CachedResults, NothingCanBeIncluded) {
  unit("a.cpp", "int a();\n", {"-include", "/dev/null"});
  run();
  EXPECT_EQ((run(), Analysed), 0u);
}

TEST(ResultsKey, HasWhatClangReadsOfTheEnvironment) {
  const std::string Before = resultsKey({});
  EXPECT_EQ(resultsKey({}), Before);
  setenv("CPLUS_INCLUDE_PATH", "/some/where", /*overwrite=*/1);
  EXPECT_NE(resultsKey({}), Before);
  unsetenv("CPLUS_INCLUDE_PATH");
  EXPECT_EQ(resultsKey({}), Before);
}

TEST(ResultsKey, HasWhatProfilesSay) {
  auto keyOf = [](const std::string &Title, const std::string &Extends) {
    auto P = llvm::cantFail(
        parseProfile(R"({"format": 1, "name": "toy", "versions": "1", "extends": ")" + Extends +
                         R"(", "title": ")" + Title + R"("})",
                     "toy.json"));
    return profilesKey({&P, 1});
  };
  EXPECT_EQ(keyOf("Toy", "wt-dbo"), keyOf("Toy", "wt-dbo"));
  EXPECT_NE(keyOf("Toy", "wt-dbo"), keyOf("Other", "wt-dbo"));
  EXPECT_NE(keyOf("Toy", "wt-dbo"), keyOf("Toy", "odb"));
}

TEST_F(CachedResults, FactsCutAtAnyByteAreNoResult) {
  unit("a.cpp", "int g(int);\nint f(int n) { int s = 0; for (int i = 0; i < n; ++i) s += g(i); "
                "return s; }\n");
  run();
  ASSERT_EQ(files().size(), 1u);
  const std::string Entry = files().front();
  Phase1Options Options;
  Options.Results = &Results;
  Options.ResultsKey = "key";
  ASSERT_TRUE(knownOutcomes(Units, Options)[0]);
  uint64_t Size = 0;
  ASSERT_FALSE(llvm::sys::fs::file_size(Entry, Size));
  while (Size-- > 0) {
    ASSERT_EQ(truncate(Entry.c_str(), off_t(Size)), 0);
    EXPECT_FALSE(knownOutcomes(Units, Options)[0]) << Size;
  }
  EXPECT_EQ((run(), Analysed), 1u);
  EXPECT_TRUE(knownOutcomes(Units, Options)[0]);
}

TEST_F(CachedResults, OtherFlagsAreOtherResults) {
  unit("a.cpp", "int f() { return X; }\n", {"-DX=1"});
  run();
  Units.clear();
  unit("a.cpp", "int f() { return X; }\n", {"-DX=2"});
  run();
  EXPECT_EQ(Analysed, 1u);
}

TEST_F(CachedResults, VerifyingTellsOfWrongEntries) {
  unit("a.cpp", "int f() { return 1; }\n");
  unit("b.cpp", "int f() { return 2; }\n");
  run();
  std::vector<std::string> Different;
  auto verify = [&] {
    Phase1Options Options;
    Options.Prefilter = false;
    Options.Results = &Results;
    Options.ResultsKey = "key";
    Options.Differs = [&](const CompileUnit &Unit) { Different.push_back(Unit.File); };
    return analyzeUnits(Units, builtinProfiles(), Options, [](llvm::StringRef, size_t, size_t) {});
  };
  auto Right = verify();
  EXPECT_THAT(Different, testing::IsEmpty());

  // As a bug would leave it: whole, and not what the unit gives.
  auto Wrong = Right[1];
  Wrong.Facts.Functions.clear();
  StoredResults(&Results, "key").store("facts", Units[1], encodeOutcome(Wrong));
  auto Verified = verify();
  EXPECT_THAT(Different, testing::ElementsAre(Units[1].File));
  EXPECT_EQ(encodeOutcome(Verified[1]), encodeOutcome(Right[1])) << "the wrong result was used";
  Different.clear();
  verify();
  EXPECT_THAT(Different, testing::IsEmpty()) << "the wrong entry was kept";
}

TEST_F(CachedResults, UnitsThatFailAreTriedAgain) {
  unit("a.cpp", "#pragma clang __debug crash\n");
  run();
  run();
  EXPECT_EQ(Analysed, 1u);
}

} // namespace
