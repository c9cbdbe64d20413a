//===- Ordering.h - The order in which findings are shown -----------------===//
#pragma once

#include "finding/Finding.h"

namespace nplus1 {

/// Sorts so that the finding that costs most queries per row comes first, then
/// by file, place and rule: the same order on every machine and for every
/// number of workers.
void sortFindings(std::vector<Finding> &Findings);

/// Removes findings that say the same of the same place, which happens where a
/// header is part of several units. Keeps the surest of them. Expects and keeps
/// the order of sortFindings.
void mergeDuplicates(std::vector<Finding> &Findings);

} // namespace nplus1
