//===- Language.h - Which units are C++ -----------------------------------===//
#pragma once

#include "compdb/Normalize.h"

namespace nplus1 {

/// Whether the unit is compiled as C++ (also Objective-C++ and CUDA): by -x, or
/// by the extension, where g++ and clang++ take C files for C++.
bool isCxx(const CompileUnit &Unit);

/// Whether \p File is a header by its extension, or has none, like <vector>.
bool isHeader(llvm::StringRef File);

} // namespace nplus1
