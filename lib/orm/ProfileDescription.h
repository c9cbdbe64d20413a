//===- ProfileDescription.h - Profiles in words, for commands and pages ---===//
#pragma once

#include "orm/Profile.h"
#include "orm/RoleExample.h"

#include <string>
#include <vector>

namespace nplus1 {

/// The fix shapes that \p P has spellings for, each once, in the profile's order.
std::vector<std::string> fixShapes(const Profile &P);

/// Several lines: what the profile covers, and one line for each role.
std::string describe(const Profile &P);

/// Several lines: the role of each call of an example that has one, and then what
/// is not as the comments say.
std::string describe(const ExampleResult &Result);

} // namespace nplus1
