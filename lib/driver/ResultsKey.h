//===- ResultsKey.h - What results of earlier runs were made with ---------===//
#pragma once

#include "orm/Profile.h"

#include <span>
#include <string>

namespace nplus1 {

/// Names a program (the versions that this one has, and \p Program, its file on the
/// disk; empty: this process's) and the profiles with
/// the contents of their files: results of a run with another key are not valid.
/// Empty if that cannot be told; then nothing may be kept.
std::string resultsKey(std::span<const Profile> Profiles, std::string Program = {});

} // namespace nplus1
