//===- LinksTest.cpp - Links between the documents lead somewhere ---------===//
#include "TrackedFiles.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <regex>

namespace nplus1::structure {
namespace {

namespace fs = std::filesystem;

/// The targets of the relative links of \p Markdown, without their anchors. Code
/// is left out: a C++ lambda looks like a link.
std::vector<std::string> relativeLinks(std::string_view Markdown) {
  static const std::regex InlineCode("`[^`]*`");
  static const std::regex Link(R"(\]\(([^)#\s]+)[^)]*\))");
  std::vector<std::string> Targets;
  bool Fenced = false;
  for (std::string_view Line : lines(Markdown)) {
    if (Line.substr(std::min(Line.find_first_not_of(' '), Line.size())).starts_with("```")) {
      Fenced = !Fenced;
      continue;
    }
    if (Fenced)
      continue;
    const std::string Text = std::regex_replace(std::string(Line), InlineCode, "`code`");
    for (std::sregex_iterator At(Text.begin(), Text.end(), Link), End; At != End; ++At)
      if (std::string Target = (*At)[1]; Target.find("://") == Target.npos)
        Targets.push_back(Target);
  }
  return Targets;
}

TEST(Links, LeadToFilesThatExist) {
  for (const std::string &Path : trackedFiles())
    if (Path.ends_with(".md"))
      for (const std::string &Target : relativeLinks(read(Path)))
        EXPECT_TRUE(fs::exists(fs::path(NPLUS1_SOURCE_DIR) / fs::path(Path).parent_path() / Target))
            << Path << ": " << Target;
}

TEST(Links, AreThoseOfTheTextNotOfItsCode) {
  EXPECT_THAT(relativeLinks("see [a](x/a.md#part) and [`b`](../b.md), [c](https://c.example/)"),
              testing::ElementsAre("x/a.md", "../b.md"));
  EXPECT_THAT(relativeLinks("`[](int x)`\n```cpp\n[](int y) {}\n```\n[d](d.md)\n[e](#here)"),
              testing::ElementsAre("d.md"));
}

} // namespace
} // namespace nplus1::structure
