#include "driver/MentionedNames.h"

#include <gtest/gtest.h>

#include <algorithm>

using namespace nplus1;

namespace {

bool has(const NameHashes &Names, llvm::StringRef Name) {
  return std::binary_search(Names.begin(), Names.end(), *mentionOf(Name));
}

TEST(MentionedNames, EveryIdentifierAndNoComment) {
  const MentionedNames Names = mentionedIn("int f() { return g(1); /* h */ } // i\n"
                                           "#if defined(J)\n#endif\nauto k = \"l\";\n");
  for (const char *Name : {"f", "g", "J", "k"})
    EXPECT_TRUE(has(Names.All, Name)) << Name;
  for (const char *Name : {"h", "i", "l"})
    EXPECT_FALSE(has(Names.All, Name)) << Name;
  EXPECT_TRUE(Names.Open.empty());
}

TEST(MentionedNames, MacrosAndTemplatesAreOpen) {
  const MentionedNames Names = mentionedIn(R"cpp(
    #define CALL(x) \
      inMacro(x)
    int closed1();
    template <class T> struct Box { void f() { inClassTemplate(); } int end; };
    int closed2() { return 1; }
    template <class T> void g(T t) requires requires { inRequires(t); } { inConstrained(t); }
    int closed3();
    template <class T> void declared(T);
    int closed4();
    auto h = [](auto &x) { inGenericLambda(x); };
    inline void k(const auto &x) { inAbbreviated(x); }
    inline int closed5() { for (auto x : closed6()) { closed7(x); } return 1; }
  )cpp");
  for (const char *Name : {"inMacro", "inClassTemplate", "inRequires", "inConstrained", "declared",
                           "inGenericLambda", "inAbbreviated"})
    EXPECT_TRUE(has(Names.Open, Name)) << Name;
  for (const char *Name :
       {"closed1", "closed2", "closed3", "closed4", "closed5", "closed6", "closed7"})
    EXPECT_FALSE(has(Names.Open, Name)) << Name;
}

TEST(MentionedNames, TextThatIsNoProgram) {
  for (const char *Text : {"", "}}}", "template", "#define", ")", "auto(auto", "template {", "\""})
    EXPECT_LE(mentionedIn(Text).Open.size(), mentionedIn(Text).All.size()) << Text;
}

TEST(MentionedNames, SomeCallsNeedNoName) {
  for (const char *Name :
       {"Row::Row", "Row::~Row", "Row::operator==", "Row::operator bool", "Rows::begin", "swap"})
    EXPECT_FALSE(mentionOf(Name)) << Name;
  EXPECT_EQ(mentionOf("Row::load"), mentionOf("load"));
  EXPECT_NE(mentionOf("load"), mentionOf("loads"));
}

} // namespace
