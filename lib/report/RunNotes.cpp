#include "report/RunNotes.h"

#include "finding/Coverage.h"
#include "finding/Paths.h"

namespace nplus1 {

void writeRunNotes(const Report &What, llvm::StringRef WorkingDirectory, llvm::raw_ostream &OS) {
  for (const UnitError &E : What.Errors)
    OS << "nplus1: " << relativePath(E.File, WorkingDirectory) << ": " << E.Message << '\n';
  OS << "nplus1: " << coverageLine(What.Seen) << '\n';
}

} // namespace nplus1
