//===- ResourceDirectory.h - Where Clang's builtin headers are ------------===//
#pragma once

#include <string>

namespace nplus1 {

/// The folder that holds Clang's builtin headers (stddef.h, immintrin.h) of the
/// version this program is built with, e.g. "/usr/lib/llvm-19/lib/clang/19".
/// Looked for next to the program, next to the Clang library it runs with, and
/// where LLVM was at build time. Empty if there is none: then units that need
/// these headers cannot be parsed, and `nplus1 doctor` says so.
const std::string &resourceDirectory();

} // namespace nplus1
