//===- MissingHeaders.h - Headers that were not found, and who makes them --===//
//
// One header that the build has yet to generate can break a hundred units. It is
// said once, with the program that probably makes it: generators.json has the names.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "finding/Finding.h"

#include "llvm/ADT/ArrayRef.h"

namespace nplus1 {

/// A unit and the headers that it did not find, as they are written.
struct MissingInUnit {
  std::string File;
  std::vector<std::string> Headers;
};

/// A note for each header: how many units it breaks, and what to do. Those that break
/// the most come first.
std::vector<RunNote> missingHeaderNotes(llvm::ArrayRef<MissingInUnit> Units);

} // namespace nplus1
