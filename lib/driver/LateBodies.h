//===- LateBodies.h - Templates of libraries, parsed when they are used ----===//
//
// The bodies of some function templates of system and ORM headers are needed: those
// that call what they are given. A unit sees hundreds of them and uses a few.
// Clang can keep the tokens of a body and parse it once something instantiates it
// (-fdelayed-template-parsing); here that is switched on in such headers only,
// because names in the project's own templates have to be looked up where they
// stand.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "orm/Profile.h"

#include <span>
#include <string>

namespace clang {
class CompilerInstance;
} // namespace clang

namespace nplus1 {

/// To be called when \p Clang has a preprocessor and has not begun to parse. \p
/// MainFile is absolute, \p Profiles outlive the parse.
void delayForeignBodies(clang::CompilerInstance &Clang, std::span<const Profile> Profiles,
                        std::string MainFile);

} // namespace nplus1
