//===- RunNotes.h - What a run says about itself, for stderr --------------===//
#pragma once

#include "finding/Finding.h"

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/raw_ostream.h"

namespace nplus1 {

/// One line per unit that could not be judged and per note, then the coverage
/// line. Never goes to the stream that carries the report.
void writeRunNotes(const Report &What, llvm::StringRef WorkingDirectory, llvm::raw_ostream &OS);

} // namespace nplus1
