//===- HeaderOwner.h - The unit through which a header is looked at --------===//
//
// A header has no command of its own, and a guessed one gives false errors. It is
// analysed in a unit that really includes it.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "compdb/Database.h"
#include "orm/Profile.h"

#include <span>

namespace nplus1 {

/// The main file of a unit of \p Commands that includes \p Header, by preference one
/// that is called like it or lies near it; empty if there is none. Units are
/// preprocessed, in this process, until one is found.
std::string ownerOfHeader(llvm::StringRef Header, const Database &Commands,
                          std::span<const Profile> Profiles,
                          const std::vector<std::string> &ExtraArguments);

} // namespace nplus1
