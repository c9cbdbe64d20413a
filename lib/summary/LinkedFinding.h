//===- LinkedFinding.h - A finding with what the fix planner needs --------===//
#pragma once

#include "finding/Finding.h"
#include "summary/Access.h"

namespace nplus1 {

/// A finding, and the accesses that it is about. References go into the Program
/// that it was found in, which must outlive it.
struct LinkedFinding {
  Finding What;
  FunctionId In = None; ///< the function whose body is reported
  LoopRef Root;
  /// The loop's rows come out of a query, which counts.
  bool RowsAreQueried = false;
  /// What the fix has to serve, in program order: the shown access, those on the
  /// way to it and, for a generic key, those of every branch.
  std::vector<Access> Accesses;
  std::vector<RowSource> Sources;
};

} // namespace nplus1
