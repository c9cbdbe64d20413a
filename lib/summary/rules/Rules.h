//===- Rules.h - One function per rule, in the order in which they run ----===//
#pragma once

#include "summary/rules/RuleContext.h"

namespace nplus1 {

/// nplus1-generic-key: branches on a field of the row that load different types.
void findGenericKeys(RuleContext &C, LoopAccesses &Loop);
/// nplus1-prefetch-in-loop: an eager load of one element per turn.
void findPrefetchesInLoops(RuleContext &C, LoopAccesses &Loop);
/// nplus1-recursive-load, for walks of a loop from row to row.
void findWalks(RuleContext &C, LoopAccesses &Loop);
/// nplus1-lazy-relation, nplus1-count-in-loop and nplus1-query-in-loop: they are
/// one search, for the longest paths from the element; what is at the end of a
/// path decides the rule.
void findPaths(RuleContext &C, LoopAccesses &Loop);
/// nplus1-invariant-query: a query that does not depend on the element.
void findInvariantQueries(RuleContext &C, LoopAccesses &Loop);

/// nplus1-recursive-load, for functions that load and call themselves.
void findRecursiveLoads(RuleContext &C, FunctionId F);
/// nplus1-unused-prefetch: eager loads in \p F whose relation nothing reads.
void findUnusedPrefetches(RuleContext &C, FunctionId F);

} // namespace nplus1
