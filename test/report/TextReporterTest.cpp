#include "Samples.h"

#include "report/RunNotes.h"

#include "gmock/gmock.h"

using namespace nplus1;
using namespace nplus1::test;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;

TEST(TextReporter, ShowsWhatAFindingIsMadeOf) {
  Project P;
  EXPECT_EQ(
      P.written("text", P.report()),
      R"(src/orders.cpp:7:12: warning: 'item' is loaded once per Order: 1 + N queries [nplus1-lazy-relation]
    7 |     sum += price(*order);
      |            ^~~~~~~~~~~~~
    loop     src/orders.cpp:6:3  for (const auto &order : orders)
    rows     src/orders.cpp:5:17  auto orders = Query<Order>(context).execute();
    path     Order -> item
    through  src/orders.cpp:7:12  calls price()
             src/price.cpp:4:10  loads 'item'
    queries  1 + N -> 2
    fix      load all items in one query before the loop (safe: nplus1 fix)
    more     https://github.com/nplus1/nplus1/blob/main/docs/rules/nplus1-lazy-relation.md

src/stream.cpp:3:11: warning: 'target' is resolved once per Action: 1 + N queries, if Action::kind is the tag [nplus1-generic-key,likely]
    3 |     print(target(*action));
      |           ^~~~~~~~~~~~~~~
    loop     src/stream.cpp:2:3  for (const auto &action : actions)
    path     Action -> target
    queries  1 + N -> 1 + 2 (Book, Movie)
    fix      batch the targets by type (by hand)
    because  the rows come from a parameter
             auto targets = batch(actions);
    more     https://github.com/nplus1/nplus1/blob/main/docs/rules/nplus1-generic-key.md

2 findings, 1 fixable with 'nplus1 fix'
)");
}

TEST(TextReporter, NothingFoundIsOneLine) {
  Project P;
  EXPECT_EQ(P.written("text", Report()), "no findings\n");
}

TEST(TextReporter, SuppressedFindingsAreCountedOnly) {
  Project P;
  Report What = P.report();
  What.Findings[0].Suppressed = true;
  What.Findings[1].Remedy->Safety = FixSafety::Unsafe;
  std::string Text = P.written("text", What);
  EXPECT_THAT(Text, Not(HasSubstr("orders.cpp")));
  EXPECT_THAT(Text, EndsWith("1 finding, 1 with 'nplus1 fix --unsafe' (1 suppressed)\n"));
}

TEST(TextReporter, ColoursOnlyWhenAsked) {
  Project P;
  EXPECT_THAT(P.written("text", P.report()), Not(HasSubstr("\x1b")));
  ReporterOptions Options;
  Options.WorkingDirectory = "/shop";
  Options.Color = true;
  EXPECT_THAT(P.written("text", P.report(), Options), HasSubstr("\x1b["));
}

TEST(TextReporter, NoColorIsHonoured) {
  llvm::raw_fd_ostream &Out = llvm::outs();
  ASSERT_EQ(setenv("NO_COLOR", "1", 1), 0);
  EXPECT_FALSE(wantsColor(Out));
  ASSERT_EQ(unsetenv("NO_COLOR"), 0);
  EXPECT_EQ(wantsColor(Out), Out.has_colors());
}

namespace {
/// The excerpt of one access in a file of one line of code.
std::string excerpt(std::string Line, llvm::StringRef Access) {
  Project P;
  P.add("a.cpp", Line);
  Report What;
  Finding F;
  F.Rule = "nplus1-lazy-relation";
  F.Location = P.find("a.cpp", Access);
  What.Findings = {F};
  std::string Text = P.written("text", What);
  llvm::StringRef Rest = llvm::StringRef(Text).split('\n').second;
  return Rest.take_front(Rest.find("    queries")).str();
}
} // namespace

TEST(TextExcerpt, TabsAreAligned) {
  EXPECT_EQ(excerpt("\tx = row.rel();\n", "row.rel()"), "    1 |         x = row.rel();\n"
                                                        "      |             ^~~~~~~~~\n");
}

TEST(TextExcerpt, WideCharactersTakeTwoColumns) {
  EXPECT_EQ(excerpt("f(\"\xe6\x97\xa5\xe6\x9c\xac\", row.rel());\n", "row.rel()"),
            "    1 | f(\"\xe6\x97\xa5\xe6\x9c\xac\", row.rel());\n"
            "      |           ^~~~~~~~~\n");
}

TEST(TextExcerpt, CarriageReturnsAndEscapesDoNotReachTheTerminal) {
  std::string Text = excerpt("f(\"\x1b[2J\", row.rel());\r\nnext();\r\n", "row.rel()");
  EXPECT_THAT(Text, Not(HasSubstr("\x1b")));
  EXPECT_THAT(Text, Not(HasSubstr("\r")));
  EXPECT_THAT(Text, HasSubstr("row.rel()"));
  EXPECT_THAT(Text, HasSubstr("^~~~~~~~~"));
}

TEST(TextExcerpt, BytesThatAreNotUtf8AreEscaped) {
  std::string Text = excerpt("f(\"caf\xe9\", row.rel());\n", "row.rel()");
  EXPECT_THAT(Text, Not(HasSubstr("\xe9")));
  EXPECT_THAT(Text, HasSubstr("row.rel()"));
}

TEST(TextExcerpt, AVeryLongLineIsCutAroundTheAccess) {
  std::string Padding;
  for (int I = 0; I < 200; ++I)
    Padding += "call" + std::to_string(I) + "(), ";
  std::string Text = excerpt(Padding + "row.rel(), " + Padding + "0;\n", "row.rel()");
  EXPECT_THAT(Text, HasSubstr("row.rel()"));
  EXPECT_THAT(Text, HasSubstr("^~~~~~~~~"));
  EXPECT_LT(Text.size(), 400u);
}

TEST(TextExcerpt, AHugeLineOfWideCharactersIsCutBetweenThem) {
  std::string Padding;
  for (int I = 0; I < 50000; ++I)
    Padding += "\xe6\x97\xa5";
  std::string Text = excerpt("f(\"" + Padding + "\", row.rel());\n", "row.rel()");
  EXPECT_THAT(Text, HasSubstr("row.rel()"));
  EXPECT_THAT(Text, Not(HasSubstr("<"))); // how Clang shows half a character
  EXPECT_LT(Text.size(), 500u);
}

TEST(TextExcerpt, ARangeOverSeveralLinesIsUnderlinedToTheEndOfTheFirst) {
  EXPECT_EQ(excerpt("x = row\n  .rel();\n", "row\n  .rel()"), "    1 | x = row\n"
                                                              "      |     ^~~\n");
}

TEST(TextReporter, AFileThatIsGoneOrShorterOnlyLosesItsExcerpt) {
  Project P;
  Report What = P.report();
  What.Findings[0].Location.Begin.File = "/shop/gone.cpp";
  What.Findings[0].Loop.Line = 4000;
  What.Findings[1].Location.Begin.Line = 4000;
  std::string Text = P.written("text", What);
  EXPECT_THAT(Text, HasSubstr("gone.cpp:7:12: warning: 'item' is loaded once per Order"));
  EXPECT_THAT(Text, HasSubstr("loop     src/orders.cpp:4000:3\n"));
  EXPECT_THAT(Text, HasSubstr("src/stream.cpp:4000:11: warning"));
}

TEST(RunNotes, NameWhatWasNotJudgedAndWhatWas) {
  Project P;
  std::string Out;
  llvm::raw_string_ostream OS(Out);
  writeRunNotes(P.report(), "/shop", OS);
  EXPECT_EQ(Out, "nplus1: src/broken.cpp: 'gen/model.h' file not found\n"
                 "nplus1: analysed 9 of 12 units (2 use no ORM, 1 with errors, 1 failed); "
                 "40 loops checked, 3 opaque\n");
}

TEST(Reporters, AreFoundByName) {
  for (llvm::StringRef Name : reporterNames())
    EXPECT_NE(makeReporter(Name, {}), nullptr) << Name.str();
  EXPECT_EQ(makeReporter("yaml", {}), nullptr);
  EXPECT_EQ(reporterNames().front(), "text");
}
