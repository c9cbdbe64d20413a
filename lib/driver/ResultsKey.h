//===- ResultsKey.h - What results of earlier runs were made with ---------===//
#pragma once

#include "orm/Profile.h"

#include <span>
#include <string>

namespace nplus1 {

/// Names a program (the versions that this one has, and \p Program, its file on the
/// disk; empty: this process's), the profiles with what they say, and what Clang reads of
/// the environment: results of a run with another key are not valid.
/// Empty if that cannot be told; then nothing may be kept.
std::string resultsKey(std::span<const Profile> Profiles, std::string Program = {});

/// Names the profiles with what they say.
std::string profilesKey(std::span<const Profile> Profiles);

} // namespace nplus1
