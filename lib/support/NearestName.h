//===- NearestName.h - "did you mean ...?" --------------------------------===//
#pragma once

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

#include <string>

namespace nplus1 {

/// The name of \p Known that \p Written was probably meant to be: the nearest
/// by edit distance without regard to case, if at most a third of the letters
/// (and one) differ; else empty.
llvm::StringRef nearestName(llvm::StringRef Written, llvm::ArrayRef<llvm::StringRef> Known);

/// The end of an error sentence about an unknown \p Written: "; did you mean
/// 'roles'?", or "; known are 'a', 'b'" if none is near.
std::string suggestion(llvm::StringRef Written, llvm::ArrayRef<llvm::StringRef> Known);

} // namespace nplus1
