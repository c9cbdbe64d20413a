//===- DirectiveRun.h - A preprocessor that reads little else than #include ===//
#pragma once

#include "compdb/Normalize.h"
#include "driver/Lookups.h"

#include "clang/Tooling/DependencyScanning/DependencyScanningFilesystem.h"

#include "llvm/ADT/StringSet.h"

#include <string>

namespace clang {
class FrontendAction;
} // namespace clang

namespace nplus1 {

/// What runs keep of the disk for those that follow: files reduced to their directives,
/// paths at which there is nothing, and what is at others. Not thread-safe; what changes meanwhile
/// is not noticed.
struct DirectiveFiles {
  clang::tooling::dependencies::DependencyScanningFilesystemSharedCache Files;
  llvm::StringSet<> Absent; ///< absolute
  Places Disk;
};

/// Runs \p Action, which must want no more than preprocessing, on \p Unit as it is on
/// the disk, over files reduced to their directives, which \p Kept keeps. Adds to
/// \p Seen, unless it is null, what else was asked for. Returns what is wrong: the first
/// complaint; empty if nothing is.
std::string runOnDirectives(const CompileUnit &Unit, DirectiveFiles &Kept,
                            clang::FrontendAction &Action, Lookups *Seen);

} // namespace nplus1
