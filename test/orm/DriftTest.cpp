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
  return undeclaredNames(P, Ast->getASTContext());
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
                          "own.json:2: 'orm::f' is not declared with so many parameters",
                          "own.json:2: 'orm::Old::g' is not declared"));
}

TEST(ProfileDrift, OneOverloadIsEnoughWhereVersionsDiffer) {
  EXPECT_THAT(missing(R"("roles": [{"role": "free", "function": "f", "parameters": 0},
                                   {"role": "free", "function": "f", "parameters": 1}])",
                      "void f(int);"),
              IsEmpty());
}

TEST(ProfileDrift, WhatAFixAsksForMayBeMissing) {
  EXPECT_THAT(missing(R"("roles": [{"role": "eager", "function": "Q::with"}],
      "fixes": [{"shape": "append-to-query", "for": ["lazy"], "when": {"declares": "Q::with"}}])",
                      "struct Q {};"),
              IsEmpty());
}

} // namespace
