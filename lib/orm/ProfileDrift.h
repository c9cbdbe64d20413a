//===- ProfileDrift.h - Whether an ORM still is what its profile says -----===//
#pragma once

#include "orm/Profile.h"

#include "clang/AST/ASTContext.h"

#include <string>
#include <vector>

namespace nplus1 {

/// The names that \p P mentions and that the unit \p Context, which includes the
/// ORM's headers, does not declare, or not with the number of parameters that any
/// of its roles asks for. Each is a sentence with the place in the profile. Names of
/// "<entity>" classes are the user's, so they are not looked for.
std::vector<std::string> undeclaredNames(const Profile &P, clang::ASTContext &Context);

} // namespace nplus1
