// Programs out of generators and of the ends of scales: the run ends, the unit is
// analysed, and loops in which something was cut off are counted as opaque. What
// hangs is stopped by the time limit of the runs; what takes the memory of a small
// machine, by the limit of a worker.
#include "cli/ToolRun.h"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

using namespace nplus1;
using nlohmann::json;

namespace {

class LargeInput : public testing::Test {
protected:
  /// Checks a program that has \p Code behind a few declarations; the unit must be
  /// analysed.
  json check(const std::string &Code) {
    TempFolder Folder;
    Folder.write("a.cpp", R"(#include <sqlite3.h>
int priceOf(sqlite3 *db, int id) {
  sqlite3_stmt *statement = nullptr;
  sqlite3_prepare_v2(db, "SELECT price FROM item WHERE id = ?", -1, &statement, nullptr);
  sqlite3_bind_int(statement, 1, id);
  sqlite3_step(statement);
  return sqlite3_column_int(statement, 0);
}
struct Ids {
  const int *begin() const;
  const int *end() const;
};
)" + Code);
    Folder.write("compile_commands.json",
                 json::array({{{"directory", Folder.root()},
                               {"file", "a.cpp"},
                               {"arguments", {"clang++", "-std=c++20", "-c", "a.cpp"}}}})
                     .dump());
    ToolResult Result = runTool({"check", "--format", "json", "--no-cache"}, Folder.root());
    EXPECT_TRUE(Result.Status == 0 || Result.Status == 1) << Result.Err;
    json Report = json::parse(Result.Out, nullptr, /*allow_exceptions=*/false);
    EXPECT_EQ(Report["coverage"]["units"]["analysed"], 1) << Result.Out << Result.Err;
    return Report;
  }

  static std::string repeated(unsigned Times, const std::function<std::string(unsigned)> &Line) {
    std::string Text;
    for (unsigned I = 0; I < Times; ++I)
      Text += Line(I);
    return Text;
  }
  static std::string number(unsigned I) { return std::to_string(I); }
};

TEST_F(LargeInput, LongExpression) {
  json Report = check("int f(sqlite3 *db, const Ids &ids) { int total = 0; for (int id : ids) "
                      "total += id" +
                      repeated(5000, [](unsigned) { return " + id"; }) +
                      " + priceOf(db, id); return total; }");
  EXPECT_EQ(Report["coverage"]["loops"]["opaque"], 1);
}

TEST_F(LargeInput, NestedCalls) {
  json Report = check("int f(sqlite3 *db, const Ids &ids) { int total = 0; for (int id : ids) "
                      "total += " +
                      repeated(200, [](unsigned) { return "priceOf(db, "; }) + "id" +
                      std::string(200, ')') + "; return total; }");
  EXPECT_EQ(Report["coverage"]["loops"]["checked"], 1);
}

TEST_F(LargeInput, NestedStatements) {
  json Report = check("int f(sqlite3 *db, const Ids &ids) { int total = 0; " +
                      repeated(120, [](unsigned) { return "for (int id : ids) { if (id) "; }) +
                      "total += priceOf(db, 1);" + std::string(120, '}') + " return total; }");
  EXPECT_EQ(Report["coverage"]["loops"]["checked"], 120);
}

TEST_F(LargeInput, LongChainOfElse) {
  json Report = check(
      "int f(sqlite3 *db, const Ids &ids) { for (int id : ids) " +
      repeated(800,
               [](unsigned I) { return "if (id == " + number(I) + ") priceOf(db, id); else "; }) +
      "return 1; return 0; }");
  EXPECT_EQ(Report["coverage"]["loops"]["checked"], 1);
}

TEST_F(LargeInput, HugeSwitch) {
  json Report =
      check("int f(sqlite3 *db, const Ids &ids) { int total = 0; for (int id : ids) "
            "switch (id) {\n" +
            repeated(5000,
                     [](unsigned I) {
                       return "case " + number(I) + ": total += priceOf(db, id); break;\n";
                     }) +
            "} return total; }");
  EXPECT_EQ(Report["coverage"]["loops"]["checked"], 1);
  // Past so many effects of one function some are dropped.
  EXPECT_EQ(Report["findings"].size(), 1u);
}

TEST_F(LargeInput, LongFunction) {
  json Report = check("int f(sqlite3 *db, const Ids &ids) {\n int total = 0;\n" +
                      repeated(2500,
                               [](unsigned I) {
                                 return " int v" + number(I) + " = " + number(I) +
                                        ";\n for (int id : ids)\n  total += priceOf(db, id);\n\n";
                               }) +
                      "return total; }");
  EXPECT_EQ(Report["coverage"]["loops"]["checked"], 2500);
  EXPECT_EQ(Report["findings"].size(), 2500u);
}

// Two hundred functions that all call each other.
TEST_F(LargeInput, MutualRecursion) {
  std::string Code = repeated(200, [](unsigned I) {
    return "int f" + number(I) + "(sqlite3 *db, const Ids &ids, int n);\n";
  });
  Code += repeated(200, [](unsigned I) {
    std::string Body;
    for (unsigned Other : {I + 1, I + 7, I + 50})
      Body += " total += f" + number(Other % 200) + "(db, ids, n + " + number(Other) + ");\n";
    return "int f" + number(I) + "(sqlite3 *db, const Ids &ids, int n) {\n int total = 0;\n" +
           " for (int id : ids)\n  total += priceOf(db, id + n);\n" + Body + " return total;\n}\n";
  });
  json Report = check(Code);
  EXPECT_EQ(Report["coverage"]["loops"]["checked"], 200);
  EXPECT_GE(Report["findings"].size(), 200u);
}

std::string chain(unsigned Length) {
  std::string Code = "int f0(sqlite3 *db, int id) { return priceOf(db, id); }\n";
  for (unsigned I = 1; I < Length; ++I)
    Code += "int f" + std::to_string(I) + "(sqlite3 *db, int id) { return f" +
            std::to_string(I - 1) + "(db, id); }\n";
  return Code +
         "int f(sqlite3 *db, const Ids &ids) { int total = 0; for (int id : ids) total += f" +
         std::to_string(Length - 1) + "(db, id); return total; }";
}

TEST_F(LargeInput, ShortCallChain) {
  json Report = check(chain(9));
  EXPECT_EQ(Report["findings"].size(), 1u);
  EXPECT_EQ(Report["coverage"]["loops"]["opaque"], 0);
}

// The query at its end is too far away to be found, and the loop does not count
// as one that was judged.
TEST_F(LargeInput, LongCallChain) {
  json Report = check(chain(1000));
  EXPECT_EQ(Report["findings"].size(), 0u);
  EXPECT_EQ(Report["coverage"]["loops"]["checked"], 1);
  EXPECT_EQ(Report["coverage"]["loops"]["opaque"], 1);
}

// What a callable does that may be any is not known.
TEST_F(LargeInput, UnknownCallable) {
  json Report =
      check("int (*chosen(int))(sqlite3 *, int);\n"
            "int f(sqlite3 *db, const Ids &ids) { int total = 0; for (int id : ids) "
            "total += chosen(id)(db, id); for (int id : ids) total += id; return total; }");
  EXPECT_EQ(Report["coverage"]["loops"]["checked"], 2);
  EXPECT_EQ(Report["coverage"]["loops"]["opaque"], 1);
}

} // namespace
