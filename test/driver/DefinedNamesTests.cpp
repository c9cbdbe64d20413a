#include "driver/DefinedNames.h"

#include <gtest/gtest.h>

using namespace nplus1;

namespace {

DefinedNames of(llvm::StringRef Text) {
  DefinedNames Names;
  Names.addFrom(Text);
  return Names;
}

TEST(DefinedNames, FunctionsHoweverTheyAreWritten) {
  const DefinedNames Names = of(R"cpp(
    int plain(int a, int (*b)(int)) { return called(a); }
    EXPORT(int) macro() NOTHROW {}
    auto trailing() -> int { return 1; }
    std::vector<int>
    broken(
        int a)
    #ifdef X
    noexcept
    #endif
    {}
    const char *pointer() try { return 0; } catch (...) {}
    int ns::inNamespace() { return 1; }
    [[nodiscard]] int attribute() [[maybe]] { return 1; }
  )cpp");
  for (const char *Name : {"plain", "macro", "trailing", "broken", "pointer", "ns::inNamespace",
                           "other::plain", "attribute"})
    EXPECT_TRUE(Names.mayDefine(Name)) << Name;
  for (const char *Name : {"called", "inNamespace", "other::inNamespace", "plai"})
    EXPECT_FALSE(Names.mayDefine(Name)) << Name;
}

TEST(DefinedNames, CallsAreNoDefinitions) {
  const DefinedNames Names = of(R"cpp(
    int f() { g(); if (h(1)) return i(2); int a = j(3) + k(4); o.l(5); p->m(6); return a; }
    int n(int);
  )cpp");
  EXPECT_TRUE(Names.mayDefine("f"));
  for (const char *Name : {"g", "h", "i", "j", "k", "l", "m", "n"})
    EXPECT_FALSE(Names.mayDefine(Name)) << Name;
}

TEST(DefinedNames, DeclarationsAreNoCallsAndNoDefinitions) {
  const DefinedNames Names = of(R"cpp(
    int a(int);
    extern "C" char *c(void);
    namespace n { auto d(int x = f(1)) noexcept(true) -> std::vector<int>; }
    void g() { h(1); n::q(1); int i = j(2); if (k(3)) return l(4); int inner(int); }
    [[noreturn]] void m(int) __attribute__((cold));
  )cpp");
  for (const char *Name : {"a", "c", "d", "n::d", "inner", "m"})
    EXPECT_TRUE(Names.mayDeclare(Name)) << Name;
  for (const char *Name : {"f", "g", "h", "j", "k", "l", "q"})
    EXPECT_FALSE(Names.mayDeclare(Name)) << Name;
}

TEST(DefinedNames, QualifiedCallsByClass) {
  const DefinedNames Names = of(R"cpp(
    void A::f() { B::f(); g(); if (C::h(1)) return; }
  )cpp");
  EXPECT_TRUE(Names.mayCallQualified("B", "f"));
  EXPECT_TRUE(Names.mayCallQualified("C", "h"));
  EXPECT_FALSE(Names.mayCallQualified("A", "f")) << "a definition";
  EXPECT_FALSE(Names.mayCallQualified("B", "g"));
  EXPECT_FALSE(Names.mayDefine("B::f"));
}

TEST(DefinedNames, MethodsByClass) {
  const DefinedNames Names = of(R"cpp(
    Post::Post(int id) : id_(id) {}
    int ns::Post::id() const { return id_; }
    bool Post::operator==(const Post &o) const { return id_ == o.id_; }
    struct Local : Base { int inside() override { return 1; } };
  )cpp");
  for (const char *Name : {"Post::Post", "Post::id", "Post::operator==", "Post::operator bool"})
    EXPECT_TRUE(Names.mayDefine(Name)) << Name;
  EXPECT_FALSE(Names.mayDefine("User::id"));
  EXPECT_TRUE(Names.mayDefineInAnyClass("Base::inside"));
  EXPECT_TRUE(Names.mayDefineInAnyClass("User::id"));
  EXPECT_FALSE(Names.mayDefineInAnyClass("Post::name"));
  EXPECT_TRUE(Names.mayDefineMethodOf("Post"));
  EXPECT_FALSE(Names.mayDefineMethodOf("User"));
}

// What stands before "::" is not looked for behind template arguments.
TEST(DefinedNames, MethodsOfTemplatesMayBeAnyClass) {
  const DefinedNames Names = of("template <class T> T Box<T>::get() { return t; }");
  EXPECT_TRUE(Names.mayDefine("Box::get"));
  EXPECT_TRUE(Names.mayDefineMethodOf("Box"));
  EXPECT_FALSE(Names.mayDefine("Box::set"));
}

TEST(DefinedNames, TextThatIsNoProgram) {
  for (const char *Text : {"", "(", ")))", "f(", "::f(", "operator", "f()", "\"", "R\"(", "f(("})
    EXPECT_FALSE(of(Text).mayDefine("g")) << Text;
}

} // namespace
