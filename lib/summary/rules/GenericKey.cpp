//===- GenericKey.cpp - nplus1-generic-key --------------------------------===//
//
//   switch (row.kind) {                    what decides depends on the element
//   case Kind::book:  Book::find(row.id)   ┐ arms: loads of different types, of
//   case Kind::movie: Movie::find(row.id)  ┘ which one runs per row
//   }
//
// All generic keys of a row make one finding: their targets of one type can be
// loaded together, whichever key points at them.
//
//===----------------------------------------------------------------------===//
#include "summary/rules/GenericKeyArms.h"
#include "summary/rules/Rules.h"

#include <algorithm>

namespace nplus1 {

namespace {

/// A relation of what an arm loaded.
struct SecondLevel {
  std::string From; ///< the type that the arm loads
  std::string Path; ///< from there, e.g. "author" or "author.country"
  bool operator==(const SecondLevel &) const = default;
};

/// Whether \p A starts at what event \p By loaded, and from which step on.
std::optional<size_t> stepBelow(const Access &A, EventRef By) {
  for (size_t I = 0; I + 1 < A.Path.size(); ++I)
    if (A.Path[I].By == By)
      return I + 1;
  return std::nullopt;
}

std::string join(const std::vector<std::string> &Items, llvm::StringRef Separator) {
  std::string Result;
  for (const std::string &Item : Items)
    Result += (Result.empty() ? "" : Separator.str()) + Item;
  return Result;
}

/// "Book (Kind::book), Movie (Kind::movie)", one entry per type.
std::string typesWithTags(const RuleContext &C, const LoopAccesses &Loop,
                          std::span<const GenericKey> Keys, const std::vector<std::string> &Types) {
  std::vector<std::string> Items;
  for (const std::string &Type : Types) {
    std::vector<std::string> Tags;
    for (const GenericKey &Key : Keys)
      for (const GenericKeyArm &Arm : Key.Arms)
        if (C.entityOf(Loop.All[Arm.Access]) == Type)
          for (const std::string &Tag : Arm.Tags)
            if (std::find(Tags.begin(), Tags.end(), Tag) == Tags.end())
              Tags.push_back(Tag);
    Items.push_back(Tags.empty() ? Type : Type + " (" + join(Tags, ", ") + ")");
  }
  return join(Items, ", ");
}

} // namespace

void findGenericKeys(RuleContext &C, LoopAccesses &Loop) {
  std::vector<GenericKey> Keys = genericKeysOf(C, Loop);
  if (Keys.empty())
    return;

  std::set<size_t> Arms;
  std::set<std::string> AllTypes;
  std::vector<std::string> Names;
  bool Unconditional = true;
  for (const GenericKey &Key : Keys) {
    AllTypes.insert(Key.Types.begin(), Key.Types.end());
    Unconditional &= Key.Unconditional;
    if (!Key.Name.empty() && std::find(Names.begin(), Names.end(), Key.Name) == Names.end())
      Names.push_back(Key.Name);
    for (const GenericKeyArm &Arm : Key.Arms)
      Arms.insert(Arm.Access);
  }
  std::vector<std::string> Types(AllTypes.begin(), AllTypes.end());

  // What is written first, whatever is looked at first.
  const Access &Shown = Loop.All[*llvm::min_element(Arms, [&](size_t I, size_t J) {
    auto At = [&](size_t Arm) { return C.P.event(Loop.All[Arm].Shown).Where.Offset; };
    return At(I) < At(J);
  })];
  Judgement J = C.Judges(Loop.In, Shown);
  // The tag does not make it conditional: some arm runs for every row.
  if (Unconditional && J.Assumption == "for the rows that meet the condition")
    J.Level = Confidence::Certain;
  LinkedFinding Found = C.make("nplus1-generic-key", Loop, Shown, std::move(J));

  std::vector<SecondLevel> Deep;
  unsigned PerRow = 0;
  for (const GenericKey &Key : Keys) {
    size_t Deepest = 0;
    for (const GenericKeyArm &Arm : Key.Arms)
      for (size_t I = 0; I < Loop.All.size(); ++I) {
        const Access &A = Loop.All[I];
        auto From = Arms.count(I) || Loop.Taken[I] ? std::nullopt
                                                   : stepBelow(A, Loop.All[Arm.Access].How.What);
        if (!From)
          continue;
        Deepest = std::max(Deepest, A.Path.size() - *From);
        SecondLevel Level{C.entityOf(Loop.All[Arm.Access]),
                          join(spelled(std::span(A.Path).subspan(*From)), ".")};
        if (std::find(Deep.begin(), Deep.end(), Level) == Deep.end())
          Deep.push_back(Level);
      }
    // One arm runs per row, and what lies below it.
    PerRow += 1 + Deepest;
  }
  for (size_t I = 0; I < Loop.All.size(); ++I) {
    const Access &A = Loop.All[I];
    bool Mine =
        Arms.count(I) || (!Loop.Taken[I] && std::any_of(Arms.begin(), Arms.end(), [&](size_t Arm) {
          return stepBelow(A, Loop.All[Arm].How.What).has_value();
        }));
    if (!Mine)
      continue;
    Loop.Taken[I] = 1;
    Found.Accesses.push_back(A);
  }

  Finding &F = Found.What;
  F.Types = Types;
  if (!Names.empty())
    F.Path = {join(Names, "|")};
  F.Queries = cost(Found, PerRow, Types.size() + Deep.size());
  F.Queries.After = (Found.RowsAreQueried ? "1 + " : "") + std::to_string(Types.size() + Deep.size());
  std::vector<std::string> Quoted;
  for (const std::string &Name : Names)
    Quoted.push_back("'" + Name + "'");
  std::string Element = F.Element.empty() ? "row" : F.Element;
  F.Message = Names.size() > 1 ? "the generic keys " + join(Quoted, ", ") + " of each " + Element +
                                     " are resolved by a query each"
                               : "the generic key " + join(Quoted, "") +
                                     (Names.empty() ? "of each " : " of each ") + Element +
                                     " is resolved by a query of its own";
  F.Message += ": " + typesWithTags(C, Loop, Keys, Types);
  for (const SecondLevel &Level : Deep)
    F.Message += (&Level == &Deep.front() ? "; then " : ", ") + Level.From + " -> " + Level.Path;
  C.Found.push_back(std::move(Found));
}

} // namespace nplus1
