//===- SoundPlans.h - No fix on the word of code that did not parse -------===//
#pragma once

#include "driver/Analysis.h"

namespace nplus1 {

/// Takes the plans out of \p Result that rest on a unit with errors: Clang leaves out
/// what it does not understand, so a write to the database or a change of the rows may
/// be missing from the facts. Their findings keep what a fix would do, as one to be made
/// by hand, with the error as the reason.
///
/// A function that a unit without errors defines, too, is known from there.
void keepSoundPlans(Analysis &Result);

} // namespace nplus1
