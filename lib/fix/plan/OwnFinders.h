//===- OwnFinders.h - Finders and accessors that the program wrote --------===//
//
// A profile says that "<entity>::find" reads a row by its key and nothing else,
// which is how the ORM's generator writes it. Where the body is in view and is
// written otherwise (it hides rows, picks another key), a batch, which reads the
// table itself, gives other rows.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "fix/plan/PlanContext.h"

namespace nplus1 {

/// The function in view that makes a batch by key something else than the loads of
/// \p A, such as "Book::find"; empty if none is known. \p Owner: the class, without
/// namespaces, whose accessor loads it; empty if that is not known.
std::string ownFinderOf(PlanContext &C, const Access &A, const std::string &Owner);

} // namespace nplus1
