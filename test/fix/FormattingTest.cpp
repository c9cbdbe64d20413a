#include "fix/Formatting.h"

#include "FixProject.h"

using namespace nplus1;

namespace {

/// The file after one plan of \p Edits, made with the callback so that the
/// project holds the file already.
std::string fixed(const FixProject &Project, const std::string &Name, llvm::StringRef Text,
                  const std::function<std::vector<Edit>()> &Edits) {
  Project.write(Name, Text);
  FixResult Result = Project.apply({plan(Edits())});
  EXPECT_EQ(Result.Outcomes.front().Reason, "");
  return Project.read(Name);
}

TEST(Formatting, CopiesTheIndentationOfTheLoop) {
  FixProject Project;
  EXPECT_EQ(fixed(Project, "a.cpp", "void f() {\n\tif (x) {\n\t\tfor (;;)\n\t\t\tg();\n\t}\n}\n",
                  [&] {
                    return std::vector{
                        Project.before("a.cpp", "for", "auto b = batch(rows,\n\t[] {});\n")};
                  }),
            "void f() {\n\tif (x) {\n\t\tauto b = batch(rows,\n\t\t\t[] {});\n\t\tfor (;;)\n"
            "\t\t\tg();\n\t}\n}\n");
}

TEST(Formatting, IndentsTextThatIsPutBeforeTheIndentation) {
  FixProject Project;
  EXPECT_EQ(
      fixed(Project, "a.cpp", "void f() {\n  for (;;) g();\n}\n",
            [&] { return std::vector{Project.before("a.cpp", "  for", "int a;\nint b;\n")}; }),
      "void f() {\n  int a;\n  int b;\n  for (;;) g();\n}\n");
}

TEST(Formatting, IndentsTextBehindAStatement) {
  FixProject Project;
  EXPECT_EQ(fixed(Project, "a.cpp", "void f() {\n  auto rows = all();\n  for (;;) g();\n}\n",
                  [&] {
                    return std::vector{
                        Project.replace("a.cpp", "all();", "all();\nrows.load(\"author\");")};
                  }),
            "void f() {\n  auto rows = all();\n  rows.load(\"author\");\n  for (;;) g();\n}\n");
}

TEST(Formatting, KeepsCrlfByteOrderMarkAndMissingFinalNewline) {
  FixProject Project;
  EXPECT_EQ(fixed(Project, "a.cpp", "\xEF\xBB\xBFvoid f() {\r\n  for (;;) g();\r\n}",
                  [&] { return std::vector{Project.before("a.cpp", "for", "int a;\nint b;\n")}; }),
            "\xEF\xBB\xBFvoid f() {\r\n  int a;\r\n  int b;\r\n  for (;;) g();\r\n}");
}

TEST(Formatting, CrlfWithClangFormat) {
  FixProject Project;
  Project.write(".clang-format", "BasedOnStyle: LLVM\nLineEnding: LF\n");
  EXPECT_EQ(fixed(Project, "a.cpp", "\xEF\xBB\xBFvoid f() {\r\n  for (;;)\r\n    g();\r\n}",
                  [&] { return std::vector{Project.before("a.cpp", "for", "int a  =  1;\n")}; }),
            "\xEF\xBB\xBFvoid f() {\r\n  int a = 1;\r\n  for (;;)\r\n    g();\r\n}");
}

TEST(Formatting, FollowsClangFormat) {
  FixProject Project;
  Project.write(".clang-format",
                "BasedOnStyle: LLVM\nIndentWidth: 4\nColumnLimit: 60\nQualifierAlignment: Right\n");
  EXPECT_EQ(fixed(Project, "a.cpp",
                  "void f() {\n    for (auto& order : orders)\n        g(order);\n}\n",
                  [&] {
                    return std::vector{
                        Project.before("a.cpp", "for",
                                       "auto items = nplus1::batch<Item>(orders, [](const auto& "
                                       "order) { return order->itemID(); });\n")};
                  }),
            "void f() {\n"
            "    auto items =\n"
            "        nplus1::batch<Item>(orders, [](auto const &order) {\n"
            "            return order->itemID();\n"
            "        });\n"
            "    for (auto& order : orders)\n        g(order);\n}\n");
}

TEST(Formatting, JoinsWhatBecameShortEnough) {
  FixProject Project;
  Project.write(".clang-format", "BasedOnStyle: LLVM\n");
  EXPECT_EQ(fixed(Project, "a.cpp",
                  "void f() {\n  total += Item::find(context, order->itemID())\n"
                  "               ->price();\n}\n",
                  [&] {
                    return std::vector{Project.replace(
                        "a.cpp", "Item::find(context, order->itemID())", "items.find(order)")};
                  }),
            "void f() {\n  total += items.find(order)->price();\n}\n");
}

TEST(Formatting, DoesNotJoinALineWithItsFunction) {
  FixProject Project;
  Project.write(".clang-format", "BasedOnStyle: LLVM\n");
  EXPECT_EQ(fixed(Project, "a.cpp", "int f() {\n  return  find(1);\n}\n",
                  [&] { return std::vector{Project.replace("a.cpp", "find(1)", "b.at(1)")}; }),
            "int f() {\n  return b.at(1);\n}\n");
  EXPECT_EQ(fixed(Project, "b.cpp", "int f() { return find(1); }\n",
                  [&] { return std::vector{Project.replace("b.cpp", "find(1)", "b.at( 1)")}; }),
            "int f() { return b.at(1); }\n");
}

TEST(Formatting, LeavesTheAuthorsLinesAlone) {
  FixProject Project;
  Project.write(".clang-format", "BasedOnStyle: LLVM\nAlignConsecutiveAssignments: true\n");
  EXPECT_EQ(
      fixed(Project, "a.cpp",
            "namespace n {\nvoid  f( ) {\n  int   x=1;\n  for( ;; )  g( );\n  int   y=2;\n}\n}",
            [&] { return std::vector{Project.before("a.cpp", "for", "int longName=3;\n")}; }),
      "namespace n {\nvoid  f( ) {\n  int   x=1;\n  int longName = 3;\n  for( ;; )  g( );\n"
      "  int   y=2;\n}\n}");
}

TEST(Formatting, DisableFormatMeansNone) {
  FixProject Project;
  Project.write(".clang-format", "DisableFormat: true\n");
  EXPECT_EQ(fixed(Project, "a.cpp", "  for (;;);\n",
                  [&] { return std::vector{Project.before("a.cpp", "for", "int a  =  1;\n")}; }),
            "  int a  =  1;\n  for (;;);\n");
}

TEST(Formatting, UnreadableClangFormatMeansNoneAndIsSaid) {
  FixProject Project;
  Project.write(".clang-format", "BasedOnStyle: [\n");
  Project.write("b.cpp", "int a;\n");
  EditedFiles Files =
      Project.apply({plan({Project.replace("b.cpp", "int", "long")})}, FixMode::Preview).Files;
  ASSERT_EQ(Files.size(), 1u);
  EXPECT_EQ(Files[0].FormatProblem,
            "Error reading " + Project.path(".clang-format") + ": Invalid argument");
  EXPECT_EQ(fixed(Project, "a.cpp", "  for (;;);\n",
                  [&] { return std::vector{Project.before("a.cpp", "for", "int a  =  1;\n")}; }),
            "  int a  =  1;\n  for (;;);\n");
}

TEST(Formatting, ADeletedStatementTakesItsLineWithIt) {
  for (llvm::StringRef Style : {"DisableFormat: true\n", "BasedOnStyle: LLVM\n"}) {
    FixProject Project;
    Project.write(".clang-format", Style);
    EXPECT_EQ(fixed(Project, "a.cpp", "void f() {\n  a( );\n  load(rows);\n  b( );\n}\n",
                    [&] { return std::vector{Project.replace("a.cpp", "load(rows);", "")}; }),
              "void f() {\n  a( );\n  b( );\n}\n");
  }
}

TEST(Formatting, ADeletionInsideALineKeepsTheLine) {
  FixProject Project;
  EXPECT_EQ(fixed(Project, "a.cpp", "  all().load();\n",
                  [&] { return std::vector{Project.replace("a.cpp", ".load()", "")}; }),
            "  all();\n");
}

TEST(Formatting, EditsAreRelativeToTheOldContent) {
  FixProject Project;
  Project.write(".clang-format", "BasedOnStyle: LLVM\n");
  Project.write("a.cpp", "void f() {\n  for (;;)\n    g(x.find(1), x.find(2));\n}\n");
  FixPlan Plan = plan({Project.before("a.cpp", "for", "auto  b=batch( );\n"),
                       Project.replace("a.cpp", "x.find(1)", "b.find(  1)"),
                       Project.replace("a.cpp", "x.find(2)", "b.find(2  )")});
  Plan.Headers.push_back({Project.path("a.cpp"), "nplus1/poco.hpp"});
  EditedFiles Files = Project.apply({Plan}, FixMode::Preview).Files;
  ASSERT_EQ(Files.size(), 1u);
  std::string Text = Files[0].Before;
  for (auto Edit = Files[0].Edits.rbegin(); Edit != Files[0].Edits.rend(); ++Edit)
    Text.replace(Edit->Offset, Edit->Length, Edit->Text);
  EXPECT_EQ(Text, Files[0].After);
  EXPECT_EQ(Text, "#include <nplus1/poco.hpp>\nvoid f() {\n  auto b = batch();\n  for (;;)\n"
                  "    g(b.find(1), b.find(2));\n}\n");
  for (size_t I = 1; I < Files[0].Edits.size(); ++I)
    EXPECT_LT(Files[0].Edits[I - 1].end(), Files[0].Edits[I].Offset);
}

} // namespace
