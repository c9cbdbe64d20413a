// docs/profiles has a page for each ORM, and what it says of the profile is so: its
// table of roles is made from the profile. To write the tables anew:
// NPLUS1_WRITE_PAGES=1 orm_tests --gtest_filter='ProfilePages.*'
#include "orm/ProfileDescription.h"
#include "orm/ProfileLoader.h"
#include "orm/ProfileTables.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/MemoryBuffer.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

namespace nplus1 {
namespace {

std::string pagePath(const Profile &P) {
  return std::string(NPLUS1_SOURCE_DIR) + "/docs/profiles/" + P.Name + ".md";
}

std::string inTable(llvm::StringRef Text) {
  std::string Result;
  for (char C : Text)
    Result += C == '|' ? "\\|" : std::string(1, C);
  return Result;
}

/// "`odb::lazy_ptr`: `load`, `get`; `odb::section`: `load`"
std::string namesOf(const Role &R) {
  std::vector<std::pair<std::string, std::vector<std::string>>> Scopes;
  for (llvm::StringRef Name : R.Pattern.Names) {
    size_t Operator = Name.find("::operator");
    size_t Split = Operator == llvm::StringRef::npos ? Name.rfind("::") : Operator;
    bool IsScoped = Split != llvm::StringRef::npos;
    std::string Scope = IsScoped ? Name.substr(0, Split).str() : "";
    std::string Last = "`" + inTable(IsScoped ? Name.substr(Split + 2) : Name) + "`";
    auto At = llvm::find_if(Scopes, [&](const auto &S) { return S.first == Scope; });
    if (At == Scopes.end())
      Scopes.push_back({Scope, {Last}});
    else
      At->second.push_back(Last);
  }
  std::vector<std::string> Parts;
  for (const auto &[Scope, Names] : Scopes)
    Parts.push_back((Scope.empty() ? "" : "`" + Scope + "`: ") + llvm::join(Names, ", "));
  return llvm::join(Parts, "; ");
}

std::string conditionOf(const VersionCondition &C) {
  std::string Text;
  if (!C.Declares.empty())
    Text =
        "`" + C.Declares + "`" +
        (C.Parameters ? " takes " + std::to_string(*C.Parameters) + " parameters" : " is declared");
  if (!C.DoesNotDeclare.empty())
    Text += (Text.empty() ? "`" : ", `") + C.DoesNotDeclare + "` is not declared";
  if (!C.Macro.empty())
    Text += (Text.empty() ? "`" : ", `") + C.Macro + "` is defined";
  return Text;
}

/// What else there is to say of a role, in a few words.
std::string remarksOf(const Role &R) {
  std::vector<std::string> Parts;
  if (R.Arity == RelationArity::Many)
    Parts.push_back("to-many");
  if (R.Kind == RoleKind::Lazy)
    Parts.push_back(R.Cached == CacheScope::Never          ? "never cached"
                    : R.Cached == CacheScope::Object       ? "cached in the object"
                    : R.Lifetime == CacheLifetime::Session ? "cached in the session"
                                                           : "cached while referenced");
  for (const std::string &Type : R.Pattern.Parameters)
    if (Type != "*")
      Parts.push_back("takes a `" + Type + "`");
  if (!R.Pattern.Traits.isEmpty())
    Parts.push_back("`" + R.Pattern.Traits.Typedef + "` is `" + R.Pattern.Traits.Is + "`");
  if (!R.When.isEmpty())
    Parts.push_back("where " + conditionOf(R.When));
  std::string Text = llvm::join(Parts, "; ");
  if (!R.Note.empty())
    Text += (Text.empty() ? "" : ". ") + inTable(R.Note);
  return Text;
}

std::string recognised(const Profile &P) {
  std::string Table = "\n| role | declarations | |\n|---|---|---|\n";
  for (const Role &R : P.Roles)
    Table += "| " + roleName(R.Kind).str() + " | " + namesOf(R) + " | " + remarksOf(R) + " |\n";
  return Table + "\n";
}

/// The text between the heading \p Title and the next one.
std::pair<size_t, size_t> section(const std::string &Page, const std::string &Title) {
  size_t Begin = Page.find("\n## " + Title + "\n");
  if (Begin == std::string::npos)
    return {0, 0};
  Begin += Title.size() + 5;
  return {Begin, std::min(Page.find("\n## ", Begin) + 1, Page.size())};
}

TEST(ProfilePages, SayWhatTheProfilesSay) {
  for (const Profile &P : builtinProfiles()) {
    if (P.Always)
      continue;
    auto Buffer = llvm::MemoryBuffer::getFile(pagePath(P));
    ASSERT_TRUE(bool(Buffer)) << pagePath(P);
    std::string Page = (*Buffer)->getBuffer().str();
    auto [Begin, End] = section(Page, "Recognised");
    ASSERT_NE(Begin, 0u) << pagePath(P);
    if (std::getenv("NPLUS1_WRITE_PAGES")) {
      Page.replace(Begin, End - Begin, recognised(P));
      std::ofstream(pagePath(P)) << Page;
      continue;
    }
    EXPECT_EQ(Page.substr(Begin, End - Begin), recognised(P)) << pagePath(P);
    auto [Fixes, FixesEnd] = section(Page, "Fixes");
    llvm::StringRef FixText = llvm::StringRef(Page).slice(Fixes, FixesEnd).trim();
    std::vector<std::string> Shapes = fixShapes(P);
    std::string Wanted = Shapes.empty() ? "None" : "Shapes: `" + llvm::join(Shapes, "`, `") + "`";
    EXPECT_TRUE(FixText.starts_with(Wanted)) << pagePath(P) << ": wanted " << Wanted;
    auto [Checked, CheckedEnd] = section(Page, "Checked");
    EXPECT_NE(Page.substr(Checked, CheckedEnd - Checked).find("Versions: " + P.Versions),
              std::string::npos)
        << pagePath(P) << ": wanted " << P.Versions;
  }
}

} // namespace
} // namespace nplus1
