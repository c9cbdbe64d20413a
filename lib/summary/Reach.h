//===- Reach.h - Everything that is done with the rows of one query -------===//
//
// The other questions of this folder start at a use and ask where its value
// comes from; what cannot be followed makes them say less. Here it is the other
// way round: from the rows of an eager load to all their uses, through calls,
// results, callables and containers. One use that is out of view makes the
// answer "escapes", whatever else is known.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "summary/Program.h"

#include <set>

namespace nplus1 {

struct Reach {
  /// Some use could not be seen; the rest says nothing then.
  bool Escapes = false;
  /// Functions (USRs) that are given rows and have no known body. One of them makes
  /// the rows escape, and others may not have been found then.
  std::set<std::string> Unseen;
  /// Relations that are loaded, by name, whatever the row.
  std::set<std::string> Loaded;
  /// Members that are read or passed on, by name.
  std::set<std::string> Members;
  /// The loops over the rows, in the order of the program.
  std::set<LoopRef> Loops;
};

/// What happens to the rows that \p Prefetch, an eager load at a query or on a
/// collection, applies to.
Reach reachOf(const Program &P, EventRef Prefetch);

} // namespace nplus1
