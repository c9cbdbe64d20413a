//===- ObjectState.h - What the methods of an object have put into it -----===//
//
// A statement that a class of the project wraps gets its text in the constructor and
// its key in one method, and runs in another. Each of them says what it does to the
// member; that they are called on one object is seen where that object is.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "summary/Terms.h"

namespace nplus1 {

/// What may have been put into the members that \p Read reads of objects that \p In
/// has made, or that are members of its own object: by their constructors, and by the
/// methods that \p In calls on them, in whatever order. In terms of \p In; nothing
/// where it is the member's constructor that has parameters, which \p In knows not of.
std::vector<TermId> stateRead(const Program &P, Terms &T, FunctionId In, TermId Read);

} // namespace nplus1
