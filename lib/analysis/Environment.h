//===- Environment.h - What variables hold at a point of the walk ---------===//
#pragma once

#include "analysis/FactsBuilder.h"

#include "clang/AST/Decl.h"

#include <map>
#include <tuple>

namespace nplus1 {

/// A variable, or a member of one (the Field value that names it).
struct Location {
  const clang::ValueDecl *Variable = nullptr;
  ValueId Member = 0;
  bool isValid() const { return Variable || Member; }
  bool operator==(const Location &) const = default;
  /// In the order of the source, not of addresses: what is made of an environment
  /// must not differ from run to run.
  bool operator<(const Location &Other) const {
    auto Key = [](const Location &L) {
      return std::tuple(L.Variable ? L.Variable->getLocation().getRawEncoding() : 0, L.Member,
                        L.Variable);
    };
    return Key(*this) < Key(Other);
  }
};

/// Maps locations to values. Copied at branches, merged where they meet.
class Environment {
public:
  /// Code after return, break and the like: its values do not count in a merge.
  bool Dead = false;

  void set(Location At, ValueId What) { Values[At] = What; }
  const ValueId *find(Location At) const {
    auto It = Values.find(At);
    return It == Values.end() ? nullptr : &It->second;
  }

  /// Merges \p Other, reached by another way, into this. A location that only
  /// one of them knows keeps that value: it was declared on that way, or was
  /// not touched on the other (then \p Untouched gives its value).
  template <typename UntouchedT>
  void merge(const Environment &Other, ValueTable &Values, UntouchedT Untouched);

  const std::map<Location, ValueId> &all() const { return Values; }

private:
  std::map<Location, ValueId> Values;
};

template <typename UntouchedT>
void Environment::merge(const Environment &Other, ValueTable &Table, UntouchedT Untouched) {
  if (Other.Dead)
    return;
  if (Dead) {
    *this = Other;
    return;
  }
  for (const auto &[At, Theirs] : Other.Values) {
    auto [It, New] = Values.try_emplace(At, Theirs);
    if (New)
      It->second = Table.choice({Theirs, Untouched(At)});
    else
      It->second = Table.choice({It->second, Theirs});
  }
  for (auto &[At, Mine] : Values)
    if (!Other.Values.count(At))
      Mine = Table.choice({Mine, Untouched(At)});
}

} // namespace nplus1
