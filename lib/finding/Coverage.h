//===- Coverage.h - What a run looked at, in words ------------------------===//
#pragma once

#include "finding/Finding.h"

namespace nplus1 {

/// One line without a line end, e.g. "analysed 27 of 548 units (520 use no ORM,
/// 2 with errors, 1 failed); 412 loops checked, 9 opaque". Numbers that are
/// zero are left out of the brackets.
std::string coverageLine(const Coverage &Seen);

/// Adds what another part of the run looked at.
void addCoverage(Coverage &To, const Coverage &Part);

/// Whether every unit was judged in full: the condition of --require-complete.
bool isComplete(const Coverage &Seen);

} // namespace nplus1
