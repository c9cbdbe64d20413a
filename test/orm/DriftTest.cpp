#include "orm/MacroValues.h"
#include "orm/ProfileDrift.h"
#include "orm/ProfileLoader.h"

#include "clang/Frontend/ASTUnit.h"
#include "clang/Tooling/Tooling.h"

#include <gmock/gmock.h>

using namespace nplus1;
using testing::ElementsAre;
using testing::IsEmpty;

namespace {

std::vector<std::string> missing(const std::string &Rest, const char *Code) {
  Profile P =
      llvm::cantFail(parseProfile(R"({"format": 1, "name": "own", )" + Rest + "}", "own.json"));
  auto Ast = clang::tooling::buildASTFromCodeWithArgs(Code, {"-std=c++20", "-w"});
  return drift(P, Ast->getASTContext(), macroValues(Ast->getPreprocessor()));
}

TEST(ProfileDrift, FindsWhatIsDeclared) {
  EXPECT_THAT(missing(R"("entity-bases": "orm::Model", "roles": [{"role": "free", "function": [
      "orm::Model::id", "orm::Model::operator->", "orm::Model::operator bool", "orm::Model::get*",
      "orm::Model::Model", "orm::find", "orm::Part::only", "<entity>::any"]}])",
                      R"(namespace orm { inline namespace v1 {
        struct Model { Model(); int id(); int *operator->(); operator bool(); void getAll(); };
        template <class T> T find(int);
        template <class T> struct Part {}; template <class T> struct Part<T *> { void only(); };
      }})"),
              IsEmpty());
}

TEST(ProfileDrift, NamesWhatIsGone) {
  EXPECT_THAT(missing(R"("entity-bases": "orm::Model", "roles": [
      {"role": "free", "function": ["orm::gone", "orm::f", "orm::Old::g"], "parameters": 1}])",
                      "namespace orm { void f(int, int); }"),
              ElementsAre("own.json:1: 'orm::Model' is not declared",
                          "own.json:2: 'orm::gone' is not declared",
                          "own.json:2: 'orm::f' is declared otherwise: it takes 2 parameters",
                          "own.json:2: 'orm::Old::g' is not declared"));
}

// A unit that includes none of a profile's headers is not parsed.
TEST(ProfileDrift, RolesAreInHeadersOfTheProfile) {
  Profile P = llvm::cantFail(parseProfile(
      R"({"format": 1, "name": "own", "headers": ["orm/*.h"], "roles": [
          {"role": "free", "function": ["orm::inside", "orm::beside"]}]})",
      "own.json"));
  auto Ast = clang::tooling::buildASTFromCodeWithArgs(
      "#include \"orm/a.h\"\n", {"-std=c++20"}, "main.cpp", "tool",
      std::make_shared<clang::PCHContainerOperations>(),
      clang::tooling::getClangStripDependencyFileAdjuster(),
      {{"orm/a.h", "#include \"detail/b.h\"\nnamespace orm { void inside(); }"},
       {"orm/detail/b.h", "namespace orm { void beside(); }"}});
  EXPECT_THAT(drift(P, Ast->getASTContext()),
              ElementsAre("own.json:2: 'orm::beside' is declared in ./orm/detail/b.h, which "
                          "'headers' does not name"));
}

TEST(ProfileDrift, EachRoleNeedsItsOverload) {
  const char *Roles = R"("roles": [{"role": "free", "function": "f", "parameters": 0},
                                   {"role": "free", "function": "f", "parameters": 1}])";
  EXPECT_THAT(missing(Roles, "void f(); void f(int);"), IsEmpty());
  EXPECT_THAT(missing(Roles, "void f(int);"),
              ElementsAre("own.json:1: 'f' is declared otherwise: it takes 1 parameters"));
}

TEST(ProfileDrift, RolesOfOtherVersionsAreSkipped) {
  const char *Roles = R"("roles": [
    {"role": "eager", "function": "Q::with", "at": "query", "paths": {"argument": 0},
     "when": {"declares": "Q::with"}},
    {"role": "free", "function": "Q::old", "when": {"macro": "ORM", "below": 2}}])";
  EXPECT_THAT(missing(Roles, "struct Q {};"), IsEmpty());
  EXPECT_THAT(missing(Roles, "#define ORM 2\nstruct Q {};"), IsEmpty());
  EXPECT_THAT(missing(Roles, "#define ORM 1\nstruct Q { void with(); };"),
              ElementsAre("own.json:2: 'Q::with' is declared otherwise: it has no argument 0",
                          "own.json:4: 'Q::old' is not declared"));
}

/// The one complaint about a role of the function `f` of struct Q.
std::string complaint(const std::string &Role, const char *Declaration) {
  std::vector<std::string> All = missing(R"("roles": [{"function": "Q::f", )" + Role + "}]",
                                         ("struct Text {}; template <class T> struct List {};\n"
                                          "template <class T> struct Ptr { T *operator->(); };\n"
                                          "struct Q { " +
                                          std::string(Declaration) + " };")
                                             .c_str());
  EXPECT_LE(All.size(), 1u);
  llvm::StringRef Only = All.empty() ? "" : llvm::StringRef(All.front());
  Only.consume_front("own.json:1: 'Q::f' is declared otherwise: ");
  return Only.str();
}

TEST(ProfileDrift, ComparesWhatThePatternSays) {
  EXPECT_EQ(complaint(R"("role": "free", "const": true)", "void f() const;"), "");
  EXPECT_EQ(complaint(R"("role": "free", "const": true)", "void f();"), "it is not const");
  EXPECT_EQ(complaint(R"("role": "free", "const": false)", "void f() const;"), "it is const");
  EXPECT_EQ(complaint(R"("role": "free", "static": true)", "static void f();"), "");
  EXPECT_EQ(complaint(R"("role": "free", "static": true)", "void f();"), "it is not static");
  EXPECT_EQ(complaint(R"("role": "free", "parameter-types": ["*", "Text"])",
                      "void f(int, const Text &);"),
            "");
  EXPECT_EQ(complaint(R"("role": "free", "parameter-types": ["Text"])", "void f(int);"),
            "parameter 0 is no Text");
  EXPECT_EQ(complaint(R"("role": "free", "parameter-types": ["List"])",
                      "template <class T> void f(const List<T> &);"),
            "");
  EXPECT_EQ(complaint(R"("role": "free", "parameter-types": ["Text"])",
                      "template <class T> void f(const List<T> &);"),
            "parameter 0 is no Text");
  EXPECT_EQ(complaint(R"("role": "free", "returns": "void")", "void f();"), "");
  EXPECT_EQ(complaint(R"("role": "free", "returns": "void")", "int f();"), "it returns int");
  EXPECT_EQ(
      complaint(R"("role": "free", "returns": "entity-pointer")", "template <class T> T *f();"),
      "");
  EXPECT_EQ(complaint(R"("role": "free", "returns": "entity")", "int f();"), "it returns int");
}

TEST(ProfileDrift, ComparesWhatTheRoleUses) {
  EXPECT_EQ(complaint(R"("role": "finder", "key": {"argument": 1})", "void f(int);"),
            "it has no argument 1");
  EXPECT_EQ(complaint(R"("role": "finder", "key": {"argument": 1})",
                      "template <class... A> void f(A... keys);"),
            "");
  EXPECT_EQ(complaint(R"("role": "finder", "entity": {"template-argument": 0})", "void f(int);"),
            "it has no template argument 0");
  EXPECT_EQ(complaint(R"("role": "finder", "entity": {"template-argument": 0})",
                      "template <class T> T f(int);"),
            "");
  EXPECT_EQ(complaint(R"("role": "rows", "into": {"argument": 0})", "void f(Text &);"), "");
  EXPECT_EQ(complaint(R"("role": "rows", "into": {"argument": 0})", "void f(const Text &);"),
            "argument 0 cannot receive rows");
  EXPECT_EQ(complaint(R"("role": "executor", "sql": {"argument": 0})", "void f(const char *);"),
            "");
  EXPECT_EQ(complaint(R"("role": "executor", "sql": {"argument": 0})", "void f(int);"),
            "argument 0 is no text");
  EXPECT_EQ(complaint(R"("role": "iterate", "callable": {"argument": 0})",
                      "template <class F> void f(F &&);"),
            "");
  EXPECT_EQ(complaint(R"("role": "iterate", "callable": {"argument": 0})", "void f(int);"),
            "argument 0 cannot be called");
}

} // namespace
