//===- ProfileLoader.h - Profiles from JSON -------------------------------===//
#pragma once

#include "orm/Profile.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/Support/Error.h"

#include <string_view>
#include <vector>

namespace nplus1 {

/// The profiles compiled into the program, in the order in which the analysis
/// asks them. They are valid by a test, so this cannot fail.
const std::vector<Profile> &builtinProfiles();

/// Parses one profile. \p FileName appears in errors, which are one sentence:
/// "FILE:LINE:COLUMN: unknown key 'roels'; did you mean 'roles'?".
/// "extends" names one of \p Known, a built-in profile, or a file ending in
/// .json, relative to the folder of \p FileName; a cycle or an unknown name is an
/// error.
llvm::Expected<Profile> parseProfile(std::string_view Text, const std::string &FileName,
                                     const std::vector<Profile> &Known = {});

/// Reads and parses a profile file.
llvm::Expected<Profile> loadProfile(const std::string &Path,
                                    const std::vector<Profile> &Known = {});

/// The profiles of a run. Each of \p NamesOrFiles is the name of a built-in
/// profile or a file (it holds '/' or ends in .json). None means all built-in ones.
/// Profiles that apply always are added; a file's profile comes before the
/// built-in ones and replaces the one of its name.
llvm::Expected<std::vector<Profile>> selectProfiles(llvm::ArrayRef<std::string> NamesOrFiles);

} // namespace nplus1
