// Each role of each profile is shown twice by the examples: by a call that plays
// it, and by calls that must not. The latter is checked by spoiling the profile:
// with one of the role's conditions dropped, some call of the examples has to come
// out differently: else nothing would notice if the profile were wrong there. For
// a role without conditions the examples have to call a neighbour (another function
// of a scope that it names) or a namesake (the same name in another scope).
#include "orm/OrmExamples.h"
#include "orm/ProfileLoader.h"
#include "orm/QualifiedName.h"
#include "orm/RoleExample.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/MemoryBuffer.h"

#include <gtest/gtest.h>

#include <set>

namespace nplus1 {
namespace {

struct Spoiled {
  std::string What; ///< e.g. "without 'const'"
  Profile P;
  bool OrNamesake = false; ///< a namesake shows as much
};

/// The same scope with any name; of a function in no scope, all names that share
/// its prefix.
std::string neighbours(const std::string &Name) {
  QualifiedName Split(Name);
  std::string Result;
  for (const std::string &Part : Split.Scope)
    Result += Part + "::";
  llvm::StringRef Prefix =
      llvm::StringRef(Name).take_while([](char C) { return llvm::isLower(C); });
  return Result + (Split.Scope.empty() ? Prefix.str() : "") + "*";
}

std::vector<Spoiled> spoil(const Profile &P, size_t Which) {
  std::vector<Spoiled> Result;
  auto Add = [&](const char *What, auto Change) {
    Result.push_back({What, P});
    Change(Result.back().P.Roles[Which].Pattern);
  };
  const DeclarationPattern &Pattern = P.Roles[Which].Pattern;
  if (Pattern.MinParameters || Pattern.MaxParameters)
    Add("with any number of parameters", [](DeclarationPattern &D) {
      D.MinParameters.reset();
      D.MaxParameters.reset();
    });
  if (!Pattern.Parameters.empty())
    Add("without 'parameter-types'", [](DeclarationPattern &D) { D.Parameters.clear(); });
  if (Pattern.Const)
    Add("without 'const'", [](DeclarationPattern &D) { D.Const.reset(); });
  if (Pattern.Static)
    Add("without 'static'", [](DeclarationPattern &D) { D.Static.reset(); });
  if (!Pattern.Returns.empty())
    Add("without 'returns'", [](DeclarationPattern &D) { D.Returns.clear(); });
  if (!Pattern.Sibling.empty())
    Add("without 'sibling'", [](DeclarationPattern &D) { D.Sibling.clear(); });
  if (!Result.empty())
    return Result;
  Result.push_back({"with the names of its neighbours", P, true});
  std::vector<Role> &Roles = Result.back().P.Roles;
  for (const std::string &Name : Pattern.Names)
    Roles[Which].Pattern.Names.push_back(neighbours(Name));
  // Asked first: a neighbour may have another role.
  std::rotate(Roles.begin(), Roles.begin() + Which, Roles.begin() + Which + 1);
  return Result;
}

/// The calls of the examples with what the profile says of them, in words that
/// hold for copies of the profile: "line callee line-of-the-role". Calls that play
/// no role of the profile end in 0.
using Found = std::multiset<std::string>;

Found rolesFound(llvm::ArrayRef<ParsedExample> Examples, const Profile &P,
                 llvm::ArrayRef<Profile> Libraries) {
  std::vector<Profile> Asked{P};
  Asked.insert(Asked.end(), Libraries.begin(), Libraries.end());
  Found Result;
  for (size_t I = 0; I < Examples.size(); ++I) {
    ExampleResult Calls = Examples[I].judge(Asked);
    for (const auto *List : {&Calls.Calls, &Calls.Quiet})
      for (const ExampleCall &Call : *List) {
        bool IsOfProfile = Call.Match && Call.Match.From->Name == P.Name;
        Result.insert(std::to_string(I) + ":" + std::to_string(Call.Line) + " " + Call.Callee +
                      " @" + std::to_string(IsOfProfile ? Call.Match.What->DefinedAt.Line : 0));
      }
  }
  return Result;
}

/// Whether a function that is called in the examples without playing the role has
/// one of its names.
bool hasNamesake(const Found &Calls, const Role &R) {
  std::string End = " @" + std::to_string(R.DefinedAt.Line);
  return llvm::any_of(Calls, [&](llvm::StringRef Call) {
    llvm::StringRef Callee = Call.substr(Call.find(' ') + 1);
    Callee = Callee.substr(0, Callee.rfind(" @"));
    return !Call.ends_with(End) && llvm::any_of(R.Pattern.Names, [&](const std::string &Name) {
      return QualifiedName(Callee).Last == QualifiedName(Name).Last;
    });
  });
}

class RoleEvidence : public testing::TestWithParam<size_t> {};

TEST_P(RoleEvidence, EachRoleHasAPositiveAndAQuietCase) {
  const Profile &P = builtinProfiles()[GetParam()];
  std::vector<Profile> Libraries;
  for (const Profile &Library : builtinProfiles())
    if (Library.Always && Library.Name != P.Name)
      Libraries.push_back(Library);

  std::vector<ParsedExample> Examples;
  for (const OrmExample &E : ormExamples()) {
    if (!llvm::StringRef(E.Path).starts_with(P.Name + "/"))
      continue;
    if (!E.canRun())
      GTEST_SKIP() << E.Needs << " is not installed";
    auto Buffer = llvm::MemoryBuffer::getFile(E.file(), /*IsText=*/true);
    ASSERT_TRUE(bool(Buffer)) << E.file();
    auto Parsed = ParsedExample::parse((*Buffer)->getBuffer(), E.file(), E.Arguments);
    ASSERT_TRUE(bool(Parsed)) << llvm::toString(Parsed.takeError());
    Examples.push_back(std::move(*Parsed));
  }
  const Found Before = rolesFound(Examples, P, Libraries);
  for (size_t Which = 0; Which < P.Roles.size(); ++Which) {
    const Role &R = P.Roles[Which];
    std::string Where = P.Name + ", line " + std::to_string(R.DefinedAt.Line);
    std::string End = " @" + std::to_string(R.DefinedAt.Line);
    EXPECT_TRUE(llvm::any_of(Before, [&](llvm::StringRef Call) { return Call.ends_with(End); }))
        << Where << ": no call of the examples plays it";
    for (const Spoiled &S : spoil(P, Which))
      EXPECT_TRUE(rolesFound(Examples, S.P, Libraries) != Before ||
                  (S.OrNamesake && hasNamesake(Before, R)))
          << Where << ": no call of the examples tells it from itself " << S.What;
  }
}

std::vector<size_t> all() {
  std::vector<size_t> Indices(builtinProfiles().size());
  std::iota(Indices.begin(), Indices.end(), size_t(0));
  return Indices;
}

INSTANTIATE_TEST_SUITE_P(Of, RoleEvidence, testing::ValuesIn(all()), [](const auto &Info) {
  std::string Name = builtinProfiles()[Info.param].Name;
  std::replace(Name.begin(), Name.end(), '-', '_');
  return Name;
});

} // namespace
} // namespace nplus1
