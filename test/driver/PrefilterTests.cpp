#include "driver/EarlierRun.h"
#include "driver/Phase1.h"
#include "driver/StoredResults.h"
#include "driver/UnitScan.h"

#include "orm/ProfileLoader.h"
#include "support/TempFolder.h"

#include <gmock/gmock.h>

#include <sys/stat.h>
#include <unistd.h>

using namespace nplus1;
using testing::ElementsAre;
using testing::IsEmpty;
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

  Cache cache() { return llvm::cantFail(Cache::open(Folder.path("cache"))); }

  void unit(llvm::StringRef Name, llvm::StringRef Text) {
    auto File = Folder.write(Name, Text);
    Units.push_back(
        normalizeCommand({"g++", "-Iearly", "-Iinclude", "-Ilate", File}, Folder.root(), File));
  }

  std::chrono::seconds TimeLimit{300};
  uint64_t MemoryLimit = 0;

  // Of the last run.
  size_t Scanned = 0;        ///< units
  std::vector<Verdict> Told; ///< of the units, while they ended

  /// The names of the units that were not found irrelevant.
  std::vector<std::string> parsed(const Cache *Results = nullptr,
                                  std::function<void(const CompileUnit &)> Differs = nullptr) {
    Phase1Options Options;
    Options.Results = Results;
    Options.ResultsKey = "key";
    Options.Differs = std::move(Differs);
    Options.TimeLimit = TimeLimit;
    Options.MemoryLimit = MemoryLimit;
    Options.Finished = [&](size_t, const UnitOutcome &Outcome) { Told.push_back(Outcome.Judged); };
    Told.clear();
    Scanned = 0;
    auto Outcomes =
        analyzeUnits(Units, Profiles, Options, [&](llvm::StringRef What, size_t Done, size_t) {
          if (What == "scanned")
            Scanned = std::max(Scanned, Done);
        });
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

TEST_F(Prefilter, CallersOfInstancesWithABodyElsewhereAreFound) {
  Folder.write("template.h", "template <class T> int get(T id);\n"
                             "template <class T> struct Box { int get(T id); };\n");
  unit("template.cpp", "#include \"template.h\"\n#include <toy/orm.h>\n"
                       "template <class T> int get(T id) { return toy::query(id); }\n"
                       "template int get<int>(int);\n");
  unit("user.cpp", "#include \"template.h\"\nint user() { return get(1); }\n");
  EXPECT_THAT(parsed(), ElementsAre("template.cpp", "user.cpp"));
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

TEST_F(Prefilter, CallersThroughAnInterfaceOfAnUnnamedImplementationAreFound) {
  unit("impl.cpp", "#include \"source.h\"\n#include <toy/orm.h>\nnamespace {\n"
                   "struct Impl : Source { int get(int id) override { return toy::query(id); } };\n"
                   "}\nSource &source() { static Impl i; return i; }\n");
  unit("user.cpp", "#include \"source.h\"\nint user(Source &s) { return s.get(1); }\n");
  EXPECT_THAT(parsed(), ElementsAre("impl.cpp", "user.cpp"));
}

/// A class with a method get(), whose body is outside of it.
std::string classWithGet(const std::string &Name, const std::string &Base,
                         const std::string &Result) {
  return "struct " + Name + Base + " { int get(int id); };\nint " + Name +
         "::get(int id) { return " + Result + "; }\n";
}

// A toolkit calls what its widgets override: that two of them query says nothing about
// the toolkit, however many of its units include the header.
TEST_F(Prefilter, FewQueriesAmongManyImplementationsMakeNoCallersRelevant) {
  unit("impl.cpp",
       "#include \"source.h\"\n#include <toy/orm.h>\n"
       "struct Impl : Source { int get(int id) override { return toy::query(id); } };\n");
  for (int I = 0; I < 12; ++I)
    unit("part" + std::to_string(I) + ".cpp",
         "#include \"source.h\"\n" + classWithGet("Part" + std::to_string(I), " : Source", "id"));
  unit("user.cpp", "#include \"source.h\"\nint user(Source &s) { return s.get(1); }\n");
  // As many as it takes to know that there are many.
  EXPECT_THAT(parsed(), ElementsAre("impl.cpp", "part0.cpp", "part1.cpp", "part2.cpp", "part3.cpp",
                                    "part4.cpp", "part5.cpp", "part6.cpp", "part7.cpp"));
}

// Those are asked first whether they implement a method that call what they would override:
// fewer have to be parsed until it is clear that there are many.
TEST_F(Prefilter, ThoseThatCallTheOverriddenMethodAreAskedFirst) {
  unit("impl.cpp",
       "#include \"source.h\"\n#include <toy/orm.h>\n"
       "struct Impl : Source { int get(int id) override { return toy::query(id); } };\n");
  for (int I = 0; I < 9; ++I)
    unit("other" + std::to_string(I) + ".cpp",
         "#include \"source.h\"\n" + classWithGet("Other" + std::to_string(I), "", "id"));
  std::string Parts = "#include \"source.h\"\n";
  for (int I = 0; I < 9; ++I)
    Parts += classWithGet("Part" + std::to_string(I), " : Source", "Source::get(id)");
  unit("parts.cpp", Parts);
  // As many as are wanted, the likely one among them.
  EXPECT_THAT(parsed(),
              ElementsAre("impl.cpp", "other0.cpp", "other1.cpp", "other2.cpp", "other3.cpp",
                          "other4.cpp", "other5.cpp", "other6.cpp", "parts.cpp"));
}

// They may be in headers that nobody parsed.
TEST_F(Prefilter, ImplementationsInHeadersCount) {
  std::string Parts = "#include \"source.h\"\n";
  for (int I = 0; I < 12; ++I)
    Parts += "struct Part" + std::to_string(I) +
             " : Source { int get(int id) override { return id; } };\n";
  Folder.write("parts.h", Parts);
  unit("impl.cpp",
       "#include \"source.h\"\n#include <toy/orm.h>\n"
       "struct Impl : Source { int get(int id) override { return toy::query(id); } };\n");
  unit("parts.cpp", "#include \"parts.h\"\n");
  unit("user.cpp", "#include \"source.h\"\nint user(Source &s) { return s.get(1); }\n");
  EXPECT_THAT(parsed(), ElementsAre("impl.cpp", "parts.cpp"));
}

// That there are many, declarations tell as well.
TEST_F(Prefilter, DeclaredImplementationsCount) {
  std::string Parts = "#include \"source.h\"\n";
  for (int I = 0; I < 12; ++I)
    Parts += "struct Part" + std::to_string(I) + " : Source { int get(int id) override; };\n";
  Folder.write("parts.h", Parts);
  unit("impl.cpp",
       "#include \"parts.h\"\n#include <toy/orm.h>\n"
       "struct Impl : Source { int get(int id) override { return toy::query(id); } };\n");
  unit("parts.cpp", "#include \"parts.h\"\nint Part1::get(int id) { return id; }\n");
  unit("user.cpp", "#include \"source.h\"\nint user(Source &s) { return s.get(1); }\n");
  EXPECT_THAT(parsed(), ElementsAre("impl.cpp"));
}

TEST_F(Prefilter, ManyQueriesAmongManyImplementationsMakeCallersRelevant) {
  std::string All = "#include \"source.h\"\n#include <toy/orm.h>\n";
  for (int I = 0; I < 8; ++I)
    All += "struct Impl" + std::to_string(I) +
           " : Source { int get(int id) override { return toy::query(id); } };\n";
  unit("impl.cpp", All);
  unit("part.cpp", "#include \"source.h\"\n"
                   "struct Part : Source { int get(int id) override { return id; } };\n");
  unit("user.cpp", "#include \"source.h\"\nint user(Source &s) { return s.get(1); }\n");
  EXPECT_THAT(parsed(), ElementsAre("impl.cpp", "part.cpp", "user.cpp"));
}

// Qualified calls run what is named, not what overrides it.
TEST_F(Prefilter, CallersOfAnOverrideItselfAreFound) {
  Folder.write("impl.h", "#include \"source.h\"\n"
                         "struct Impl : Source { int get(int id) override; };\n");
  unit("impl.cpp", "#include \"impl.h\"\n#include <toy/orm.h>\n"
                   "int Impl::get(int id) { return toy::query(id); }\n");
  unit("user.cpp", "#include \"impl.h\"\nint user(Impl &i) { return i.Impl::get(1); }\n");
  EXPECT_THAT(parsed(), ElementsAre("impl.cpp", "user.cpp"));
}

TEST_F(Prefilter, ScansNothingAgainAsLongAsNothingHasChanged) {
  const Cache Results = cache();
  Folder.write("late/paths.h", "");
  unit("repo.cpp", "#include \"repo.h\"\n#include <toy/orm.h>\n"
                   "int load(int id) { return toy::query(id); }\n");
  unit("user.cpp", "#include \"repo.h\"\nint user() { return load(1); }\n");
  unit("alone.cpp", "#include <paths.h>\nint alone() { return load(1); }\n");
  EXPECT_THAT(parsed(&Results), ElementsAre("repo.cpp", "user.cpp"));
  EXPECT_EQ(Scanned, 3u);
  StoredResults Stored(&Results, "key");
  // Not by way of the scans: they may be gone.
  for (const CompileUnit &Unit : Units)
    Stored.store("scan", Unit, "damaged");
  EXPECT_THAT(parsed(&Results), ElementsAre("repo.cpp", "user.cpp"));
  EXPECT_EQ(Scanned, 0u);
  // Where a header was looked for in vain, there is one.
  Folder.write("include/paths.h", "#include \"../repo.h\"\n");
  EXPECT_THAT(parsed(&Results), ElementsAre("repo.cpp", "user.cpp", "alone.cpp"));
  EXPECT_EQ(Scanned, 3u);
}

// Which names are one file decides who includes the header of what queries.
TEST_F(Prefilter, CopiesThatBecomeLinksAreNoticed) {
  const Cache Results = cache();
  const char *Text = "struct Repo { int load(int id); };\n";
  Folder.write("method.h", Text);
  Folder.write("public/method.h", Text);
  unit("repo.cpp", "#include \"method.h\"\n#include <toy/orm.h>\n"
                   "int Repo::load(int id) { return toy::query(id); }\n");
  unit("user.cpp", "#include \"public/method.h\"\nint user(Repo &r) { return r.load(1); }\n");
  EXPECT_THAT(parsed(&Results), ElementsAre("repo.cpp"));
  ASSERT_FALSE(llvm::sys::fs::remove(Folder.path("public/method.h")));
  ASSERT_FALSE(llvm::sys::fs::create_link("../method.h", Folder.path("public/method.h")));
  EXPECT_THAT(parsed(&Results), ElementsAre("repo.cpp", "user.cpp"));
}

// What is said of a unit does not depend on what it was once.
TEST_F(Prefilter, WhatFailedThenMayBeIrrelevantNow) {
  const Cache Results = cache();
  Folder.write("late/there", "");
  for (const char *Name : {"folder.cpp", "hangs.cpp"})
    unit(Name, "#include \"maybe.h\"\nint x;\n");
  Units[0] =
      normalizeCommand({"g++", "-I../..", Units[0].File}, Folder.path("not/yet"), Units[0].File);
  TimeLimit = std::chrono::seconds(1);
  ASSERT_EQ(mkfifo(Folder.path("maybe.h").c_str(), 0600), 0);
  EXPECT_THAT(parsed(&Results), ElementsAre("folder.cpp", "hangs.cpp"));
  Folder.write("not/yet/there", "");
  TimeLimit = std::chrono::seconds(300);
  ASSERT_EQ(unlink(Folder.path("maybe.h").c_str()), 0);
  Folder.write("maybe.h", "");
  EXPECT_THAT(parsed(&Results), IsEmpty());
  EXPECT_THAT(Told, ElementsAre(Verdict::Irrelevant, Verdict::Irrelevant));
}

TEST_F(Prefilter, VerifyingSaysNothingOfCallersOfWhatFailedThen) {
  const Cache Results = cache();
  unit("repo.cpp", "#include \"repo.h\"\n#include <toy/orm.h>\n"
                   "int load(int id) { return toy::query(id); }\n");
  unit("user.cpp", "#include \"repo.h\"\nint user() { return load(1); }\n");
  parsed(&Results);
  StoredResults(&Results, "key").store("facts", Units[0], "damaged");
  MemoryLimit = 1;
  EXPECT_THAT(parsed(&Results), ElementsAre("repo.cpp"));
  EXPECT_EQ(Told.front(), Verdict::Failed);
  MemoryLimit = 0;
  std::vector<std::string> Different;
  EXPECT_THAT(parsed(&Results, [&](const CompileUnit &Unit) { Different.push_back(Unit.File); }),
              ElementsAre("repo.cpp", "user.cpp"));
  EXPECT_THAT(Different, IsEmpty());
}

// It is read on another way to the same answer.
TEST_F(Prefilter, VerifyingSaysNothingOfAFolderThatIsGone) {
  const Cache Results = cache();
  Folder.write("late/paths.h", "");
  unit("alone.cpp", "#include <paths.h>\n");
  unit("other.cpp", "#include <paths.h>\n#include <toy/orm.h>\n");
  ASSERT_FALSE(llvm::sys::fs::create_directory(Folder.path("early")));
  parsed(&Results);
  ASSERT_FALSE(llvm::sys::fs::remove(Folder.path("early")));
  std::vector<std::string> Different;
  parsed(&Results, [&](const CompileUnit &Unit) { Different.push_back(Unit.File); });
  EXPECT_THAT(Different, IsEmpty());
}

TEST_F(Prefilter, WhatFailedThenAndParsesNowHasCallersToo) {
  const Cache Results = cache();
  unit("repo.cpp", "#include \"repo.h\"\n#include <toy/orm.h>\n"
                   "int load(int id) { return toy::query(id); }\n");
  Units[0] = normalizeCommand({"g++", "-I../../include", Units[0].File}, Folder.path("not/yet"),
                              Units[0].File);
  unit("user.cpp", "#include \"repo.h\"\nint user() { return load(1); }\n");
  for (int I = 0; I < 2; ++I)
    EXPECT_THAT(parsed(&Results), ElementsAre("repo.cpp"));
  Folder.write("not/yet/there", "");
  EXPECT_THAT(parsed(&Results), ElementsAre("repo.cpp", "user.cpp"));
}

TEST_F(Prefilter, VerifyingTellsOfARunThatParsedTheWrongUnits) {
  const Cache Results = cache();
  unit("repo.cpp", "#include \"repo.h\"\n#include <toy/orm.h>\n"
                   "int load(int id) { return toy::query(id); }\n");
  unit("user.cpp", "#include \"repo.h\"\nint user() { return load(1); }\n");
  std::vector<std::string> Different;
  auto differs = [&](const CompileUnit &Unit) { Different.push_back(Unit.File); };
  parsed(&Results);
  parsed(&Results, differs);
  EXPECT_THAT(Different, IsEmpty());
  StoredResults Stored(&Results, "key");
  auto Run = decodeRun(Stored.findRun(Units).value(), Units.size()).value();
  Run.Relevant.pop_back();
  Stored.storeRun(Units, encodeRun(Run));
  EXPECT_THAT(parsed(&Results, differs), ElementsAre("repo.cpp", "user.cpp"));
  EXPECT_THAT(Different, ElementsAre(Units[1].File));
  EXPECT_THAT(parsed(&Results), ElementsAre("repo.cpp", "user.cpp")) << "the wrong run was kept";
}

// What was relevant in an earlier run is so as long as nothing is read that says otherwise.
TEST_F(Prefilter, IsAskedAgainWhenSomethingChanges) {
  const Cache Results = cache();
  const char *Repo = "#include \"repo.h\"\n#include \"other.h\"\n#include <toy/orm.h>\n"
                     "int load(int id) { return toy::query(id); }\n"
                     "int other(int id) { return id; }\n";
  unit("repo.cpp", Repo);
  unit("user.cpp", "#include \"repo.h\"\nint user() { return load(1); }\n");
  unit("more.cpp", "#include \"other.h\"\nint more() { return other(1); }\n");
  unit("gone.cpp", "int gone;\n");
  ASSERT_FALSE(llvm::sys::fs::remove(Folder.path("gone.cpp")));
  for (int I = 0; I < 2; ++I)
    EXPECT_THAT(parsed(&Results), ElementsAre("repo.cpp", "user.cpp", "gone.cpp"));
  Folder.write("repo.cpp", "#include \"repo.h\"\n#include \"other.h\"\n#include <toy/orm.h>\n"
                           "int load(int id) { return id; }\n"
                           "int other(int id) { return toy::query(id); }\n");
  for (int I = 0; I < 2; ++I)
    EXPECT_THAT(parsed(&Results), ElementsAre("repo.cpp", "more.cpp", "gone.cpp"));
  Folder.write("user.cpp", "#include \"other.h\"\nint user() { return other(1); }\n");
  EXPECT_THAT(parsed(&Results), ElementsAre("repo.cpp", "user.cpp", "more.cpp", "gone.cpp"));
  Folder.write("repo.cpp", Repo);
  Folder.write("user.cpp", "#include \"repo.h\"\nint user() { return load(1); }\n");
  EXPECT_THAT(parsed(&Results), ElementsAre("repo.cpp", "user.cpp", "gone.cpp"));
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

// Callers may declare a function themselves.
TEST_F(Prefilter, DeclarationsOfTheCallersOwnAreFound) {
  unit("repo.cpp", "#include <toy/orm.h>\n"
                   "namespace sql { int load(int id) noexcept { return toy::query(id); } }\n");
  unit("user.cpp", "namespace sql { int load(int id) noexcept; }\n"
                   "int user() { return sql::load(1); }\n");
  unit("further.cpp", "int user();\nint further() { return user(); }\n");
  unit("alone.cpp", "int loads(int id);\nint load(int id) { return id; }\n"
                    "int alone() { return load(1) + loads(1); }\n");
  EXPECT_THAT(parsed(), ElementsAre("repo.cpp", "user.cpp", "further.cpp"));
}

// They may also have it from another header than its unit. By name alone every header with a
// find() of its own would be one.
TEST_F(Prefilter, fnSecondHeader) {
  Folder.write("twice.h", "int load(int id);\n");
  unit("repo.cpp", "#include \"repo.h\"\n#include <toy/orm.h>\n"
                   "int load(int id) { return toy::query(id); }\n");
  unit("twice.cpp", "#include \"twice.h\"\nint twice() { return load(1); }\n");
  Folder.write("own.h", "namespace own { int load(int id); }\n");
  unit("own.cpp", "#include \"own.h\"\nint f() { return own::load(1); }\n");
  EXPECT_THAT(parsed(), ElementsAre("repo.cpp"));
}

// There is a main() in each program.
TEST_F(Prefilter, OtherProgramsAreNoCallers) {
  unit("first.cpp", "#include <toy/orm.h>\nint main() { return toy::query(1); }\n");
  unit("second.cpp", "int main();\nint main() { return 0; }\n");
  EXPECT_THAT(parsed(), ElementsAre("first.cpp"));
}

// What decides about a query may go through units that neither see an ORM nor call
// what queries: their bodies are looked for by name.
class PrefilterSupply : public Prefilter {
protected:
  /// A loop with a query, in a unit of its own.
  void loop(llvm::StringRef Declarations, llvm::StringRef Loop) {
    unit("page.cpp", ("#include <toy/orm.h>\n#include <vector>\n" + Declarations +
                      "\nvoid page(const std::vector<int> &ids) {\n" + Loop + "\n}\n")
                         .str());
  }
};

TEST_F(PrefilterSupply, KeysThroughAFunction) {
  loop("#include \"other.h\"", "for (int id : ids) toy::query(other(id));");
  unit("other.cpp", "#include \"other.h\"\nint deeper(int);\n"
                    "int other(int id) { return deeper(id); }\n");
  unit("deeper.cpp", "int deeper(int id) { return id; }\n");
  unit("calls.cpp", "#include \"other.h\"\nint calls() { return other(1) + deeper(2); }\n");
  EXPECT_THAT(parsed(), ElementsAre("page.cpp", "other.cpp", "deeper.cpp"));
}

TEST_F(PrefilterSupply, NothingWithoutALoop) {
  unit("page.cpp", "#include <toy/orm.h>\n#include \"other.h\"\n"
                   "int page(int id) { return toy::query(other(id)); }\n");
  unit("other.cpp", "#include \"other.h\"\nint other(int id) { return id; }\n");
  EXPECT_THAT(parsed(), ElementsAre("page.cpp"));
}

TEST_F(PrefilterSupply, NothingOfWhatNoQueryDependsOn) {
  loop("#include \"other.h\"", "for (int id : ids) { toy::query(id); other(id); }");
  unit("other.cpp", "#include \"other.h\"\nint other(int id) { return id; }\n");
  EXPECT_THAT(parsed(), ElementsAre("page.cpp"));
}

TEST_F(PrefilterSupply, ConditionsThroughAMethod) {
  Folder.write("seen.h", "struct Seen { bool take(int id); bool other(int id); };\n");
  loop("#include \"seen.h\"", "Seen seen; for (int id : ids) if (seen.take(id)) toy::query(id);");
  unit("seen.cpp", "#include \"seen.h\"\nbool Seen::take(int id) { return id > 1; }\n");
  unit("more.cpp", "#include \"seen.h\"\nbool Seen::other(int id) { return id > 1; }\n");
  EXPECT_THAT(parsed(), ElementsAre("page.cpp", "seen.cpp"));
}

TEST_F(PrefilterSupply, RowsThroughAFunctionAndAConstructor) {
  Folder.write("rows.h", "#include <vector>\nstd::vector<int> rows();\n"
                         "struct Box { explicit Box(int n); std::vector<int> all; };\n");
  loop("#include \"rows.h\"", "for (int id : rows()) toy::query(id);\n"
                              "Box box(1); for (int id : box.all) toy::query(id);");
  unit("rows.cpp", "#include \"rows.h\"\nstd::vector<int> rows() { return {1, 2}; }\n");
  unit("box.cpp", "#include \"rows.h\"\nBox::Box(int n) : all{n} {}\n");
  EXPECT_THAT(parsed(), ElementsAre("page.cpp", "rows.cpp", "box.cpp"));
}

TEST_F(PrefilterSupply, ImplementationsOfAnInterface) {
  loop("#include \"source.h\"\nSource &source();",
       "for (int id : ids) toy::query(source().get(id));");
  unit("impl.cpp", "#include \"source.h\"\nnamespace {\n"
                   "struct Impl : Source { int get(int id) override { return id; } };\n}\n"
                   "Source &source() { static Impl impl; return impl; }\n");
  EXPECT_THAT(parsed(), ElementsAre("page.cpp", "impl.cpp"));
}

// One implementation is known, and what it returns stands for the call.
TEST_F(PrefilterSupply, fnFurtherImplementationOfAnInterface) {
  loop("#include \"source.h\"\n"
       "struct Same : Source { int get(int id) override { return id; } };",
       "Same same; Source &source = same; for (int id : ids) toy::query(source.get(id));");
  unit("impl.cpp", "#include \"source.h\"\nnamespace {\n"
                   "struct Impl : Source { int get(int id) override { return id + 1; } } impl;\n}\n"
                   "Source &other() { return impl; }\n");
  EXPECT_THAT(parsed(), ElementsAre("page.cpp"));
}

TEST_F(PrefilterSupply, LoopsThatAreGivenACallable) {
  Folder.write("each.h", "#include <functional>\n#include <vector>\n"
                         "void each(const std::vector<int> &, std::function<void(int)>);\n"
                         "void twice(const std::vector<int> &, std::function<void(int)>);\n");
  loop("#include \"each.h\"", "twice(ids, [](int id) { toy::query(id); });");
  unit("twice.cpp", "#include \"each.h\"\n"
                    "void twice(const std::vector<int> &ids, std::function<void(int)> f) {\n"
                    "  each(ids, f);\n}\n");
  unit("each.cpp", "#include \"each.h\"\n"
                   "void each(const std::vector<int> &ids, std::function<void(int)> f) {\n"
                   "  for (int id : ids) f(id);\n}\n");
  EXPECT_THAT(parsed(), ElementsAre("page.cpp", "twice.cpp", "each.cpp"));
}

TEST_F(PrefilterSupply, OtherMethodsThatFillAMember) {
  Folder.write("view.h",
               "#include <vector>\nstruct View {\n  std::vector<int> ids;\n  void show();\n"
               "  void fill(std::vector<int> from);\n};\n");
  unit("show.cpp", "#include <toy/orm.h>\n#include \"view.h\"\n"
                   "void View::show() { for (int id : ids) toy::query(id); }\n");
  unit("fill.cpp", "#include \"view.h\"\nvoid View::fill(std::vector<int> from) { ids = from; }\n");
  unit("main.cpp", "#include \"view.h\"\nint main() { View view; view.fill({1}); }\n");
  unit("alone.cpp", "int alone() { return 1; }\n");
  EXPECT_THAT(parsed(), ElementsAre("show.cpp", "fill.cpp", "main.cpp"));
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
