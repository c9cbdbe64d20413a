//===- SameValue.h - Whether two terms are one value ----------------------===//
//
// Terms are equal if they come from the same places. "row.kind()" written twice
// is two calls, and still one value to whoever compares conditions.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "summary/Terms.h"

namespace nplus1 {

/// Whether \p A and \p B are equal, or differ only in where an accessor was called.
bool isSameValue(const Program &P, const Terms &T, TermId A, TermId B);

/// Whether \p Part, or the same value, is somewhere in \p Whole.
bool containsValue(const Program &P, const Terms &T, TermId Whole, TermId Part);

} // namespace nplus1
