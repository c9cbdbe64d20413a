//===- Access.h - One query that a loop runs per row ----------------------===//
#pragma once

#include "summary/Effects.h"
#include "summary/Sources.h"

#include <set>

namespace nplus1 {

/// One relation crossed, or one lookup by key.
struct PathStep {
  std::string Name; ///< as the user wrote it; "[]" is added after a to-many step
  bool ToMany = false;
  EventRef By; ///< the event that loads it
  bool operator==(const PathStep &Other) const {
    return Name == Other.Name && ToMany == Other.ToMany;
  }
};

/// The way from a loop's element to a term.
struct AccessPath {
  LoopRef Root; ///< invalid if the term does not come from a loop's element
  std::vector<PathStep> Steps;
};

/// The path of \p Id. Crosses relations, to-many loops inside the root loop,
/// rows found by key, members, copies and wrappers.
AccessPath pathOf(const Program &P, const Terms &T, TermId Id);

/// The member or accessor that yields a key: "itemID" of order->itemID(); empty
/// if it is none. What does not vary in \p Root, as a connection, names no key.
std::string keyName(const Program &P, const Terms &T, TermId Key, LoopRef Root = {});

/// "author.publisher", for comparing with eager loads.
std::string dotted(std::span<const PathStep> Steps);

/// A database event that a loop reaches.
struct Access {
  Effect How;
  /// The event in the loop's own body that is shown: the dereference or the call
  /// that leads to it.
  EventRef Shown;
  LoopRef Root;
  /// From the root's element to what is loaded, that step included.
  std::vector<PathStep> Path;
  /// Conditions inside the root loop.
  std::vector<Condition> If;
  /// A variable that the loop carries along decides it, not the element.
  bool Carried = false;
  /// It does not depend on the element at all.
  bool Invariant = false;

  bool conditional() const { return !If.empty(); }
};

/// Whether \p V, a value of \p In, was computed from what one of \p Events of that
/// function returned.
bool dependsOn(const FunctionFacts &In, ValueId V, std::span<const EventId> Events);

/// The events of the root loop's function through which \p A is reached.
std::vector<EventId> eventsInRoot(const Access &A);

/// The loops around \p Found, an effect of a function, that are this function's to
/// judge, innermost first.
std::vector<LoopRef> loopsAround(const Program &P, const Effect &Found);

/// Whether the next turn is about what this access loads: "while (node) node =
/// node->parent();". False for keys that only the loop's own counting changes.
bool isWalk(const Program &P, const Access &A);

/// The accesses that the loops of \p F reach, by root loop. Loops of callees
/// that run a callable of F belong to F.
/// Loops that run SQL whose text nobody has, for each element, are added to \p Opaque.
std::map<LoopRef, std::vector<Access>> accessesOf(const Program &P, Terms &T, Effects &E,
                                                  FunctionId F, std::set<LoopRef> &Opaque);

} // namespace nplus1
