//===- Tables.h - Calls of functions that a container holds ---------------===//
//
// A table that is a constant, or is filled where it is used, is taken apart by
// the analysis of its function. This is for the others: a member that the
// constructor fills, a registry that a function returns.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "summary/Terms.h"

namespace nplus1 {

struct TableCall {
  struct Entry {
    std::string Tag; ///< the key that picks it, as written; empty if unknown
    TermId Callable = 0;
  };
  TermId Key = 0; ///< what is searched for; 0 if unknown
  std::vector<Entry> Entries;
};

/// The functions that \p Callee, a value of \p In that is called, may be if it was
/// found in a table; no entries if it was not, or none of them is known.
TableCall tableCall(const Program &P, Terms &T, TermId Callee, FunctionId In);

} // namespace nplus1
