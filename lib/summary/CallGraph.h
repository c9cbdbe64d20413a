//===- CallGraph.h - Strongly connected components of the calls -----------===//
#pragma once

#include "summary/Program.h"

namespace nplus1 {

/// The components of the call graph, callees before callers. A function that
/// makes a callable (a lambda, a function's address) counts as calling it, and one
/// that calls a value as calling what its class keeps in members.
std::vector<std::vector<FunctionId>> componentsBottomUp(const Program &P);

} // namespace nplus1
