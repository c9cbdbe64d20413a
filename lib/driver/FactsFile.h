//===- FactsFile.h - Phase 1 as a build action ----------------------------===//
//
// What `nplus1 facts` writes and `nplus1 link` reads. The file does not depend on
// where the project lies, so that it can be made in a sandbox or on another
// machine and kept in a build system's cache: paths below the project are stored
// relative to it. It may be damaged or come from elsewhere: what cannot be used is
// refused with a sentence.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "driver/UnitAnalysis.h"

#include "llvm/Support/Error.h"

namespace nplus1 {

/// The bytes of a facts file. \p Root is the absolute folder that paths are made
/// relative to. What outcomes depend on is left out; depfileText() tells of it.
std::string encodeFactsFile(std::vector<UnitOutcome> Outcomes, llvm::StringRef Root,
                            std::span<const Profile> Profiles);

/// Reads the facts file \p Path with \p Root in the place of the folder it was made
/// in. Fails if it is damaged, of another version of nplus1, or was made with other
/// profiles than \p Profiles.
llvm::Expected<std::vector<UnitOutcome>>
readFactsFile(const std::string &Path, llvm::StringRef Root, std::span<const Profile> Profiles);

/// A dependency file as compilers write them (-MF): \p Target depends on what the
/// outcomes read.
std::string depfileText(llvm::StringRef Target, std::span<const UnitOutcome> Outcomes);

} // namespace nplus1
