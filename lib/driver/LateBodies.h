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

#include "driver/BodyFilter.h"

namespace clang {
class CompilerInstance;
} // namespace clang

namespace nplus1 {

/// To be called when \p Clang has a preprocessor and has not begun to parse. \p
/// Bodies, which says what such a header is, outlives the parse.
void delayForeignBodies(clang::CompilerInstance &Clang, BodyFilter &Bodies);

} // namespace nplus1
