#include "FixProject.h"

using namespace nplus1;

namespace {

/// Three plans in one file, weightiest first, and one in another.
class Verify : public testing::Test {
protected:
  Verify() {
    Project.write("a.cpp", "one two three\n");
    Project.write("b.cpp", "four\n");
    Plans = {plan({Project.replace("a.cpp", "one", "1")}, 9),
             plan({Project.replace("a.cpp", "two", "2")}, 8),
             plan({Project.replace("a.cpp", "three", "3")}, 7),
             plan({Project.replace("b.cpp", "four", "4")}, 6)};
    for (size_t I = 0; I < Plans.size(); ++I)
      Plans[I].Findings = {10 + I};
  }

  std::string state(const FixResult &Result) {
    std::string Letters;
    for (const PlanOutcome &Outcome : Result.Outcomes)
      Letters += "ADWRUM"[static_cast<int>(Outcome.State)];
    return Letters;
  }

  using Judgement = std::function<VerifyResult(const EditedFiles &)>;

  FixResult verified(Judgement Judge) {
    FixOptions Options;
    Options.Mode = FixMode::Write;
    Options.Verify = [this, Judge](const EditedFiles &Files, llvm::ArrayRef<size_t> Applied,
                                   llvm::StringRef) {
      ++Calls;
      LastApplied = Applied;
      return Judge(Files);
    };
    return Project.apply(Plans, Options);
  }

  /// A unit "a.cpp" that breaks where its text holds \p Bad.
  Judgement breaksWith(const std::string &Bad) {
    return [this, Bad](const EditedFiles &Files) {
      VerifyResult Result;
      for (const EditedFile &File : Files)
        if (File.Display == "a.cpp" && File.After.find(Bad) != std::string::npos)
          Result.Failures.push_back({"a.cpp", "error: bad", {Project.path("a.cpp")}, {}});
      return Result;
    };
  }

  FixProject Project;
  std::vector<FixPlan> Plans;
  unsigned Calls = 0;
  std::vector<size_t> LastApplied;
};

TEST_F(Verify, WhatHoldsIsVerifiedOnce) {
  EXPECT_EQ(state(verified([](const EditedFiles &) { return VerifyResult(); })), "AAAA");
  EXPECT_EQ(Calls, 1u);
  EXPECT_EQ(Project.read("a.cpp"), "1 2 3\n");
}

TEST_F(Verify, ThePlanThatBreaksAUnitIsFound) {
  FixResult Result = verified(breaksWith("2"));
  EXPECT_EQ(state(Result), "AWAA");
  EXPECT_EQ(Result.Outcomes[1].Reason, "a.cpp: error: bad");
  EXPECT_EQ(LastApplied, (std::vector<size_t>{0, 2, 3}));
  EXPECT_EQ(Project.read("a.cpp"), "1 two 3\n");
  EXPECT_EQ(Project.read("b.cpp"), "4\n");
}

TEST_F(Verify, SeveralBadPlansGoOneByOne) {
  EXPECT_EQ(state(verified([&](const EditedFiles &Files) {
              VerifyResult Result = breaksWith("1")(Files);
              return Result.Failures.empty() ? breaksWith("3")(Files) : Result;
            })),
            "WAWA");
  EXPECT_EQ(Project.read("a.cpp"), "one 2 three\n");
}

/// Each of \p Bad that is in a.cpp is an error, at its place or at that of a note.
VerifyResult errorsAt(const EditedFiles &Files, const std::vector<std::string> &Bad,
                      bool ByNote = false) {
  VerifyFailure Failure{"a.cpp", "error: bad", {}, {}};
  for (const EditedFile &File : Files)
    for (const std::string &Text : Bad) {
      size_t At = File.Display == "a.cpp" ? File.After.find(Text) : std::string::npos;
      if (At == std::string::npos)
        continue;
      Failure.Files = {File.Path};
      Failure.Errors.emplace_back();
      if (ByNote)
        Failure.Errors.back().push_back({"/header.h", 1, 1, 0});
      Failure.Errors.back().push_back({File.Path, 1, 1, uint32_t(At)});
    }
  return Failure.Errors.empty() ? VerifyResult() : VerifyResult{{Failure}};
}

TEST_F(Verify, PlansOnWhoseTextErrorsAreGoTogetherUnsearched) {
  for (bool ByNote : {false, true}) {
    Project.write("a.cpp", "one\ntwo\nthree\n");
    Plans = {plan({Project.replace("a.cpp", "one", "1\n1")}, 9),
             plan({Project.replace("a.cpp", "two", "2")}, 8),
             plan({Project.replace("a.cpp", "three", "3")}, 7)};
    Calls = 0;
    EXPECT_EQ(state(verified(
                  [&](const EditedFiles &Files) { return errorsAt(Files, {"2", "3"}, ByNote); })),
              "AWW");
    EXPECT_EQ(Calls, 2u);
    EXPECT_EQ(Project.read("a.cpp"), "1\n1\ntwo\nthree\n");
  }
}

TEST_F(Verify, OnALineOfSeveralPlansTheyAreTriedOneByOne) {
  EXPECT_EQ(state(verified([](const EditedFiles &Files) { return errorsAt(Files, {"2"}); })),
            "AWAA");
  EXPECT_EQ(Project.read("a.cpp"), "1 two 3\n");
}

TEST_F(Verify, OfTwoPlansThatBreakOnlyTogetherTheLighterGoes) {
  EXPECT_EQ(state(verified([&](const EditedFiles &Files) {
              VerifyResult Result;
              if (!breaksWith("1")(Files).Failures.empty())
                Result = breaksWith("3")(Files);
              return Result;
            })),
            "AAWA");
}

TEST_F(Verify, APlanThatLeavesItsFindingGoes) {
  FixResult Result = verified([](const EditedFiles &Files) {
    VerifyResult Result;
    for (const EditedFile &File : Files)
      if (File.After.find("4") != std::string::npos)
        Result.Failures.push_back({"b.cpp", "the finding is still there", {}, {13}});
    return Result;
  });
  EXPECT_EQ(state(Result), "AAAW");
  EXPECT_EQ(Result.Outcomes[3].Reason, "b.cpp: the finding is still there");
  EXPECT_EQ(Project.read("b.cpp"), "four\n");
}

TEST_F(Verify, AUnitThatFailsAnywayTakesThePlansThatTouchIt) {
  EXPECT_EQ(state(verified([&](const EditedFiles &Files) {
              VerifyResult Result;
              Result.Failures.push_back({"b.cpp", "error: old", {Project.path("b.cpp")}, {}});
              return Files.size() == 2 ? Result : VerifyResult();
            })),
            "AAAW");
}

TEST_F(Verify, WithoutKnowledgeOfFilesAllAreSuspected) {
  EXPECT_EQ(state(verified([](const EditedFiles &Files) {
              VerifyResult Result;
              for (const EditedFile &File : Files)
                if (File.After.find("4") != std::string::npos)
                  Result.Failures.push_back({"main.cpp", "error", {}, {}});
              return Result;
            })),
            "AAAW");
}

TEST_F(Verify, IfNothingHelpsNothingIsWritten) {
  FixResult Result =
      verified([](const EditedFiles &) { return VerifyResult{{{"main.cpp", "error", {}, {}}}}; });
  EXPECT_EQ(state(Result), "WWWW");
  EXPECT_TRUE(Result.Files.empty());
  EXPECT_EQ(Project.read("a.cpp"), "one two three\n");
}

TEST_F(Verify, ADeferredPlanTakesThePlaceOfAWithdrawnOne) {
  Plans.push_back(plan({Project.replace("a.cpp", "two three", "23")}, 1));
  EXPECT_EQ(state(verified(breaksWith("2 "))), "AWAAD");
  Project.write("a.cpp", "one two three\n");
  Project.write("b.cpp", "four\n");
  Plans[2].Change.Edits.front().Text = "!";
  EXPECT_EQ(state(verified([&](const EditedFiles &Files) {
              VerifyResult Result = breaksWith("2 ")(Files);
              return Result.Failures.empty() ? breaksWith("!")(Files) : Result;
            })),
            "AWWAA");
}

} // namespace
