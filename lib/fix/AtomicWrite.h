//===- AtomicWrite.h - All files of a fix, or none ------------------------===//
//
// What happens, and what a kill leaves behind at each step:
//
//   lock the project root          nothing
//   journal: "to be undone"        a journal
//   write all temporary files      a journal and temporary files
//   journal: "to be finished"      the same
//   rename each over its file      some files old, some new, each of them whole
//   remove the journal             all files new
//
// recoverInterruptedFix, which the next run starts with, removes what the first
// half left and finishes what the second half left.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "fix/EditedFile.h"
#include "fix/ProjectBoundary.h"

#include "llvm/Support/Error.h"

#include <string>
#include <vector>

namespace nplus1 {

/// Gives every file its new content, or changes none and says why. Fails if a
/// file no longer holds EditedFile::Before, may not be replaced, or lies outside
/// \p Boundary, and if another process is at it in the same project. Mode and
/// owner are kept.
llvm::Error writeFiles(const EditedFiles &Files, const ProjectBoundary &Boundary);

/// What an interrupted run had left to do.
struct Recovery {
  /// Files that were still old and are new now.
  unsigned Finished = 0;
  /// Files of that run that have been changed since and were left as they are,
  /// relative to the project root.
  std::vector<std::string> Left;
};

/// Call it before the files are analysed. Does nothing where no run was
/// interrupted.
llvm::Expected<Recovery> recoverInterruptedFix(const ProjectBoundary &Boundary);

} // namespace nplus1
