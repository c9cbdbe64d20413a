#include "fix/plan/RelationPaths.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

#include <algorithm>

namespace nplus1 {

namespace {

/// The paths that \p Found is about: its own or, for a generic key, those of its
/// branches.
std::vector<std::vector<std::string>> pathsOf(const LinkedFinding &Found) {
  if (Found.What.Types.empty())
    return {Found.What.Path};
  std::vector<std::vector<std::string>> Paths;
  for (const Access &A : Found.Accesses) {
    Paths.emplace_back();
    for (const PathStep &Step : A.Path)
      Paths.back().push_back(Step.Name);
  }
  return Paths;
}

/// The relations on the way of \p Found, as they are named in the program's text:
/// "author.publisher", a prefix first where the ORM wants it listed.
void addTexts(std::vector<std::string> &Items, const LinkedFinding &Found,
              const FixTemplate &Template) {
  for (const std::vector<std::string> &Steps : pathsOf(Found)) {
    std::string Path;
    for (size_t I = 0; I < Steps.size(); ++I) {
      llvm::StringRef Step = Steps[I];
      Step.consume_back("[]");
      Path += (I ? Template.PathSeparator : std::string()) + Step.str();
      if (Template.PathPrefixes || I + 1 == Steps.size())
        Items.push_back(filled(Template.PathItem, {{"path", Path}}));
    }
  }
}

/// The same as members of classes: "&Order::item, &Item::maker".
void addMembers(const PlanContext &C, std::vector<std::string> &Items, const LinkedFinding &Found,
                const FixTemplate &Template) {
  const Access &Deepest = *std::max_element(
      Found.Accesses.begin(), Found.Accesses.end(),
      [](const Access &A, const Access &B) { return A.Path.size() < B.Path.size(); });
  std::string Owner = C.P.text(Found.Root.Function, C.P.loop(Found.Root).Element);
  std::string Members;
  for (const PathStep &Step : Deepest.Path) {
    Members += (Members.empty() ? "" : Template.PathSeparator) +
               filled(Template.PathItem, {{"entity", Owner}, {"name", Step.Name}});
    const Event &By = C.P.event(Step.By);
    Owner = C.P.text(Step.By.Function, By.EntityText ? By.EntityText : By.Entity);
  }
  Items.push_back(Members);
}

} // namespace

std::vector<std::string> relationPaths(const PlanContext &C,
                                       const std::vector<const LinkedFinding *> &Findings,
                                       const FixTemplate &Template) {
  bool Members = llvm::StringRef(Template.PathItem).contains("{name}");
  std::vector<std::string> All, Items;
  for (const LinkedFinding *Found : Findings) {
    if (Members)
      addMembers(C, All, *Found, Template);
    else
      addTexts(All, *Found, Template);
  }
  for (const std::string &Item : All) {
    // What a longer path begins with is loaded by that one.
    bool Contained = Members && llvm::any_of(All, [&](const std::string &Other) {
                       return llvm::StringRef(Other).starts_with(Item + Template.PathSeparator);
                     });
    if (!Contained && !llvm::is_contained(Items, Item))
      Items.push_back(Item);
  }
  return Items;
}

std::vector<std::string> withPaths(const std::string &Text, const std::vector<std::string> &Paths,
                                   const FixTemplate &Template) {
  if (!Template.PathJoin.empty())
    return {filled(Text, {{"paths", llvm::join(Paths, Template.PathJoin)}})};
  std::vector<std::string> Calls;
  for (const std::string &Path : Paths)
    if (std::string Call = filled(Text, {{"paths", Path}}); !llvm::is_contained(Calls, Call))
      Calls.push_back(Call);
  return Calls;
}

} // namespace nplus1
