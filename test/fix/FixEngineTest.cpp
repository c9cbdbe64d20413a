#include "fix/FixEngine.h"

#include "FixProject.h"

#include <sys/stat.h>
#include <unistd.h>

using namespace nplus1;

namespace {

/// The engine over src/a.cpp and include/a.h.
class FixEngine : public testing::Test {
protected:
  FixEngine() {
    Project.write("src/a.cpp", "#include \"a.h\"\nvoid f() {\n  for (;;)\n    g(find(1));\n}\n");
    Project.write("include/a.h", "int find(int);\n");
  }

  FixPlan twoFiles() {
    FixPlan Plan = plan({Project.before("src/a.cpp", "for", "auto b = batch();\n"),
                         Project.replace("src/a.cpp", "find(1)", "b.find(1)"),
                         Project.replace("include/a.h", "int find", "int look")});
    Plan.Headers.push_back({Project.path("src/a.cpp"), "nplus1/poco.hpp"});
    return Plan;
  }

  void expectUntouched() {
    EXPECT_EQ(Project.read("src/a.cpp"),
              "#include \"a.h\"\nvoid f() {\n  for (;;)\n    g(find(1));\n}\n");
    EXPECT_EQ(Project.read("include/a.h"), "int find(int);\n");
    EXPECT_TRUE(Project.hiddenFiles().empty());
  }

  void expectRefused(const std::string &Reason, FixOptions Options) {
    for (FixMode Mode : {FixMode::DryRun, FixMode::Write}) {
      Options.Mode = Mode;
      FixResult Result = Project.apply({twoFiles()}, Options);
      EXPECT_EQ(Result.Outcomes[0].State, PlanState::Refused);
      EXPECT_EQ(Result.Outcomes[0].Reason, Reason);
      EXPECT_TRUE(Result.Files.empty());
    }
  }

  FixProject Project;
};

TEST_F(FixEngine, AppliesAPlanInAllItsFiles) {
  FixResult Result = Project.apply({twoFiles()});
  EXPECT_EQ(Result.Outcomes[0].State, PlanState::Applied);
  EXPECT_EQ(Project.read("src/a.cpp"),
            "#include \"a.h\"\n#include <nplus1/poco.hpp>\nvoid f() {\n  auto b = batch();\n"
            "  for (;;)\n    g(b.find(1));\n}\n");
  EXPECT_EQ(Project.read("include/a.h"), "int look(int);\n");
  ASSERT_EQ(Result.Files.size(), 2u);
  EXPECT_EQ(Result.Files[0].Display, "include/a.h");
}

TEST_F(FixEngine, DryRunAndPreviewWriteNothing) {
  for (FixMode Mode : {FixMode::DryRun, FixMode::Preview})
    EXPECT_EQ(Project.apply({twoFiles()}, Mode).Files.size(), 2u);
  expectUntouched();
}

TEST_F(FixEngine, ManualAndUnsafePlansAreHeldBackWithTheirReason) {
  FixPlan Manual = twoFiles(), Unsafe = twoFiles();
  Manual.Change.Safety = FixSafety::Manual;
  Manual.Change.Why = "the row source is not known";
  Unsafe.Change.Safety = FixSafety::Unsafe;
  Unsafe.Change.Why = "the loop may end early";
  FixResult Result = Project.apply({Manual, Unsafe});
  EXPECT_EQ(Result.Outcomes[0].State, PlanState::Manual);
  EXPECT_EQ(Result.Outcomes[0].Reason, "the row source is not known");
  EXPECT_EQ(Result.Outcomes[1].State, PlanState::NeedsUnsafe);
  EXPECT_EQ(Result.Outcomes[1].Reason, "the loop may end early");
  expectUntouched();

  FixOptions Options;
  Options.Mode = FixMode::Write;
  Options.Unsafe = true;
  EXPECT_EQ(Project.apply({Manual, Unsafe}, Options).Outcomes[1].State, PlanState::Applied);
}

TEST_F(FixEngine, TheSamePlanAgainChangesNothing) {
  FixPlan Plan = plan({Project.replace("include/a.h", "int find", "int look")});
  Plan.Headers.push_back({Project.path("include/a.h"), "vector"});
  Project.apply({Plan});
  std::string Fixed = Project.read("include/a.h");
  Plan.Change.Edits = {Project.replace("include/a.h", "int look", "int look")};
  FixResult Again = Project.apply({Plan});
  EXPECT_EQ(Again.Outcomes[0].State, PlanState::Refused);
  EXPECT_EQ(Again.Outcomes[0].Reason, "the code already reads like the fix");
  EXPECT_EQ(Project.read("include/a.h"), Fixed);
}

TEST_F(FixEngine, ADeferredPlanNamesTheOther) {
  FixPlan Better = plan({Project.replace("src/a.cpp", "g(find(1))", "h()")}, 2);
  Better.Change.Title = "prefetch author";
  FixResult Result = Project.apply({twoFiles(), Better});
  EXPECT_EQ(Result.Outcomes[0].State, PlanState::Deferred);
  EXPECT_EQ(Result.Outcomes[0].Reason, "overlaps with another fix (prefetch author); run again");
  EXPECT_EQ(Result.Outcomes[1].State, PlanState::Applied);
  EXPECT_EQ(Project.read("include/a.h"), "int find(int);\n");
  EXPECT_EQ(Project.read("src/a.cpp"), "#include \"a.h\"\nvoid f() {\n  for (;;)\n    h();\n}\n");
}

TEST_F(FixEngine, AHeaderReachedByTwoNamesIsEditedOnce) {
  ASSERT_EQ(::symlink("include", Project.path("link").c_str()), 0);
  FixPlan First = plan({Project.before("include/a.h", "int", "class Item;\n")});
  FixPlan Second = plan({Project.before("link/a.h", "int", "class Item;\n")});
  FixResult Result = Project.apply({First, Second});
  EXPECT_EQ(Project.read("include/a.h"), "class Item;\nint find(int);\n");
  EXPECT_EQ(Result.Outcomes[0].State, PlanState::Applied);
  EXPECT_EQ(Result.Outcomes[1].State, PlanState::Applied);
  EXPECT_TRUE(llvm::sys::fs::is_symlink_file(Project.path("link")));
}

TEST_F(FixEngine, ALinkToAFileStaysALink) {
  ASSERT_EQ(::symlink("a.h", Project.path("include/b.h").c_str()), 0);
  Project.apply({plan({Project.replace("include/b.h", "find", "look")})});
  EXPECT_TRUE(llvm::sys::fs::is_symlink_file(Project.path("include/b.h")));
  EXPECT_EQ(Project.read("include/a.h"), "int look(int);\n");
}

TEST_F(FixEngine, TwoHardLinksAreRefused) {
  ASSERT_EQ(::link(Project.path("include/a.h").c_str(), Project.path("src/a.h").c_str()), 0);
  FixResult Result = Project.apply({plan({Project.replace("include/a.h", "find", "look")}),
                                    plan({Project.replace("src/a.h", "find", "look")})});
  EXPECT_EQ(Result.Outcomes[1].Reason, "src/a.h: is the same file as include/a.h by a hard link; "
                                       "make one of them a symbolic link");
}

TEST_F(FixEngine, OneFileOutsideRefusesThePlan) {
  TempFolder Elsewhere;
  std::string Outside = Elsewhere.write("x.h", "int find(int);\n");
  FixPlan Plan = twoFiles();
  Plan.Change.Edits.push_back({Outside, 0, 3, "long"});
  FixResult Result = Project.apply({Plan});
  EXPECT_EQ(Result.Outcomes[0].State, PlanState::Refused);
  EXPECT_EQ(Result.Outcomes[0].Reason,
            Outside + ": lies outside the project (" + Project.root() + ")");
  expectUntouched();
  EXPECT_EQ(Elsewhere.read("x.h"), "int find(int);\n");
}

TEST_F(FixEngine, OneReadOnlyFileRefusesThePlan) {
  ASSERT_EQ(::chmod(Project.path("include/a.h").c_str(), 0444), 0);
  expectRefused("include/a.h: is read-only", FixOptions());
  expectUntouched();
}

TEST_F(FixEngine, OneFileThatChangedSinceTheAnalysisRefusesThePlan) {
  SeenFiles Seen;
  Seen.add(Project.path("src/a.cpp"), contentDigest(Project.read("src/a.cpp")));
  Seen.add(Project.path("include/a.h"), contentDigest("something else"));
  FixOptions Options;
  Options.Seen = &Seen;
  expectRefused("include/a.h: has changed since it was analysed; run again", Options);
  expectUntouched();
}

TEST_F(FixEngine, OneFileWithUncommittedChangesRefusesThePlanUnlessAskedFor) {
  ASSERT_EQ(Project.run("git init -q && git add src && git -c user.name=n -c user.email=e@x.org "
                        "commit -q -m x"),
            0);
  expectRefused("include/a.h: has uncommitted changes; commit them or pass --allow-dirty",
                FixOptions());
  FixOptions Options;
  Options.Mode = FixMode::Write;
  Options.AllowDirty = true;
  EXPECT_EQ(Project.apply({twoFiles()}, Options).Outcomes[0].State, PlanState::Applied);
}

TEST_F(FixEngine, IfGitFailsNothingIsDone) {
  Project.write(".git/HEAD", "nonsense");
  FixOptions Options;
  Options.Mode = FixMode::Write;
  llvm::Expected<FixResult> Result = applyFixes({twoFiles()}, Project.Boundary, Options);
  ASSERT_FALSE(bool(Result));
  EXPECT_EQ(llvm::toString(Result.takeError()),
            "git cannot tell whether files in " + Project.root() +
                " have uncommitted changes (fatal: not a git repository (or any of the parent "
                "directories): .git); pass --allow-dirty to edit all the same");
  Options.AllowDirty = true;
  EXPECT_EQ(Project.apply({twoFiles()}, Options).Outcomes[0].State, PlanState::Applied);
}

TEST_F(FixEngine, EditsThatMakeNoSenseAreRefused) {
  Edit Behind{Project.path("src/a.cpp"), 4000000000u, 4000000000u, "x"};
  FixPlan Overlapping = plan({Project.replace("include/a.h", "int find", "x"),
                              Project.replace("include/a.h", "find", "y")});
  std::string Marked = Project.write("bom.h", "\xEF\xBB\xBFint a;\n");
  FixResult Result =
      Project.apply({plan({Behind}), Overlapping, plan({{Marked, 0, 0, "x"}}), plan({})});
  EXPECT_EQ(Result.Outcomes[0].Reason, "src/a.cpp: the fix lies outside the file");
  EXPECT_EQ(Result.Outcomes[1].Reason, "include/a.h: the edits of the fix overlap");
  EXPECT_EQ(Result.Outcomes[2].Reason, "bom.h: the fix lies outside the file");
  EXPECT_EQ(Result.Outcomes[3].Reason, "the code already reads like the fix");
  expectUntouched();
}

TEST_F(FixEngine, AMissingFileAndAFolderAreRefused) {
  FixResult Result = Project.apply(
      {plan({{Project.path("no.cpp"), 0, 0, "x"}}), plan({{Project.path("src"), 0, 0, "x"}})});
  EXPECT_EQ(Result.Outcomes[0].Reason, "no.cpp: cannot be read (No such file or directory)");
  EXPECT_EQ(Result.Outcomes[1].Reason, "src: is not a file");
}

TEST_F(FixEngine, PreviewWorksOnContentsThatAreNotOnTheDisk) {
  auto Memory = llvm::makeIntrusiveRefCnt<llvm::vfs::InMemoryFileSystem>();
  Memory->addFile(Project.path("src/new.cpp"), 0,
                  llvm::MemoryBuffer::getMemBuffer("f(find(1));\n"));
  auto Overlay = llvm::makeIntrusiveRefCnt<llvm::vfs::OverlayFileSystem>(FixProject::disk());
  Overlay->pushOverlay(Memory);
  FixOptions Options;
  Options.Mode = FixMode::Preview;
  Options.Files = Overlay;
  FixResult Result =
      Project.apply({plan({{Project.path("src/new.cpp"), 2, 7, "b.find(1)"}})}, Options);
  ASSERT_EQ(Result.Files.size(), 1u) << Result.Outcomes[0].Reason;
  EXPECT_EQ(Result.Files[0].After, "f(b.find(1));\n");
}

TEST_F(FixEngine, HeadersOfSeveralPlansAreIncludedOnceAndInOrder) {
  FixPlan First = plan({Project.replace("src/a.cpp", "g(", "h(")}, 9);
  FixPlan Second = plan({Project.replace("src/a.cpp", "find(1)", "b.find(1)")}, 1);
  First.Headers = {{Project.path("src/a.cpp"), "nplus1/z.hpp"},
                   {Project.path("src/a.cpp"), "nplus1/poco.hpp"}};
  Second.Headers = {{Project.path("src/a.cpp"), "nplus1/a.hpp"},
                    {Project.path("src/a.cpp"), "nplus1/poco.hpp"}};
  Project.apply({First, Second});
  EXPECT_EQ(Project.read("src/a.cpp"),
            "#include \"a.h\"\n#include <nplus1/a.hpp>\n#include <nplus1/poco.hpp>\n"
            "#include <nplus1/z.hpp>\nvoid f() {\n  for (;;)\n    h(b.find(1));\n}\n");
}

} // namespace
