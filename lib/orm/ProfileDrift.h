//===- ProfileDrift.h - Whether an ORM still is what its profile says -----===//
#pragma once

#include "orm/Profile.h"
#include "orm/VersionConditions.h"

#include <span>
#include <string>
#include <vector>

namespace nplus1 {

/// What of the profile \p P the unit \p Context, which includes the ORM's headers,
/// does not bear out. Every role needs, for every function that it names, a
/// declaration with the signature that the role relies on: number and classes of
/// parameters, const, static, the result, and that arguments which the role uses
/// are there and of a kind that can be used so. It has to be in a header that the
/// profile names, if it names any. Roles whose version condition does
/// not hold are skipped, with the classes that such conditions ask for; so are
/// functions of "<entity>" classes, which are the user's. \p Libraries have the
/// smart pointers that parameter types are looked through. Each result is a
/// sentence with the place in the profile.
std::vector<std::string> drift(const Profile &P, clang::ASTContext &Context,
                               const MacroQuestion &DefinedMacro = nullptr,
                               std::span<const Profile> Libraries = {});

} // namespace nplus1
