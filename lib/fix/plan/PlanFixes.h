//===- PlanFixes.h - From findings to plans -------------------------------===//
//
//   finding + facts ──▶ which template of the ORM's profile applies
//                   ──▶ the shape's rewriter: edits, or why not
//                   ──▶ Finding::Remedy and a FixPlan
//
// Which shape applies, and how it is spelled, is data in the profile; the
// rewriters in this folder know shapes, not ORMs.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "fix/FixPlan.h"
#include "summary/Link.h"

#include "llvm/Support/VirtualFileSystem.h"

namespace nplus1 {

/// Plans a fix for each of \p Linked's findings and puts it into its Remedy.
/// Returns the plans that can be applied (safe or unsafe), with the indices of
/// the findings. Files are read through \p Files, never written.
std::vector<FixPlan> planFixes(const Program &P, LinkResult &Linked, llvm::vfs::FileSystem &Files);

} // namespace nplus1
