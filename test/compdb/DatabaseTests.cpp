#include "compdb/Database.h"

#include "support/TempFolder.h"

#include <gmock/gmock.h>

using namespace nplus1;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::StartsWith;

namespace {

std::string errorOf(llvm::Expected<Database> Result) {
  return Result ? "" : llvm::toString(Result.takeError());
}

Database loaded(llvm::StringRef Path) { return llvm::cantFail(Database::load(Path)); }

std::vector<std::string> filesOf(const std::vector<CompileUnit> &Units) {
  std::vector<std::string> Files;
  for (const CompileUnit &Unit : Units)
    Files.push_back(Unit.File);
  return Files;
}

class DatabaseTest : public testing::Test {
protected:
  TempFolder Folder;
  std::string write(llvm::StringRef Text) { return Folder.write("db.json", Text); }
};

TEST_F(DatabaseTest, IsReadUnderAnyName) {
  auto Path = write(R"([{"directory": ".", "file": "a.cpp", "command": "g++ a.cpp"}])");
  EXPECT_THAT(filesOf(loaded(Path).units()), ElementsAre(Folder.path("a.cpp")));
}

TEST_F(DatabaseTest, IsReadFromABuildFolder) {
  Folder.write("build/compile_commands.json",
               R"([{"directory": "..", "file": "a.cpp", "command": "g++ a.cpp"}])");
  EXPECT_THAT(filesOf(loaded(Folder.path("build")).units()), ElementsAre(Folder.path("a.cpp")));
}

TEST_F(DatabaseTest, RelativeDirectoryStartsAtTheDatabase) {
  auto Path = write(R"([{"directory": "sub/x/..", "file": "a.cpp", "command": "g++ a.cpp"}])");
  auto Units = loaded(Path).units();
  ASSERT_EQ(Units.size(), 1u);
  EXPECT_EQ(Units[0].Directory, Folder.path("sub"));
  EXPECT_EQ(Units[0].File, Folder.path("sub/a.cpp"));
}

TEST_F(DatabaseTest, WithoutDirectoryTheDatabasesFolderCounts) {
  auto Path = write(R"([{"file": "a.cpp", "command": "g++ a.cpp"}])");
  EXPECT_EQ(loaded(Path).units()[0].Directory, Folder.root());
}

TEST_F(DatabaseTest, ArgumentsAreNotSplit) {
  auto Path = write(R"([{"file": "a.cpp", "arguments": ["g++", "-DX=a b", "a.cpp"]}])");
  EXPECT_THAT(loaded(Path).units()[0].Arguments, testing::Contains("-DX=a b"));
}

TEST_F(DatabaseTest, CommandIsSplitAsAShellWould) {
  auto Path = write(R"([{"file": "a.cpp", "command": "g++ -DX=\"a b\" '-DY=\"c\"' a.cpp"}])");
  auto Arguments = loaded(Path).units()[0].Arguments;
  EXPECT_THAT(Arguments, testing::Contains("-DX=a b"));
  EXPECT_THAT(Arguments, testing::Contains("-DY=\"c\""));
}

TEST_F(DatabaseTest, WindowsCommandKeepsBackslashes) {
  auto Path = write(R"([{"file": "a.cpp", "command": "C:\\VC\\cl.exe /IC:\\inc /DX=1 a.cpp"}])");
  EXPECT_THAT(loaded(Path).units()[0].Arguments, testing::Contains("/IC:\\inc"));
}

TEST_F(DatabaseTest, DistinctCommandsOfOneFileAreKept) {
  auto Path = write(R"([{"file": "a.cpp", "command": "g++ -DA -c a.cpp -o 1.o"},
                        {"file": "a.cpp", "command": "g++ -DB -c a.cpp -o 2.o"},
                        {"file": "./a.cpp", "command": "ccache g++ -DA -c a.cpp -o 3.o"}])");
  auto Units = loaded(Path).units();
  ASSERT_EQ(Units.size(), 2u) << "the third differs from the first in its output only";
  EXPECT_THAT(Units[0].Arguments, testing::Contains("-DA"));
  EXPECT_THAT(Units[1].Arguments, testing::Contains("-DB"));
}

TEST_F(DatabaseTest, UnknownKeysAreIgnored) {
  auto Path = write(R"([{"file": "a.cpp", "command": "g++ a.cpp", "language": "c++"}])");
  EXPECT_EQ(loaded(Path).units().size(), 1u);
}

TEST_F(DatabaseTest, OnlyCxxUnitsCount) {
  auto Path = write(R"([{"file": "a.c", "command": "gcc -c a.c"},
                        {"file": "b.S", "command": "gcc -c b.S"},
                        {"file": "c.c", "command": "g++ -c c.c"},
                        {"file": "d.c", "command": "gcc -x c++ -c d.c"},
                        {"file": "e.mm", "command": "clang -c e.mm"}])");
  EXPECT_THAT(filesOf(loaded(Path).units()),
              ElementsAre(Folder.path("c.c"), Folder.path("d.c"), Folder.path("e.mm")));
}

TEST_F(DatabaseTest, IsFoundUpwardsAndInBuildFolders) {
  Folder.write("build/compile_commands.json", R"([{"file": "../a.cpp", "command": "g++ a.cpp"}])");
  Folder.write("src/deep/x.cpp", "");
  auto Found = Database::find(Folder.path("src/deep/x.cpp"));
  ASSERT_TRUE(bool(Found)) << llvm::toString(Found.takeError());
  EXPECT_EQ(Found->path(), Folder.path("build/compile_commands.json"));
}

TEST_F(DatabaseTest, SelectTakesFilesAndFolders) {
  Folder.write("x/a.cpp", "");
  Folder.write("y/b.cpp", "");
  auto Path = write(R"([{"file": "x/a.cpp", "command": "g++ a.cpp"},
                        {"file": "y/b.cpp", "command": "g++ b.cpp"}])");
  Database Db = loaded(Path);
  EXPECT_THAT(filesOf(llvm::cantFail(Db.select({Folder.path("x/../x/a.cpp")}))),
              ElementsAre(Folder.path("x/a.cpp")));
  EXPECT_THAT(filesOf(llvm::cantFail(Db.select({Folder.path("y")}))),
              ElementsAre(Folder.path("y/b.cpp")));
  EXPECT_EQ(llvm::cantFail(Db.select({Folder.path("y"), Folder.path("x/a.cpp")})).size(), 2u);
}

TEST_F(DatabaseTest, SelectSeesThroughSymbolicLinks) {
  Folder.write("real/a.cpp", "");
  ASSERT_FALSE(llvm::sys::fs::create_link(Folder.path("real"), Folder.path("link")));
  auto Path = write(R"([{"file": "link/a.cpp", "command": "g++ a.cpp"}])");
  EXPECT_EQ(llvm::cantFail(loaded(Path).select({Folder.path("real/a.cpp")})).size(), 1u);
}

// -- Errors: one sentence, the file, the remedy ------------------------------------

TEST_F(DatabaseTest, NoDatabaseNamesTheRemedy) {
  EXPECT_THAT(errorOf(Database::load(Folder.path("missing.json"))),
              HasSubstr(Folder.path("missing.json")));
  EXPECT_THAT(errorOf(Database::load(Folder.root())),
              testing::AllOf(HasSubstr("holds no compile_commands.json"),
                             HasSubstr("CMAKE_EXPORT_COMPILE_COMMANDS=ON")));
}

TEST_F(DatabaseTest, MalformedNamesTheLine) {
  auto Path = write("[\n  {\"file\": \"a.cpp\",}\n]\n");
  EXPECT_THAT(errorOf(Database::load(Path)), StartsWith(Path + ":2:"));
}

TEST_F(DatabaseTest, WrongShapesNameTheLine) {
  const std::pair<const char *, const char *> Cases[] = {
      {"{\"file\": \"a.cpp\"}", "must be an array of commands"},
      {"[3]", "must be an object"},
      {"[{\"command\": \"g++\"}]", "has no 'file'"},
      {"[{\"file\": 3, \"command\": \"g++\"}]", "'file' must be a string"},
      {"[{\"file\": \"a.cpp\"}]", "neither 'command' nor 'arguments'"},
      {"[{\"file\": \"a.cpp\", \"command\": \"\"}]", "neither 'command' nor 'arguments'"},
      {"[{\"file\": \"a.cpp\", \"arguments\": \"g++\"}]", "'arguments' must be a list"},
      {"[{\"file\": \"a.cpp\", \"arguments\": [1]}]", "'arguments' must be a list"},
      {"[]", "holds no commands"},
  };
  for (auto [Text, Message] : Cases) {
    auto Path = write(Text);
    EXPECT_THAT(errorOf(Database::load(Path)),
                testing::AllOf(StartsWith(Path + ":"), HasSubstr(Message)))
        << Text;
  }
}

TEST_F(DatabaseTest, EmptyFileIsRefused) {
  auto Path = write("");
  EXPECT_THAT(errorOf(Database::load(Path)), StartsWith(Path + ":1:1: not valid JSON"));
}

TEST_F(DatabaseTest, DeepNestingIsRefused) {
  auto Path = write(std::string(100000, '['));
  EXPECT_THAT(errorOf(Database::load(Path)), HasSubstr("nested deeper than"));
}

TEST_F(DatabaseTest, GiantFileIsRefused) {
  auto Path = write("[");
  ASSERT_EQ(truncate(Path.c_str(), off_t(10) << 30), 0); // sparse: takes no space
  EXPECT_THAT(errorOf(Database::load(Path)), HasSubstr(Path));
}

TEST_F(DatabaseTest, DeviceIsRefused) {
  EXPECT_THAT(errorOf(Database::load("/dev/zero")), HasSubstr("/dev/zero"));
}

TEST_F(DatabaseTest, FileThatIsNotInItNamesTheNearest) {
  Folder.write("src/ordr.cpp", "");
  Folder.write("lib/order.cpp", "");
  auto Path = write(R"([{"file": "src/order.cpp", "command": "g++ order.cpp"}])");
  Database Db = loaded(Path);
  auto messageFor = [&](llvm::StringRef Name) {
    auto Selected = Db.select({Folder.path(Name)});
    return Selected ? "" : llvm::toString(Selected.takeError());
  };
  EXPECT_THAT(messageFor("src/ordr.cpp"),
              testing::AllOf(HasSubstr("is not in the compilation database " + Path),
                             HasSubstr("did you mean '" + Folder.path("src/order.cpp") + "'?")));
  EXPECT_THAT(messageFor("lib/order.cpp"), HasSubstr("src/order.cpp"));
  EXPECT_THAT(messageFor("none.cpp"), HasSubstr("does not exist"));
}

TEST_F(DatabaseTest, FolderWithoutUnitsIsAnError) {
  Folder.write("empty/readme.txt", "");
  auto Path = write(R"([{"file": "src/a.cpp", "command": "g++ a.cpp"}])");
  auto Selected = loaded(Path).select({Folder.path("empty")});
  ASSERT_FALSE(bool(Selected));
  EXPECT_THAT(llvm::toString(Selected.takeError()), HasSubstr("no unit of"));
}

} // namespace
