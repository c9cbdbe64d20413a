//===- ProfileLoader.h - Profiles from JSON -------------------------------===//
#pragma once

#include "orm/Profile.h"

#include "llvm/Support/Error.h"

#include <string_view>
#include <vector>

namespace nplus1 {

/// The profiles compiled into the program, in the order in which the analysis
/// asks them. They are valid by a test, so this cannot fail.
const std::vector<Profile> &builtinProfiles();

/// Parses one profile. \p FileName appears in errors, which are one sentence:
/// "FILE:LINE:COLUMN: unknown key 'roels'; did you mean 'roles'?".
/// "extends" is resolved among \p Known and the built-in profiles; a cycle or
/// an unknown name is an error.
llvm::Expected<Profile> parseProfile(std::string_view Text, const std::string &FileName,
                                     const std::vector<Profile> &Known = {});

/// Reads and parses a profile file.
llvm::Expected<Profile> loadProfile(const std::string &Path,
                                    const std::vector<Profile> &Known = {});

} // namespace nplus1
