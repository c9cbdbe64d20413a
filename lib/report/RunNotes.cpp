#include "report/RunNotes.h"

#include "finding/Coverage.h"
#include "finding/Paths.h"

namespace nplus1 {

void writeRunNotes(const Report &What, llvm::StringRef WorkingDirectory, llvm::raw_ostream &OS) {
  for (const UnitError &E : What.Errors)
    OS << "nplus1: " << relativePath(E.File, WorkingDirectory) << ": " << E.Message << '\n';
  for (const RunNote &Note : What.Notes) {
    OS << "nplus1: ";
    if (Note.At.isValid())
      OS << relativePath(Note.At.File, WorkingDirectory);
    if (Note.At.Line)
      OS << ':' << Note.At.Line << ':' << Note.At.Column;
    OS << (Note.At.isValid() ? ": " : "") << Note.Message;
    if (Note.Remedy)
      OS << "; 'nplus1 fix' can " << Note.Remedy->Title;
    OS << '\n';
  }
  OS << "nplus1: " << coverageLine(What.Seen) << '\n';
}

} // namespace nplus1
