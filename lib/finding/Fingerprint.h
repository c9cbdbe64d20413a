//===- Fingerprint.h - The identity of a finding over time ----------------===//
//
// Contract: docs/contracts/fingerprint.md. A fingerprint is made of the rule,
// the file's path relative to the project, the enclosing function, the access
// path, the loop's header without white space, and the ordinal among equals. No
// line numbers and no message text: code that moves within its file, and a
// reworded message, keep it.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "finding/Finding.h"
#include "finding/SourceFiles.h"

namespace nplus1 {

/// Sets Fingerprint and MovedFingerprint of all \p Findings, 16 hexadecimal
/// digits each. Equal findings are numbered by their place, whatever the order
/// of \p Findings. \p Root is the absolute project directory. A loop whose
/// header cannot be read any more counts as one without a header.
void assignFingerprints(std::vector<Finding> &Findings, llvm::StringRef Root, SourceFiles &Sources);

} // namespace nplus1
