#include "fix/FileEdits.h"

#include "llvm/ADT/StringRef.h"

#include <gtest/gtest.h>

using namespace nplus1;

namespace {

std::string apply(const FileEdits &Edits, std::string Text) {
  std::vector<JoinedEdit> Joined = Edits.joined();
  for (auto Edit = Joined.rbegin(); Edit != Joined.rend(); ++Edit)
    Text.replace(Edit->Offset, Edit->Length, Edit->Text);
  return Text;
}

/// Adds changes as plans 0, 1, … and expects no conflict.
FileEdits together(const std::vector<FileChange> &Changes) {
  FileEdits Edits;
  for (size_t I = 0; I < Changes.size(); ++I) {
    EXPECT_EQ(Edits.conflict(Changes[I]), std::nullopt) << I;
    Edits.add(I, Changes[I]);
  }
  return Edits;
}

std::optional<size_t> conflictOf(const FileChange &First, const FileChange &Second) {
  FileEdits Edits;
  Edits.add(7, First);
  return Edits.conflict(Second);
}

TEST(FileEdits, EqualEditsAreOne) {
  FileChange Change{{{0, 0, "x"}, {2, 1, "y"}}, {}};
  EXPECT_EQ(apply(together({Change, Change}), "abcd"), "xabyd");
}

TEST(FileEdits, ReplacementsMayTouch) {
  EXPECT_EQ(apply(together({{{{0, 2, "x"}}, {}}, {{{2, 2, "y"}}, {}}}), "abcd"), "xy");
}

TEST(FileEdits, JoinedEditsDoNotTouch) {
  EXPECT_EQ(together({{{{0, 2, "x"}}, {}}, {{{2, 2, "y"}}, {}}}).joined().size(), 1u);
}

TEST(FileEdits, OverlapNamesThePlanInTheWay) {
  FileChange First{{{2, 4, "x"}}, {}};
  for (TextEdit Edit : {TextEdit{2, 4, "z"}, TextEdit{0, 3, ""}, TextEdit{5, 3, ""},
                        TextEdit{3, 1, ""}, TextEdit{0, 9, ""}, TextEdit{4, 0, "in"}})
    EXPECT_EQ(conflictOf(First, {{Edit}, {}}), 7u) << Edit.Offset;
  for (TextEdit Edit :
       {TextEdit{0, 2, ""}, TextEdit{6, 1, ""}, TextEdit{2, 0, "before"}, TextEdit{6, 0, "behind"}})
    EXPECT_EQ(conflictOf(First, {{Edit}, {}}), std::nullopt) << Edit.Offset;
}

TEST(FileEdits, InsertionInsideALaterReplacementIsAnOverlap) {
  EXPECT_EQ(conflictOf({{{4, 0, "x"}}, {}}, {{{3, 2, ""}}, {}}), 7u);
}

TEST(FileEdits, InsertionsStandInTheOrderOfPlans) {
  EXPECT_EQ(apply(together({{{{1, 0, "1"}}, {}}, {{{1, 0, "2"}}, {}}, {{{1, 0, "0"}}, {}}}), "ab"),
            "a120b");
}

TEST(FileEdits, SharedStatementIsInsertedOnceBeforeBothOfItsUsers) {
  FileChange First{{{0, 0, "rows;"}, {0, 0, "a(rows);"}}, {}};
  FileChange Second{{{0, 0, "rows;"}, {0, 0, "b(rows);"}}, {}};
  EXPECT_EQ(apply(together({First, Second}), "for"), "rows;a(rows);b(rows);for");
}

TEST(FileEdits, AnOrderThatCannotBeKeptIsAConflict) {
  FileChange First{{{0, 0, "b;"}, {0, 0, "c;"}}, {}};
  FileChange Second{{{0, 0, "a;"}, {0, 0, "b;"}}, {}};
  EXPECT_EQ(conflictOf(First, Second), 7u);
}

TEST(FileEdits, SameWrapIsShared) {
  FileChange Wrap{{{1, 0, "f("}, {2, 0, ")"}}, {}};
  EXPECT_EQ(apply(together({Wrap, Wrap}), "abc"), "af(b)c");
}

TEST(FileEdits, TwoWrapsDoNotShareTheirClosingHalf) {
  FileChange Outer{{{0, 0, "f("}, {2, 0, ")"}}, {}};
  FileChange Inner{{{1, 0, "g("}, {2, 0, ")"}}, {}};
  EXPECT_EQ(conflictOf(Outer, Inner), 7u);
}

TEST(FileEdits, AppendingWhereAWrapEndsIsAConflict) {
  FileChange Wrap{{{0, 0, "f("}, {2, 0, ")"}}, {}};
  EXPECT_EQ(conflictOf(Wrap, {{{2, 0, ".with(\"author\")"}}, {}}), 7u);
  EXPECT_EQ(conflictOf({{{2, 0, ".with(\"author\")"}}, {}}, Wrap), 7u);
}

TEST(FileEdits, BracketsInAStringDoNotMakeAHalf) {
  EXPECT_EQ(conflictOf({{{2, 0, ".with(\":)\")"}}, {}}, {{{2, 0, ".with(\"(\")"}}, {}}),
            std::nullopt);
}

TEST(FileEdits, IncludesComeFirstAndSorted) {
  FileChange First{{{0, 0, "int x;\n"}}, {{0, 0, "#include <b>\n"}}};
  FileChange Second{{}, {{0, 0, "#include <a>\n"}, {0, 0, "#include <b>\n"}}};
  FileEdits Edits = together({First, Second});
  EXPECT_EQ(apply(Edits, ""), "#include <a>\n#include <b>\nint x;\n");
  EXPECT_EQ(Edits.joined().front().IncludeBytes, 26u);
}

TEST(FileEdits, NormaliseSortsKeepsTheOrderAtOnePlaceAndDropsRepeats) {
  std::vector<TextEdit> Edits{{4, 1, "r"}, {4, 0, "2"}, {1, 1, ""}, {4, 0, "1"}, {4, 0, "2"}};
  EXPECT_TRUE(normaliseEdits(Edits));
  EXPECT_EQ(Edits, (std::vector<TextEdit>{{1, 1, ""}, {4, 0, "2"}, {4, 0, "1"}, {4, 1, "r"}}));
}

TEST(FileEdits, NormaliseFindsOverlap) {
  std::vector<TextEdit> Inside{{4, 3, "r"}, {5, 0, "x"}};
  EXPECT_FALSE(normaliseEdits(Inside));
  std::vector<TextEdit> Twice{{4, 3, "r"}, {4, 3, "q"}};
  EXPECT_FALSE(normaliseEdits(Twice));
}

} // namespace
