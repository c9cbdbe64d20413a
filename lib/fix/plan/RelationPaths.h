//===- RelationPaths.h - Relations as an ORM's eager loads name them ------===//
#pragma once

#include "fix/plan/PlanContext.h"

namespace nplus1 {

/// The relations that \p Findings reach, one item per path, spelled as \p Template
/// says.
std::vector<std::string> relationPaths(const PlanContext &C,
                                       const std::vector<const LinkedFinding *> &Findings,
                                       const FixTemplate &Template);

/// \p Text with \p Paths for {paths}: once with all of them joined, or once per
/// path where the ORM has no way to join them.
std::vector<std::string> withPaths(const std::string &Text, const std::vector<std::string> &Paths,
                                   const FixTemplate &Template);

} // namespace nplus1
