#include "Samples.h"

#include "gmock/gmock.h"

using namespace nplus1;
using namespace nplus1::test;
using testing::HasSubstr;
using testing::Not;

TEST(Html, IsOneBalancedPageThatLoadsNothing) {
  Project P;
  for (const Report &What : {P.report(), Report()}) {
    ProgramResult Result =
        runOn(P.written("html", What), "report.html",
              {"/usr/bin/python3", NPLUS1_SOURCE_DIR "/test/report/read_html.py"});
    EXPECT_EQ(Result.Status, 0) << Result.Output;
  }
}

TEST(Html, TheCheckCanFail) {
  for (const char *Page : {"<!DOCTYPE html><html><body><p><b></p></body></html>",
                           "<!DOCTYPE html><html><body><img src=\"http://x/\"></body></html>",
                           "<!DOCTYPE html><html><body><script>1</script></body></html>"})
    EXPECT_EQ(runOn(Page, "report.html",
                    {"/usr/bin/python3", NPLUS1_SOURCE_DIR "/test/report/read_html.py"})
                  .Status,
              1);
}

TEST(Html, ShowsCostPathCodeAndFix) {
  Project P;
  std::string Page = P.written("html", P.report());
  EXPECT_THAT(Page, HasSubstr("2 findings, the costliest first"));
  EXPECT_THAT(Page, HasSubstr("<span class=\"before\">1 + N</span>&rarr;<span class=\"after\">2<"));
  EXPECT_THAT(Page, HasSubstr("sum += <mark>price(*order)</mark>;"));
  EXPECT_THAT(Page, HasSubstr("<span class=\"node target\">Movie</span>"));
  EXPECT_THAT(Page, HasSubstr("  auto items = batch(orders);\n"));
  EXPECT_THAT(Page, HasSubstr("40 loops checked, 3 opaque"));
}

TEST(Html, NothingFromTheSourcesIsMarkup) {
  Project P;
  P.add("a.cpp", "x<script>alert(1)</script> = row.rel(); {{title}}\n");
  Report What;
  What.Findings = {P.lazyRelation()};
  What.Findings[0].Location = P.find("a.cpp", "row.rel()");
  What.Findings[0].Message = "<img src=x onerror=alert(1)> {{findings}}";
  What.Findings[0].Remedy->Why = "std::vector<int>";
  std::string Page = P.written("html", What);
  EXPECT_THAT(Page, Not(HasSubstr("<script")));
  EXPECT_THAT(Page, Not(HasSubstr("<img")));
  EXPECT_THAT(Page, HasSubstr("std::vector&lt;int&gt;"));
  EXPECT_THAT(Page, HasSubstr("{{title}}")); // text of the source, not a placeholder
}

TEST(Html, LongLinesAreCut) {
  Project P;
  P.add("a.cpp", std::string(50000, ' ') + "row.rel();" + std::string(50000, 'x') + "\n");
  Report What;
  What.Findings = {P.lazyRelation()};
  What.Findings[0].Location = P.find("a.cpp", "row.rel()");
  std::string Page = P.written("html", What);
  EXPECT_LT(Page.size(), 20000u);
  EXPECT_THAT(Page, HasSubstr("<mark>row.rel()</mark>"));
}
