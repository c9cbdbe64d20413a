//===- DirectiveRun.h - A preprocessor that reads little else than #include ===//
#pragma once

#include "compdb/Normalize.h"
#include "driver/Lookups.h"

#include "clang/Tooling/DependencyScanning/DependencyScanningFilesystem.h"

#include <string>

namespace clang {
class FrontendAction;
} // namespace clang

namespace nplus1 {

/// Runs \p Action, which must want no more than preprocessing, on \p Unit as it is on
/// the disk, over files reduced to their directives, which \p Cache keeps. Adds what
/// was looked up in vain to \p Seen, unless it is null. Returns what is wrong: the first
/// complaint; empty if nothing is.
std::string
runOnDirectives(const CompileUnit &Unit,
                clang::tooling::dependencies::DependencyScanningFilesystemSharedCache &Cache,
                clang::FrontendAction &Action, Lookups *Seen);

} // namespace nplus1
