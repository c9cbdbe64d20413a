#include "driver/Phase1.h"
#include "driver/UnitScan.h"

#include "orm/ProfileLoader.h"
#include "support/TempFolder.h"

#include <gmock/gmock.h>

using namespace nplus1;
using testing::ElementsAre;
using Verdict = UnitOutcome::Verdict;

namespace {

class Prefilter : public testing::Test {
protected:
  TempFolder Folder;
  std::vector<Profile> Profiles = {llvm::cantFail(parseProfile(
      R"({"format": 1, "name": "toy", "title": "Toy", "versions": "1", "headers": ["toy/orm.h"],
          "roles": [{"role": "executor", "function": "toy::query", "key": {"argument": 0}}]})",
      "toy.json"))};
  std::vector<CompileUnit> Units;

  void SetUp() override {
    Folder.write("include/toy/orm.h", "#pragma once\nnamespace toy { int query(int key); }\n");
    Folder.write("repo.h", "int load(int id);\n");
    Folder.write("service.h", "int serve(int id);\n");
    Folder.write("source.h", "struct Source { virtual int get(int id) = 0; };\n");
    Folder.write("other.h", "int other(int id);\n");
  }

  void unit(llvm::StringRef Name, llvm::StringRef Text) {
    auto File = Folder.write(Name, Text);
    Units.push_back(normalizeCommand({"g++", "-Iinclude", File}, Folder.root(), File));
  }

  /// The names of the units that were not found irrelevant.
  std::vector<std::string> parsed() {
    Phase1Options Options;
    auto Outcomes = analyzeUnits(Units, Profiles, Options, [](llvm::StringRef, size_t, size_t) {});
    std::vector<std::string> Names;
    for (size_t I = 0; I < Units.size(); ++I)
      if (Outcomes[I].Judged != Verdict::Irrelevant)
        Names.push_back(llvm::sys::path::filename(Units[I].File).str());
    return Names;
  }
};

TEST_F(Prefilter, UnitsThatSeeNoOrmAreNotParsed) {
  unit("a.cpp", "#include <toy/orm.h>\nint a() { return 1; }\n");
  unit("b.cpp", "#include \"other.h\"\nint b() { return other(1); }\n");
  EXPECT_THAT(parsed(), ElementsAre("a.cpp"));
}

TEST_F(Prefilter, CallersBehindAnyNumberOfHeadersAreFound) {
  unit("page.cpp", "#include \"service.h\"\nint page() {\n  int sum = 0;\n"
                   "  for (int i = 0; i < 9; ++i) sum += serve(i);\n  return sum;\n}\n");
  unit("service.cpp", "#include \"service.h\"\n#include \"repo.h\"\n"
                      "int serve(int id) { return load(id); }\n");
  unit("repo.cpp", "#include \"repo.h\"\n#include <toy/orm.h>\n"
                   "int load(int id) { return toy::query(id); }\n");
  unit("alone.cpp", "#include \"other.h\"\nint alone() { return other(1); }\n");
  EXPECT_THAT(parsed(), ElementsAre("page.cpp", "service.cpp", "repo.cpp"));
}

TEST_F(Prefilter, HeadersOfFunctionsThatDoNotQueryMakeNothingRelevant) {
  unit("repo.cpp",
       "#include \"repo.h\"\n#include \"other.h\"\n#include <toy/orm.h>\n"
       "int load(int id) { return toy::query(id); }\nint other(int id) { return id; }\n");
  unit("user.cpp", "#include \"other.h\"\nint user() { return other(1); }\n");
  EXPECT_THAT(parsed(), ElementsAre("repo.cpp"));
}

TEST_F(Prefilter, CallersThroughAnInterfaceAreFound) {
  unit("impl.cpp", "#include \"source.h\"\n#include <toy/orm.h>\n"
                   "struct Impl : Source { int get(int id) override { return toy::query(id); } };\n"
                   "Source &source() { static Impl i; return i; }\n");
  unit("user.cpp", "#include \"source.h\"\nint user(Source &s) {\n  int sum = 0;\n"
                   "  for (int i = 0; i < 9; ++i) sum += s.get(i);\n  return sum;\n}\n");
  EXPECT_THAT(parsed(), ElementsAre("impl.cpp", "user.cpp"));
}

TEST_F(Prefilter, HeadersAreTheSameThroughLinksAndDots) {
  ASSERT_FALSE(llvm::sys::fs::create_link(Folder.root(), Folder.path("link")));
  unit("repo.cpp", "#include \"link/repo.h\"\n#include <toy/orm.h>\n"
                   "int load(int id) { return toy::query(id); }\n");
  unit("user.cpp", "#include \"include/../repo.h\"\nint user() { return load(1); }\n");
  EXPECT_THAT(parsed(), ElementsAre("repo.cpp", "user.cpp"));
}

TEST_F(Prefilter, AnnotationsInAHeaderMakeItsUnitsRelevant) {
  Folder.write("mine.h", "[[clang::annotate(\"nplus1::finder\")]] int mine(int id);\n");
  unit("user.cpp", "#include \"mine.h\"\nint user() { return mine(1); }\n");
  unit("other.cpp", "int x;\n");
  EXPECT_THAT(parsed(), ElementsAre("user.cpp"));
}

TEST_F(Prefilter, UnitsWithAMissingHeaderAreParsed) {
  unit("missing.cpp", "#include \"not/there.h\"\n");
  unit("gone.cpp", "int x;\n");
  unit("fine.cpp", "int x;\n");
  ASSERT_FALSE(llvm::sys::fs::remove(Folder.path("gone.cpp")));
  EXPECT_THAT(parsed(), ElementsAre("missing.cpp", "gone.cpp"));
}

// Callers that declare the function themselves instead of including its header.
TEST_F(Prefilter, fnLocalDeclarationInsteadOfHeader) {
  unit("repo.cpp", "#include <toy/orm.h>\nint load(int id) { return toy::query(id); }\n");
  unit("user.cpp", "int load(int id);\nint user() { return load(1); }\n");
  EXPECT_THAT(parsed(), ElementsAre("repo.cpp"));
}

// What the key of a query depends on is not known if it comes out of a unit that
// neither sees an ORM nor calls what queries.
TEST_F(Prefilter, fnKeyThroughAFunctionOfAnIrrelevantUnit) {
  unit("page.cpp", "#include <toy/orm.h>\n#include \"other.h\"\n"
                   "int page(int id) { return toy::query(other(id)); }\n");
  unit("other.cpp", "#include \"other.h\"\nint other(int id) { return id; }\n");
  EXPECT_THAT(parsed(), ElementsAre("page.cpp"));
}

TEST_F(Prefilter, ScanNamesEveryFile) {
  unit("a.cpp", "#include \"repo.h\"\n#ifdef NEVER\n#include \"service.h\"\n#endif\n");
  UnitScanner Scanner(Profiles);
  UnitFiles Files = Scanner.scan(Units[0]);
  EXPECT_EQ(Files.Problem, "");
  EXPECT_EQ(Files.OrmHeader, "");
  std::vector<std::string> Paths;
  for (const InputFile &File : Files.Seen.Files)
    Paths.push_back(File.Path);
  EXPECT_THAT(Paths, ElementsAre(Folder.path("a.cpp"), Folder.path("repo.h")));
}

} // namespace
