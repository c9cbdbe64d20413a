// Random plans over random texts, against a model that applies one plan after
// the other to the text itself.
#include "fix/PlanMerger.h"
#include "fix/UnifiedDiff.h"

#include "FixProject.h"

#include <rapidcheck/gtest.h>

#include <set>

using namespace nplus1;

namespace {

/// More runs than RapidCheck's hundred, where the environment does not say.
[[maybe_unused]] const int Runs = ::setenv("RC_PARAMS", "max_success=400", /*overwrite=*/0);

/// A text that takes edits in offsets of its first form, whatever was done to it
/// since. Each old character is either there or replaced; new text hangs in
/// front of an old character.
class Model {
public:
  explicit Model(const std::string &Text) : Cells(Text.size() + 1) {
    for (size_t I = 0; I < Text.size(); ++I)
      Cells[I].Old = Text[I];
  }

  void apply(const std::vector<TextEdit> &Edits) {
    for (const TextEdit &Edit : Edits) {
      if (!Done.insert(Edit).second)
        continue;
      if (Edit.Length == 0) {
        Cells[Edit.Offset].Inserted += Edit.Text;
        continue;
      }
      Cells[Edit.Offset].Replaced = Edit.Text;
      for (size_t I = Edit.Offset; I < Edit.end(); ++I)
        Cells[I].Old = 0;
    }
  }

  std::string text() const {
    std::string Text;
    for (const Cell &C : Cells) {
      Text += C.Inserted + C.Replaced;
      if (C.Old)
        Text += C.Old;
    }
    return Text;
  }

private:
  struct Cell {
    std::string Inserted, Replaced;
    char Old = 0;
  };
  std::vector<Cell> Cells;
  std::set<TextEdit> Done;
};

/// Statements, halves of wraps, blanks and line ends.
rc::Gen<std::string> someText() {
  return rc::gen::element<std::string>("", "x", "y;", "f(", ")", "a\n", "\n", " b ", "{", "}",
                                       ".with(\"(\")", "\xC3\xA4");
}

std::string someFile() {
  std::string Text;
  for (const std::string &Piece : *rc::gen::container<std::vector<std::string>>(
           rc::gen::element<std::string>("int a;\n", "  f(x);\n", "\n", "}", "q", "// c\n", "  ")))
    Text += Piece;
  return Text;
}

std::vector<TextEdit> someEdits(size_t Size) {
  std::vector<TextEdit> Edits;
  size_t Count = *rc::gen::inRange<size_t>(1, 4);
  while (Count-- > 0) {
    // Near the start, so that plans meet.
    uint32_t Offset = *rc::gen::inRange<uint32_t>(0, std::min<size_t>(Size, 40) + 1);
    uint32_t Length = *rc::gen::inRange<uint32_t>(0, std::min<size_t>(Size - Offset, 4) + 1);
    Edits.push_back({Offset, Length, *someText()});
  }
  return Edits;
}

std::vector<ResolvedPlan> somePlans(const std::vector<std::string> &Texts) {
  std::vector<ResolvedPlan> Plans;
  size_t Count = *rc::gen::inRange<size_t>(1, 8);
  while (Plans.size() < Count) {
    ResolvedPlan Plan;
    Plan.Plan = Plans.size();
    Plan.QueriesSaved = *rc::gen::inRange(0, 3);
    Plan.Safety = *rc::gen::element(FixSafety::Safe, FixSafety::Unsafe);
    for (size_t File = 0; File < Texts.size(); ++File) {
      if (!*rc::gen::arbitrary<bool>())
        continue;
      FileChange &Change = Plan.Changes[std::to_string(File)];
      do
        Change.Edits = someEdits(Texts[File].size());
      while (!normaliseEdits(Change.Edits));
    }
    Plans.push_back(std::move(Plan));
  }
  return Plans;
}

std::string applied(std::string Text, const std::vector<JoinedEdit> &Edits) {
  for (auto Edit = Edits.rbegin(); Edit != Edits.rend(); ++Edit)
    Text.replace(Edit->Offset, Edit->Length, Edit->Text);
  return Text;
}

RC_GTEST_PROP(FixProperties, MergedIsOneAfterTheOther, ()) {
  std::vector<std::string> Texts{someFile(), someFile()};
  std::vector<ResolvedPlan> Plans = somePlans(Texts);
  sortByWeight(Plans);
  MergedPlans Merged = mergePlans(Plans);
  RC_ASSERT(Merged.Accepted.size() + Merged.Deferred.size() == Plans.size());
  RC_CLASSIFY(Merged.Accepted.size() > 1, "several accepted");
  RC_CLASSIFY(!Merged.Deferred.empty(), "some deferred");

  std::vector<Model> Models(Texts.begin(), Texts.end());
  for (const ResolvedPlan &Plan : Plans)
    if (llvm::is_contained(Merged.Accepted, Plan.Plan))
      for (const auto &[File, Change] : Plan.Changes)
        Models[std::stoul(File)].apply(Change.Edits);
  MergedEdits Edits = editsOf(Plans, Merged.Accepted);
  for (size_t File = 0; File < Texts.size(); ++File)
    RC_ASSERT(applied(Texts[File], Edits[std::to_string(File)].joined()) == Models[File].text());
}

RC_GTEST_PROP(FixProperties, TheOrderOfPlansDoesNotMatter, ()) {
  std::vector<std::string> Texts{someFile(), someFile()};
  std::vector<ResolvedPlan> Plans = somePlans(Texts);
  std::vector<ResolvedPlan> Shuffled = *rc::gen::exec([&] {
    std::vector<ResolvedPlan> Left = Plans, Taken;
    while (!Left.empty()) {
      size_t At = *rc::gen::inRange<size_t>(0, Left.size());
      Taken.push_back(Left[At]);
      Left.erase(Left.begin() + At);
    }
    return Taken;
  });
  sortByWeight(Plans);
  sortByWeight(Shuffled);
  MergedEdits First = editsOf(Plans, mergePlans(Plans).Accepted);
  MergedEdits Second = editsOf(Shuffled, mergePlans(Shuffled).Accepted);
  for (size_t File = 0; File < Texts.size(); ++File)
    RC_ASSERT(applied(Texts[File], First[std::to_string(File)].joined()) ==
              applied(Texts[File], Second[std::to_string(File)].joined()));
}

/// Plans whose every edit leaves a mark of its own show whether a plan is whole.
RC_GTEST_PROP(FixProperties, NeverHalfAPlan, ()) {
  FixProject Project;
  std::vector<std::string> Names{"a.cpp", "b.cpp", "c.h"};
  std::vector<size_t> Sizes;
  for (const std::string &Name : Names) {
    std::string Text = someFile();
    Project.write(Name, Text);
    Sizes.push_back(Text.size());
  }
  std::vector<FixPlan> Plans;
  size_t Count = *rc::gen::inRange<size_t>(1, 7);
  while (Plans.size() < Count) {
    FixPlan Plan = plan({}, *rc::gen::inRange(0, 3));
    for (size_t File = 0; File < Names.size(); ++File)
      for (const TextEdit &Edit : someEdits(Sizes[File])) {
        std::string Mark = "m" + std::to_string(Plans.size()) + "_" +
                           std::to_string(Plan.Change.Edits.size()) + ";";
        Plan.Change.Edits.push_back({Project.path(Names[File]), Edit.Offset, Edit.Length, Mark});
      }
    Plans.push_back(std::move(Plan));
  }
  // One of them never passes verification.
  std::string Bad = "m" + std::to_string(*rc::gen::inRange<size_t>(0, Count)) + "_0;";
  FixOptions Options;
  Options.Verify = [&](const EditedFiles &Files, llvm::ArrayRef<size_t>, llvm::StringRef) {
    VerifyResult Result;
    for (const EditedFile &File : Files)
      if (File.After.find(Bad) != std::string::npos)
        Result.Failures.push_back({"unit.cpp", "error", {File.Path}, {}});
    return Result;
  };
  FixResult Result = Project.apply(Plans, Options);

  std::string All;
  for (const EditedFile &File : Result.Files)
    All += File.After;
  for (size_t I = 0; I < Plans.size(); ++I)
    for (size_t Edit = 0; Edit < Plans[I].Change.Edits.size(); ++Edit) {
      std::string Mark = "m" + std::to_string(I) + "_" + std::to_string(Edit) + ";";
      bool IsThere = All.find(Mark) != std::string::npos;
      RC_ASSERT(IsThere == (Result.Outcomes[I].State == PlanState::Applied));
    }
  RC_ASSERT(All.find(Bad) == std::string::npos);
}

RC_GTEST_PROP(FixProperties, PatchReproducesTheResult, ()) {
  FixProject Project;
  std::string Text = someFile();
  std::string Path = Project.write("a.cpp", Text);
  FixPlan Plan = plan({});
  for (const TextEdit &Edit : someEdits(Text.size()))
    Plan.Change.Edits.push_back({Path, Edit.Offset, Edit.Length, Edit.Text});
  FixResult Result = Project.apply({Plan}, FixMode::Preview);
  RC_PRE(!Result.Files.empty());
  Project.write("fix.patch", unifiedDiff(Result.Files.front()));
  RC_ASSERT(Project.run("git apply --whitespace=nowarn fix.patch") == 0);
  RC_ASSERT(Project.read("a.cpp") == Result.Files.front().After);
}

/// Formatting moves blanks and nothing else.
RC_GTEST_PROP(FixProperties, FormattingKeepsTheTokens, ()) {
  FixProject Project;
  std::string Text = someFile();
  std::string Path = Project.write("a.cpp", Text);
  FixPlan Plan = plan({});
  for (const TextEdit &Edit : someEdits(Text.size()))
    Plan.Change.Edits.push_back({Path, Edit.Offset, Edit.Length, Edit.Text});
  auto Bare = [](std::string Code) {
    llvm::erase_if(Code, [](char C) { return C == ' ' || C == '\n'; });
    return Code;
  };
  FixResult Plain = Project.apply({Plan}, FixMode::Preview);
  Project.write(".clang-format", "BasedOnStyle: Google\nIndentWidth: 4\n");
  FixResult Formatted = Project.apply({Plan}, FixMode::Preview);
  // Blanks that were inserted and formatted away again leave the file as it was.
  auto After = [&](const FixResult &Result) {
    return Result.Files.empty() ? Text : Result.Files.front().After;
  };
  RC_PRE(!Plain.Files.empty());
  RC_ASSERT(Bare(After(Plain)) == Bare(After(Formatted)));
}

} // namespace
