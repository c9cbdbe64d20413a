//===- FindingTracks.h - Findings that are the same before and after edits -===//
#pragma once

#include "driver/Analysis.h"
#include "fix/EditedFile.h"

#include <optional>
#include <vector>

namespace nplus1 {

/// For each finding of \p After, which was made with \p Files in place of what \p
/// Before was made from: the finding of Before that was at its place, the one that is
/// most like it if there are several. Nothing where there was none.
std::vector<std::optional<size_t>> predecessors(const Analysis &After, const Analysis &Before,
                                                const EditedFiles &Files);

} // namespace nplus1
