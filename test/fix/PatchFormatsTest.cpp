// The diff and the exported replacements, judged by the programs that read them.
#include "fix/UnifiedDiff.h"
#include "report/ReplacementsExport.h"

#include "FixProject.h"

using namespace nplus1;

namespace {

std::string exported(const EditedFiles &Files) {
  std::string Text;
  llvm::raw_string_ostream Out(Text);
  writeReplacements(Files, Out);
  return Text;
}

struct Sample {
  const char *Name;
  const char *File;
  const char *Text;
  std::vector<TextEdit> Edits;
};

void PrintTo(const Sample &Value, std::ostream *Out) { *Out << Value.Name; }

const Sample Samples[] = {
    {"replace", "a.cpp", "1\n2\n3\n4\n5\n6\n7\n8\n9\n", {{8, 1, "five"}}},
    {"insertAtTheStart", "a.cpp", "1\n2\n", {{0, 0, "0\n"}}},
    {"insertAtTheEnd", "a.cpp", "1\n2\n", {{4, 0, "3\n"}}},
    {"deleteLine", "a.cpp", "1\n2\n3\n", {{2, 2, ""}}},
    {"deleteAll", "a.cpp", "1\n2\n", {{0, 4, ""}}},
    {"fillEmptyFile", "a.cpp", "", {{0, 0, "1\n"}}},
    {"noFinalNewline", "a.cpp", "1\n2", {{0, 1, "one"}}},
    {"changeLastLineWithoutNewline", "a.cpp", "1\n2", {{2, 1, "two"}}},
    {"addFinalNewline", "a.cpp", "1\n2", {{3, 0, "\n"}}},
    {"removeFinalNewline", "a.cpp", "1\n2\n", {{3, 1, ""}}},
    {"twoHunks", "a.cpp", "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n", {{0, 1, "x"}, {24, 2, "y"}}},
    {"oneHunkOfTwo", "a.cpp", "1\n2\n3\n4\n5\n6\n7\n8\n9\n", {{0, 1, "x"}, {14, 1, "y"}}},
    {"twoInOneLine", "a.cpp", "a b c\n", {{0, 1, "x"}, {4, 1, "z"}}},
    {"joinLines", "a.cpp", "a\nb\nc\n", {{1, 1, " "}}},
    {"crlf", "a.cpp", "1\r\n2\r\n3\r\n", {{3, 1, "two\r\nand more"}}},
    {"byteOrderMark",
     "a.cpp",
     "\xEF\xBB\xBF"
     "1\n2\n",
     {{3, 1, "one"}}},
    {"utf8", "a.cpp", "// \xC3\xA4\n\xE2\x82\xAC\n", {{6, 3, "\xF0\x9F\x90\x8D"}}},
    {"quotesAndTabs", "a.cpp", "f('a');\n", {{2, 3, "\"it's\\n\"\t: #yes"}}},
    {"blankInTheName", "dir with blank/a b.cpp", "1\n", {{0, 1, "2"}}},
    {"umlautInTheName", "d/\xC3\xA4.cpp", "1\n", {{0, 1, "2"}}},
};

class PatchFormats : public testing::TestWithParam<Sample> {
protected:
  PatchFormats() {
    const Sample &S = GetParam();
    Edited = {Project.write(S.File, S.Text), S.File, S.Text, S.Text, S.Edits};
    for (auto Edit = S.Edits.rbegin(); Edit != S.Edits.rend(); ++Edit)
      Edited.After.replace(Edit->Offset, Edit->Length, Edit->Text);
  }

  FixProject Project;
  EditedFile Edited;
};

TEST_P(PatchFormats, GitAppliesTheDiff) {
  Project.write("fix.patch", unifiedDiff(Edited));
  EXPECT_EQ(Project.run("git apply --whitespace=nowarn fix.patch"), 0) << unifiedDiff(Edited);
  EXPECT_EQ(Project.read(Edited.Display), Edited.After) << unifiedDiff(Edited);
}

TEST_P(PatchFormats, PatchAppliesTheDiff) {
  Project.write("fix.patch", unifiedDiff(Edited));
  EXPECT_EQ(Project.run("patch --quiet --binary -p1 --fuzz=0 < fix.patch"), 0)
      << unifiedDiff(Edited);
  EXPECT_EQ(Project.read(Edited.Display), Edited.After) << unifiedDiff(Edited);
}

TEST_P(PatchFormats, ClangAppliesTheReplacements) {
  Project.write("fixes/fixes.yaml", exported({Edited}));
  EXPECT_EQ(Project.run("clang-apply-replacements-19 fixes"), 0) << exported({Edited});
  EXPECT_EQ(Project.read(Edited.Display), Edited.After) << exported({Edited});
}

INSTANTIATE_TEST_SUITE_P(Samples, PatchFormats, testing::ValuesIn(Samples),
                         [](const auto &Info) { return Info.param.Name; });

TEST(UnifiedDiff, LooksLikeThis) {
  EditedFile File{"/p/src/a.cpp",
                  "src/a.cpp",
                  "1\n2\n3\n4\n5\n6\n",
                  "1\n2\n3\n4\nfive\nmore\n6\n",
                  {{8, 1, "five\nmore"}}};
  EXPECT_EQ(unifiedDiff(File), "--- a/src/a.cpp\n+++ b/src/a.cpp\n"
                               "@@ -2,5 +2,6 @@\n 2\n 3\n 4\n-5\n+five\n+more\n 6\n");
}

TEST(UnifiedDiff, NeighbouringLinesAreOneChange) {
  EditedFile File{"/p/a.cpp", "a.cpp", "1\n2\n", "one\ntwo\n", {{0, 1, "one"}, {2, 1, "two"}}};
  EXPECT_EQ(unifiedDiff(File), "--- a/a.cpp\n+++ b/a.cpp\n@@ -1,2 +1,2 @@\n-1\n-2\n+one\n+two\n");
}

TEST(UnifiedDiff, NothingWhereNothingChanges) {
  EXPECT_EQ(unifiedDiff({"/p/a.cpp", "a.cpp", "1\n", "1\n", {}}), "");
}

TEST(ExportReplacements, SeveralFilesInOneDocument) {
  FixProject Project;
  EditedFiles Files{{Project.write("a.cpp", "1\n"), "a.cpp", "1\n", "2\n", {{0, 1, "2"}}},
                    {Project.write("b.h", "3\n"), "b.h", "3\n", "4\n", {{0, 1, "4"}}}};
  Project.write("fixes/fixes.yaml", exported(Files));
  EXPECT_EQ(Project.run("clang-apply-replacements-19 fixes"), 0);
  EXPECT_EQ(Project.read("a.cpp") + Project.read("b.h"), "2\n4\n");
}

} // namespace
