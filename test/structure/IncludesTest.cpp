//===- IncludesTest.cpp - Folders of lib/ see only those below them -------===//
#include "TrackedFiles.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <regex>

namespace nplus1::structure {
namespace {

/// Every folder may include itself and those before it.
constexpr std::string_view Order[] = {"support", "compdb",   "config",  "orm",
                                      "finding", "analysis", "summary", "fix",
                                      "report",  "driver",   "lsp"};

std::optional<size_t> rank(std::string_view Folder) {
  const auto *At = std::find(std::begin(Order), std::end(Order), Folder);
  if (At == std::end(Order))
    return std::nullopt;
  return At - std::begin(Order);
}

/// "orm/Profile.h" of `#include "orm/Profile.h"`; empty if the line is none.
std::string quotedInclude(std::string_view Line) {
  static const std::regex Include(R"re(\s*#\s*include\s*"([^"]+)".*)re");
  std::cmatch Match;
  return std::regex_match(Line.begin(), Line.end(), Match, Include) ? Match[1].str() : "";
}

std::string_view firstFolder(std::string_view Path) {
  size_t Slash = Path.find('/');
  return Slash == Path.npos ? std::string_view() : Path.substr(0, Slash);
}

/// What is wrong with \p Line of a file in lib/\p Folder; empty if nothing is.
std::string violation(std::string_view Folder, std::string_view Line) {
  std::string Include = quotedInclude(Line);
  std::string_view Target = firstFolder(Include);
  if (Include.empty() || Target.empty())
    return "";
  if (Folder == "runtime")
    return Target == "nplus1" ? "" : "the runtime depends on nothing here";
  if (Target == "runtime" || Target == "nplus1")
    return "the analyzer does not use the runtime";
  if (Target == "tool" || Target == "..")
    return "the library knows its own folders, by name";
  if (rank(Target) && *rank(Target) > *rank(Folder))
    return "includes go one way";
  return "";
}

TEST(Includes, GoOneWay) {
  for (const std::string &Path : trackedFiles({"lib"})) {
    std::string_view Folder = firstFolder(std::string_view(Path).substr(4));
    if (!isCxx(Path))
      continue;
    ASSERT_TRUE(rank(Folder) || Folder == "runtime")
        << Path << ": a folder without a place in the order";
    std::string Text = read(Path);
    for (std::string_view Line : lines(Text))
      EXPECT_EQ(violation(Folder, Line), "") << Path << ": " << Line;
  }
}

TEST(Includes, AreJudgedByTheirFolder) {
  EXPECT_EQ(violation("fix", "#include \"analysis/Facts.h\""), "");
  EXPECT_EQ(violation("fix", "#include \"fix/FixPlan.h\""), "");
  EXPECT_EQ(violation("fix", "#include \"clang/AST/Expr.h\""), "");
  EXPECT_EQ(violation("fix", "#include \"Neighbour.h\""), "");
  EXPECT_EQ(violation("runtime", "#include <sqlite3.h>"), "");
  EXPECT_NE(violation("orm", "  #  include \"analysis/Facts.h\" // why"), "");
  EXPECT_NE(violation("support", "#include \"nplus1/batch.hpp\""), "");
  EXPECT_NE(violation("fix", "#include \"tool/nplus1/Fix.h\""), "");
  EXPECT_NE(violation("fix", "#include \"../lsp/Server.h\""), "");
  EXPECT_NE(violation("runtime", "#include \"support/EmbeddedFile.h\""), "");
}

} // namespace
} // namespace nplus1::structure
