//===- RemovePrefetch.h - The remove shape --------------------------------===//
//
//   Post::all().with("author")  ──▶  Post::all()
//   query.with("author");       ──▶
//
//===----------------------------------------------------------------------===//
#pragma once

#include "fix/plan/PlanContext.h"

namespace nplus1 {

/// Takes out the eager load that \p Found is about.
PlanOrReason planRemoval(PlanContext &C, const LinkedFinding &Found);

} // namespace nplus1
