//===- Readings.h - What reading an expression of every row may do --------===//
//
// A batch reads the key, and the type tag, of all rows, where the loop reads
// them of some and later. That is the same program only if the reading is
// nothing but a look at members: what it calls is judged by its body.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "fix/plan/PlanContext.h"

namespace nplus1 {

/// In the order of harm.
enum class Reading {
  Plain,     ///< members, constants, comparisons, arithmetic
  MayFail,   ///< may throw or follow a pointer to nothing
  MayChange, ///< may write, print or count, or its body is out of view
};

/// What an expression is written in terms of.
struct ReadingScope {
  /// The functions that it was written in: their calls say what its names are.
  std::set<FunctionId> Around;
  std::string Row;      ///< the name of the row
  std::string RowClass; ///< unqualified; empty if the row is no entity
  /// The row's own class is that of a library: an optional, a container.
  bool RowIsWrapped = false;
};

/// What evaluating \p Code may do, given that the row itself is there. An accessor
/// whose body is out of view is taken for what it is declared as.
Reading readingOf(PlanContext &C, const std::string &Code, const ReadingScope &Scope);

} // namespace nplus1
