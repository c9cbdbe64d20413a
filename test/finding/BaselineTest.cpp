#include "finding/Baseline.h"

#include "finding/Fingerprint.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"

#include "gmock/gmock.h"

using namespace nplus1;
using testing::HasSubstr;
using testing::StartsWith;

namespace {
/// One loop in one file.
struct Loop {
  std::string File;
  std::string Function;
  std::string Header = "for (auto x : xs)";
};

struct BaselineTest : testing::Test {
  llvm::SmallString<128> Dir;
  void SetUp() override { ASSERT_FALSE(llvm::sys::fs::createUniqueDirectory("baseline", Dir)); }
  void TearDown() override { llvm::sys::fs::remove_directories(Dir); }
  std::string file() { return (Dir + "/baseline.json").str(); }
  void write(llvm::StringRef Text) {
    std::error_code Failed;
    llvm::raw_fd_ostream(file(), Failed) << Text;
    ASSERT_FALSE(Failed);
  }
  std::string read() { return (*llvm::MemoryBuffer::getFile(file()))->getBuffer().str(); }
  std::string complaint() { return llvm::toString(readBaseline(file()).takeError()); }

  /// What an analysis of a project with these loops finds.
  static std::vector<Finding> found(const std::vector<Loop> &Loops) {
    auto Disk = llvm::makeIntrusiveRefCnt<llvm::vfs::InMemoryFileSystem>();
    std::vector<Finding> Findings;
    std::map<std::string, std::string> Texts;
    for (const Loop &L : Loops) {
      std::string &Text = Texts[L.File];
      Finding F;
      F.Rule = "nplus1-lazy-relation";
      F.Message = "m";
      F.Function = L.Function;
      F.Path = {"author"};
      F.LoopHeader.Begin = {"/p/" + L.File, 1, 1, uint32_t(Text.size())};
      Text += L.Header;
      F.LoopHeader.EndOffset = Text.size();
      F.Location = F.LoopHeader;
      F.Loop = F.LoopHeader.Begin;
      Findings.push_back(F);
    }
    for (auto &[File, Text] : Texts)
      Disk->addFile("/p/" + File, 0, llvm::MemoryBuffer::getMemBufferCopy(Text));
    SourceFiles Sources(Disk);
    assignFingerprints(Findings, "/p", Sources);
    return Findings;
  }

  static unsigned countNew(const std::vector<Finding> &Findings) {
    return llvm::count_if(Findings, [](const Finding &F) { return F.State == BaselineState::New; });
  }
  static bool always(const BaselineEntry &) { return true; }
};
} // namespace

TEST_F(BaselineTest, WhatWasAcceptedIsKnownAfterARoundTrip) {
  auto Findings = found({{"a.cpp", "c:@F@f"}, {"b.cpp", "c:@F@g"}});
  Baseline Written = acceptFindings({file(), {}}, Findings, "/p", always);
  ASSERT_EQ(llvm::toString(writeBaseline(Written)), "");
  auto Read = readBaseline(file());
  ASSERT_TRUE(bool(Read)) << llvm::toString(Read.takeError());
  EXPECT_EQ(Read->Entries, Written.Entries);
  EXPECT_TRUE(applyBaseline(*Read, Findings).empty());
  EXPECT_EQ(countNew(Findings), 0u);
}

TEST_F(BaselineTest, IsOneSortedLinePerFinding) {
  auto Findings = found({{"b.cpp", "c:@F@g"}, {"a.cpp", "c:@F@f"}});
  ASSERT_EQ(llvm::toString(writeBaseline(acceptFindings({file(), {}}, Findings, "/p", always))),
            "");
  std::string Text = read();
  EXPECT_EQ(llvm::StringRef(Text).count('\n'), 4u);
  EXPECT_THAT(Text, StartsWith("{\"schema\": 1, \"findings\": [\n{\"fingerprint\":"));
  EXPECT_LT(Text.find("a.cpp"), Text.find("b.cpp"));
}

// The story of a team that turns nplus1 on with 40 findings in its code.
TEST_F(BaselineTest, FortyKnownOneAddedTenMovedIsOneNewFinding) {
  std::vector<Loop> Loops;
  for (unsigned I = 0; I != 40; ++I)
    // Four loops to a file, two of them equal, in functions with internal linkage.
    Loops.push_back({"src/f" + llvm::utostr(I / 4) + ".cpp",
                     "c:f" + llvm::utostr(I / 4) + ".cpp@F@show" + llvm::utostr(I % 4 / 2)});
  Baseline Known = acceptFindings({file(), {}}, found(Loops), "/p", always);
  ASSERT_EQ(Known.Entries.size(), 40u);

  for (Loop &L : Loops) { // all ten files move and one is renamed
    L.File = "lib/" + L.File;
    if (L.File == "lib/src/f3.cpp") {
      L.File = "lib/src/z.cpp";
      L.Function = "c:z.cpp" + L.Function.substr(L.Function.find('@'));
    }
  }
  Loops.insert(Loops.begin() + 7, {"lib/src/f1.cpp", "c:f1.cpp@F@added"});
  auto Now = found(Loops);
  EXPECT_TRUE(applyBaseline(Known, Now).empty());
  ASSERT_EQ(countNew(Now), 1u);
  EXPECT_EQ(Now[7].State, BaselineState::New);
}

TEST_F(BaselineTest, CountsEqualFindings) {
  Baseline Known =
      acceptFindings({file(), {}}, found({{"a.cpp", "f"}, {"a.cpp", "f"}}), "/p", always);
  auto Three = found({{"a.cpp", "f"}, {"a.cpp", "f"}, {"a.cpp", "f"}});
  EXPECT_TRUE(applyBaseline(Known, Three).empty());
  EXPECT_EQ(countNew(Three), 1u);
  auto One = found({{"a.cpp", "f"}});
  EXPECT_EQ(applyBaseline(Known, One).size(), 1u);
  EXPECT_EQ(countNew(One), 0u);
}

TEST_F(BaselineTest, OneEntryDoesNotExcuseACopyInAnotherFile) {
  Baseline Known = acceptFindings({file(), {}}, found({{"a.cpp", "f"}}), "/p", always);
  auto Copied = found({{"a.cpp", "f"}, {"b.cpp", "f"}});
  applyBaseline(Known, Copied);
  EXPECT_EQ(Copied[0].State, BaselineState::Known);
  EXPECT_EQ(Copied[1].State, BaselineState::New);
}

TEST_F(BaselineTest, StaleEntriesAreReportedIfTheyAreGone) {
  Baseline Known =
      acceptFindings({file(), {}}, found({{"a.cpp", "f"}, {"b.cpp", "g"}}), "/p", always);
  std::vector<Finding> Nothing;
  auto Stale = applyBaseline(Known, Nothing);
  ASSERT_EQ(Stale.size(), 2u);
  auto Notes =
      staleNotes(Known, Stale, [](const BaselineEntry &Entry) { return Entry.File == "b.cpp"; });
  ASSERT_EQ(Notes.size(), 1u);
  EXPECT_THAT(Notes[0].Message, HasSubstr("nplus1-lazy-relation in b.cpp is gone"));
}

TEST_F(BaselineTest, AcceptingDropsEntriesThatAreGoneOnly) {
  Baseline Known =
      acceptFindings({file(), {}}, found({{"a.cpp", "f"}, {"b.cpp", "g"}}), "/p", always);
  Baseline New = acceptFindings(Known, {}, "/p",
                                [](const BaselineEntry &Entry) { return Entry.File == "a.cpp"; });
  ASSERT_EQ(New.Entries.size(), 1u);
  EXPECT_EQ(New.Entries[0].File, "b.cpp");
}

TEST_F(BaselineTest, SuppressedFindingsAreNeitherKnownNorAccepted) {
  auto Findings = found({{"a.cpp", "f"}});
  Findings[0].Suppressed = true;
  EXPECT_TRUE(acceptFindings({file(), {}}, Findings, "/p", always).Entries.empty());
  applyBaseline({file(), {}}, Findings);
  EXPECT_EQ(Findings[0].State, BaselineState::None);
}

TEST_F(BaselineTest, AMissingFileSaysHowToMakeOne) {
  EXPECT_EQ(complaint(), "there is no baseline " + file() + "; create it with --baseline " +
                             file() + " --accept-new");
}

TEST_F(BaselineTest, ANewerFormatIsRefused) {
  write(R"({"schema": 2, "other": []})");
  EXPECT_EQ(complaint(), file() +
                             ":1:12: the baseline was written by a newer nplus1 (schema 2, this "
                             "program knows 1); update nplus1");
}

TEST_F(BaselineTest, MalformedFilesAreRefusedWithTheirPlace) {
  write("{\"schema\": 1,\n \"findings\": [\n");
  EXPECT_THAT(complaint(), StartsWith(file() + ":"));
  write("{\"schema\": 1,\n \"finding\": []}");
  EXPECT_EQ(complaint(), file() + ":2:2: unknown key 'finding'; did you mean 'findings'?");
  write("{\"schema\": 1, \"findings\": [{\"rule\": \"x\"}]}");
  EXPECT_THAT(complaint(), HasSubstr("has no 'fingerprint'"));
  write("[]");
  EXPECT_THAT(complaint(), HasSubstr("must be an object"));
}

TEST_F(BaselineTest, AnUnwritablePlaceLosesNothing) {
  Baseline Elsewhere{(Dir + "/none/baseline.json").str(), {}};
  EXPECT_THAT(llvm::toString(writeBaseline(Elsewhere)), HasSubstr("cannot write the baseline"));
}
