//===- QueryReach.h - Which functions may run a query ---------------------===//
//
// Through any number of calls, over all functions of a program. A virtual call may
// run any implementation seen, unless there are many and few of them query: then
// nothing can be said about what one call runs, and it is a call of the unknown.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "analysis/Facts.h"

#include "llvm/ADT/BitVector.h"
#include "llvm/ADT/StringMap.h"

#include <algorithm>

namespace nplus1 {

class Program;

class QueryReach {
public:
  QueryReach() = default;
  /// Looks at calls as \p P has them before they are cut.
  explicit QueryReach(const Program &P);

  /// Whether function \p Id may run a query.
  bool mayQuery(uint32_t Id) const { return Querying.test(Id); }

  /// The implementations seen of a method: its own body and its overriders, also those
  /// of which only the declaration was seen.
  struct Method {
    size_t Implementations = 0;
    size_t Querying = 0; ///< of these

    /// So many implementations and more, of which less than half query, say nothing
    /// about one call.
    size_t many() const { return std::max(ManyImplementations, 2 * Querying) + 1; }
    /// Whether a virtual call of it may run a query.
    bool mayQuery() const { return Querying && Implementations < many(); }
    /// Whether some implementations query, but too few of them.
    bool isOpaque() const { return Querying && Implementations >= many(); }
  };
  /// All zero if \p Usr is no method that is overridden.
  Method method(llvm::StringRef Usr) const { return Methods.lookup(Usr); }

  /// Interfaces of a program with one implementation for each kind of row seldom have
  /// more, widgets that override what their toolkit calls always have.
  static constexpr size_t ManyImplementations = 8;

private:
  llvm::BitVector Querying; ///< by function
  llvm::StringMap<Method> Methods;
};

} // namespace nplus1
