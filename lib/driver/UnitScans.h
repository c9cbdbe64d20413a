//===- UnitScans.h - All units scanned, or their kept scans ---------------===//
#pragma once

#include "driver/StoredResults.h"
#include "driver/UnitWorkers.h"
#include "driver/Verification.h"

namespace nplus1 {

/// The scan of each of \p Units: what \p Results keep and, says \p Checker, still holds, or
/// what a worker finds, which is kept. Nothing for a unit that cannot be scanned.
std::vector<std::optional<UnitFiles>> scanUnits(std::span<const CompileUnit> Units,
                                                std::span<const Profile> Profiles,
                                                const StoredResults &Results,
                                                LookupChecker &Checker, Verification &Verify,
                                                const UnitWorkers &Workers);

} // namespace nplus1
