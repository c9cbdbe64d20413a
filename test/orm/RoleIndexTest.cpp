#include "orm/MacroValues.h"
#include "orm/ProfileLoader.h"
#include "orm/RoleExample.h"

#include "clang/ASTMatchers/ASTMatchFinder.h"
#include "clang/ASTMatchers/ASTMatchers.h"
#include "clang/Frontend/ASTUnit.h"
#include "clang/Tooling/Tooling.h"
#include "llvm/ADT/StringExtras.h"

#include <gmock/gmock.h>

using namespace nplus1;
using testing::ElementsAre;
using testing::IsEmpty;

namespace {

Profile profile(const std::string &Rest) {
  return llvm::cantFail(parseProfile(R"({"format": 1, "name": "own", )" + Rest + "}", "own.json"));
}

Profile withRoles(const std::string &Roles) { return profile("\"roles\": [" + Roles + "]"); }

/// The lines whose roles are not as their comments say.
std::vector<std::string> problems(const Profile &P, llvm::StringRef Code,
                                  const std::vector<std::string> &Arguments = {}) {
  auto Result = runExampleText(Code, "snippet.cpp", std::span(&P, 1), Arguments);
  if (!Result) {
    ADD_FAILURE() << llvm::toString(Result.takeError());
    return {};
  }
  return Result->Problems;
}

/// One unit with what a test asks of its index.
struct Unit {
  std::vector<Profile> Profiles;
  std::unique_ptr<clang::ASTUnit> Ast;
  std::unique_ptr<RoleIndex> Index;

  Unit(std::vector<Profile> P, llvm::StringRef Code) : Profiles(std::move(P)) {
    Ast = clang::tooling::buildASTFromCodeWithArgs(Code, {"-std=c++20", "-w"}, "snippet.cpp");
    Index = std::make_unique<RoleIndex>(Profiles, Ast->getASTContext(),
                                        macroValues(Ast->getPreprocessor()));
  }
  template <class T = clang::CXXRecordDecl> const T &named(llvm::StringRef Name) {
    using namespace clang::ast_matchers;
    auto Found = match(namedDecl(hasName(Name)).bind("it"), Ast->getASTContext());
    for (const auto &Nodes : Found)
      if (const auto *D = Nodes.getNodeAs<T>("it"))
        return *D;
    ADD_FAILURE() << "no " << Name.str();
    std::abort();
  }
  std::string entityIn(llvm::StringRef Variable) {
    const auto *Class = Index->entityIn(named<clang::VarDecl>(Variable).getType());
    return Class ? Class->getNameAsString() : "";
  }
};

TEST(RoleIndex, ExampleReportsBothDirections) {
  Profile P = withRoles(R"({"role": "rows", "function": "f"})");
  EXPECT_THAT(problems(P, "void f();\nvoid g() {\nf();\ng(); // expect: rows\n}"),
              ElementsAre("snippet.cpp:3: expected none, found rows",
                          "snippet.cpp:4: expected rows, found none"));
}

TEST(RoleIndex, MembersOfTemplatesAndOfDerivedClasses) {
  Profile P = withRoles(R"({"role": "rows", "function": "orm::lazy::load"})");
  EXPECT_THAT(problems(P, R"(
    namespace orm { template <class T> struct lazy { T *load() const; }; }
    namespace user {
      template <class T> struct lazy : orm::lazy<T> { T *load() const; };  // hides it
      template <class T> struct other { T *load() const; };
      struct own : lazy<int> {};
    }
    template <> struct orm::lazy<char> { char *load(); };
    void test(orm::lazy<int> a, user::lazy<int> b, user::own c, orm::lazy<char> d,
              user::other<int> e) {
      a.load(); // expect: rows
      b.load(); // expect: rows
      c.load(); // expect: rows
      d.load(); // expect: rows
      e.load();
    })"),
              IsEmpty());
}

TEST(RoleIndex, TemplatesAreMatchedInInstantiationsAndGenericLambdas) {
  Profile P = withRoles(R"({"role": "rows", "function": ["orm::find", "orm::q::each"]})");
  EXPECT_THAT(problems(P, R"(
    namespace orm {
      template <class T> T *find(int);
      struct q { template <class F> void each(F) {} };
    }
    template <class T> void inside() {
      orm::find<T>(1); // expect: rows
    }
    void test(orm::q query) {
      inside<int>();
      query.each([](auto) {}); // expect: rows
      orm::find<long>(2);      // expect: rows
    })"),
              IsEmpty());
}

TEST(RoleIndex, OverridersOfAMatchingMethod) {
  Profile P = withRoles(R"({"role": "finder", "function": "Repo::byId"})");
  EXPECT_THAT(problems(P, R"(
    struct Repo { virtual int byId(int) = 0; };
    struct SqlRepo : Repo { int byId(int) override; };
    struct Unrelated { int byId(int); };
    void test(SqlRepo a, Unrelated b) {
      a.byId(1); // expect: finder
      b.byId(1);
    })"),
              IsEmpty());
}

TEST(RoleIndex, OperatorsByName) {
  Profile P = withRoles(R"j({"role": "rows", "function": ["W::operator->", "W::operator*",
    "W::operator bool", "W::operator()", "W::operator T*", "W::operator other"]})j");
  EXPECT_THAT(problems(P, R"(
    template <class T> struct other {};
    template <class T> struct W {
      T *operator->() const; T &operator*() const; T &operator[](int);
      operator bool() const; void operator()(); operator const T *() const;
      operator other<T>() const;
      bool operator!() const;
    };
    struct S { int x; };
    void take(const S *); void take2(other<S>);
    void test(W<S> w) {
      w->x;     // expect: rows
      (*w).x;   // expect: rows
      if (w) {} // expect: rows
      w();      // expect: rows
      take(w);  // expect: rows
      take2(w); // expect: rows
      w[0];
      !w;
    })"),
              IsEmpty());
}

TEST(RoleIndex, ConstructorsAndFreeFunctions) {
  Profile P = withRoles(R"({"role": "scope", "function": "db::Transaction::Transaction"},
                           {"role": "executor", "function": ["c_step", "db::run"]})");
  EXPECT_THAT(problems(P, R"(
    extern "C" int c_step(void *);
    namespace db {
      inline namespace v1 { struct Transaction { Transaction(int); }; }
      void run(const char *);
    }
    namespace { struct Transaction { Transaction(int); }; void run(const char *); }
    void test() {
      db::Transaction t(1); // expect: scope
      Transaction u(1);
      c_step(0);    // expect: executor
      db::run("x"); // expect: executor
      run("x");
    })"),
              IsEmpty());
}

TEST(RoleIndex, DeducingThis) {
  Profile P = withRoles(R"({"role": "lazy", "function": "Ref::operator->", "relation": "receiver"},
    {"role": "rows", "function": "Ref::all", "parameters": 1, "const": true})");
  EXPECT_THAT(problems(P, R"(
    struct S { int x; };
    struct Ref {
      template <class Self> S *operator->(this Self &&self);
      template <class Self> void all(this Self &&self, int);
    };
    void test(Ref r) {
      r->x;     // expect: lazy
      r.all(1); // expect: rows
    })",
                       {"-std=c++23"}),
              IsEmpty());
}

TEST(RoleIndex, WildcardsInTheLastPart) {
  Profile P = withRoles(R"({"role": "rows", "function": ["D::fetch*", "D::*_all", "D::a*z"]})");
  EXPECT_THAT(problems(P, R"(
    struct D { void fetch(); void fetch_one(); void get_all(); void az(); void abz(); void ab();
               D operator*() const; };
    void test(D d) {
      d.fetch();     // expect: rows
      d.fetch_one(); // expect: rows
      d.get_all();   // expect: rows
      d.az();        // expect: rows
      d.abz();       // expect: rows
      d.ab();
      *d;
    })"),
              IsEmpty());
}

TEST(RoleIndex, SignatureHasToAgree) {
  Profile P = profile(R"("entity-bases": "Model", "roles": [
    {"role": "forward", "function": "Ptr::operator->"},
    {"role": "rows", "function": "<entity>::*", "static": false, "const": true,
     "min-parameters": 1, "max-parameters": 2, "parameter-types": "Client",
     "returns": "entity-container", "sibling": "{name}Id"}])");
  EXPECT_THAT(problems(P, R"(
    template <class T> struct Ptr { T *operator->(); };
    template <class T> struct List {};
    struct Client {};
    struct Model {};
    struct Item : Model {};
    struct Order : Model {
      List<Ptr<Item>> items(const Ptr<Client> &) const;
      int itemsId() const;
      List<Item> noSibling(Client) const;
      List<Item> notConst(Client); int notConstId();
      static List<Item> fixed(Client); int fixedId();
      List<Item> wrongArgument(int) const; int wrongArgumentId();
      List<Item> none() const; int noneId();
      List<Item> many(Client, int, int) const; int manyId();
      Item one(Client) const; int oneId();
      Ptr<Item> pointer(Client) const; int pointerId();
      List<int> numbers(Client) const; int numbersId();
    };
    struct Plain { List<Item> items(Client) const; int itemsId(); };
    void test(Order o, Plain p, Client c) {
      o.items({}); // expect: rows
      o.noSibling(c); o.notConst(c); o.fixed(c); o.wrongArgument(1); o.none();
      o.many(c, 1, 1); o.one(c); o.pointer(c); o.numbers(c);
      p.items(c);
    })"),
              IsEmpty());
}

TEST(RoleIndex, FirstRoleWins) {
  Profile P = withRoles(R"({"role": "free", "function": "S::getId"},
                           {"role": "rows", "function": "S::get*"},
                           {"role": "write", "function": "S::getAll"})");
  EXPECT_THAT(problems(P, R"(
    struct S { void getId(); void getAll(); };
    void test(S s) {
      s.getId();
      s.getAll(); // expect: rows
    })"),
              IsEmpty());
}

TEST(RoleIndex, AnnotationsAreRolesAndWin) {
  Profile P = withRoles(R"({"role": "rows", "function": "S::both"})");
  EXPECT_THAT(problems(P, R"(
    #define LAZY [[clang::annotate("nplus1::lazy")]]
    struct S {
      LAZY S *parent() const;
      [[clang::annotate("nplus1::finder")]] static S *find(int);
      [[clang::annotate("nplus1::row_source")]] virtual S *rows();
      [[clang::annotate("nplus1::executor")]] void both();
      [[clang::annotate("other::lazy")]] void other();
      template <class T> LAZY T *generic();
    };
    struct Derived : S { S *rows() override; };
    S *S::parent() const { return 0; }
    void test(S s, Derived d) {
      s.parent();       // expect: lazy
      S::find(1);       // expect: finder
      d.rows();         // expect: rows
      s.both();         // expect: executor
      s.generic<int>(); // expect: lazy
      s.other();
    })"),
              IsEmpty());
}

TEST(RoleIndex, EntitiesByBaseByWrapperAndByAnnotation) {
  Unit U({profile(R"("entity-bases": "orm::Model", "entity-wrappers": ["orm::ptr", "orm::ref"])")},
         R"(
    namespace orm { struct Model {}; template <class T> struct ptr {}; template <auto P> struct ref {}; }
    struct Middle : orm::Model {}; struct Derived : Middle {};
    struct Wrapped {}; struct Referenced { int id; }; struct Plain {};
    struct [[clang::annotate("nplus1::entity")]] Annotated {};
    orm::ptr<Wrapped> p; orm::ref<&Referenced::id> r;
  )");
  EXPECT_TRUE(U.Index->isEntity(U.named("Derived")));
  EXPECT_TRUE(U.Index->isEntity(U.named("Wrapped")));
  EXPECT_TRUE(U.Index->isEntity(U.named("Referenced")));
  EXPECT_TRUE(U.Index->isEntity(U.named("Annotated")));
  EXPECT_FALSE(U.Index->isEntity(U.named("Plain")));
  EXPECT_FALSE(U.Index->isEntity(U.named("Model"))) << "the base itself is no row";
}

TEST(RoleIndex, EntityInATypeIsFound) {
  Unit U({profile(R"("entity-bases": "Model", "roles": [
            {"role": "forward", "function": "ptr::operator->"}])")},
         R"(
    template <class T> struct ptr { T *operator->(); };
    template <class K, class V> struct map {};
    template <class T> struct vector {};
    struct Model {}; struct Book : Model {}; struct Plain {};
    struct Shelf : vector<ptr<Book>> {};
    Book a; Book *b; const Book &c = a; Book d[3]; vector<Book *> e; map<int, ptr<const Book>> f;
    Shelf g; vector<vector<vector<Book>>> h;
    Plain x; vector<Plain> y; int z;
  )");
  for (const char *Name : {"a", "b", "c", "d", "e", "f", "g", "h"})
    EXPECT_EQ(U.entityIn(Name), "Book") << Name;
  for (const char *Name : {"x", "y", "z"})
    EXPECT_EQ(U.entityIn(Name), "") << Name;
}

TEST(RoleIndex, ConditionsHold) {
  Unit U({}, R"(
    #define VERSION 0x040A00
    #define ALIAS (VERSION)
    #define FLAG
    namespace orm { inline namespace v2 { template <class T> struct Query {
      Query with(int) const; Query(); }; } void run(); }
    namespace short_ = orm;
  )");
  auto Holds = [&](const std::string &Json) {
    Profile P = profile("\"when\": " + Json);
    return U.Index->holds(P.When);
  };
  EXPECT_TRUE(Holds("{}"));
  EXPECT_TRUE(Holds(R"({"declares": "orm::Query"})"));
  EXPECT_TRUE(Holds(R"({"declares": "orm::Query::with", "parameters": 1})"));
  EXPECT_FALSE(Holds(R"({"declares": "orm::Query::with", "parameters": 0})"));
  EXPECT_TRUE(Holds(R"({"declares": "short_::run"})"));
  EXPECT_FALSE(Holds(R"({"declares": "orm::Query::without"})"));
  EXPECT_TRUE(Holds(R"({"does-not-declare": "orm::Query::without"})"));
  EXPECT_FALSE(Holds(R"({"does-not-declare": "orm::run"})"));
  EXPECT_TRUE(Holds(R"({"macro": "FLAG"})"));
  EXPECT_FALSE(Holds(R"({"macro": "NO_FLAG"})"));
  EXPECT_TRUE(Holds(R"({"macro": "ALIAS", "at-least": 264704})"));
  EXPECT_FALSE(Holds(R"({"macro": "ALIAS", "at-least": 264705})"));
  EXPECT_TRUE(Holds(R"({"macro": "VERSION", "below": 264705})"));
  EXPECT_FALSE(Holds(R"({"macro": "VERSION", "below": 264704})"));
}

TEST(RoleIndex, ARoleForAnotherVersionIsNotThere) {
  Profile P = withRoles(R"(
    {"role": "eager", "function": "Q::with", "when": {"declares": "Q::with", "parameters": 1}},
    {"role": "free", "function": "Q::with", "when": {"declares": "Q::with", "parameters": 0}},
    {"role": "count", "function": "Q::size", "when": {"macro": "ORM", "below": 2}},
    {"role": "rows", "function": "Q::size", "when": {"does-not-declare": "Q::count"}})");
  EXPECT_THAT(problems(P, R"(
    #define ORM 2
    struct Q { void with(int); int size(); };
    void f(Q q) {
      q.with(1); // expect: eager
      q.size();  // expect: rows
    })"),
              IsEmpty());
  EXPECT_THAT(problems(P, R"(
    #define ORM 1
    struct Q { void with(); int size(); int count(); };
    void f(Q q) {
      q.with(); // expect: free
      q.size(); // expect: count
    })"),
              IsEmpty());
}

TEST(RoleIndex, WhatTraitsSayOfTheEntity) {
  Profile P = withRoles(R"(
    {"role": "free", "function": ["orm::find", "orm::lazy::load"],
     "entity-traits": {"class": "orm::traits", "typedef": "cache", "is": "orm::shared_cache"}},
    {"role": "finder", "function": ["orm::find", "orm::lazy::load"]})");
  EXPECT_THAT(problems(P, R"(
    namespace orm {
      template <class T> struct traits;
      template <class T> struct shared_cache {};
      template <class T> struct no_cache {};
      template <class T> T *find(int);
      template <class T> struct lazy { T *load(); };
    }
    struct Shared {}; struct Single {}; struct Unknown {}; struct Other {};
    template <> struct orm::traits<Shared> { typedef shared_cache<Shared> cache; };
    template <> struct orm::traits<Single> { typedef no_cache<Single> cache; };
    template <> struct orm::traits<Other> { typedef shared_cache<Other> store; };
    template <class T> struct derived : orm::lazy<T> {};
    void f(orm::lazy<Shared> shared, orm::lazy<Single> single, derived<Shared> own) {
      orm::find<Shared>(1);  // expect: free
      orm::find<Single>(1);  // expect: finder
      orm::find<Unknown>(1); // expect: finder
      orm::find<Other>(1);   // expect: finder
      shared.load();         // expect: free
      single.load();         // expect: finder
      own.load();            // expect: free
    })"),
              IsEmpty());
}

TEST(RoleIndex, AProfileForAnotherVersionIsNotActive) {
  Profile Old = profile(R"("when": {"does-not-declare": "orm::with"}, "roles": [
    {"role": "rows", "function": "orm::get"}])");
  const char *Before = "namespace orm { void get(); } void t() { orm::get(); }";
  const char *After = "namespace orm { void get(); void with(); } void t() { orm::get(); }";
  EXPECT_EQ(problems(Old, Before).size(), 1u);
  EXPECT_THAT(problems(Old, After), IsEmpty());
}

} // namespace
