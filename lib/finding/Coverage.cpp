#include "finding/Coverage.h"

#include "llvm/ADT/StringExtras.h"

namespace nplus1 {

static std::string counted(unsigned Count, llvm::StringRef What) {
  return llvm::utostr(Count) + " " + What.str() + (Count == 1 ? "" : "s");
}

std::string coverageLine(const Coverage &Seen) {
  std::vector<std::string> Aside;
  if (Seen.Irrelevant)
    Aside.push_back(llvm::utostr(Seen.Irrelevant) + (Seen.Irrelevant == 1 ? " uses" : " use") +
                    " no ORM");
  if (Seen.Partial)
    Aside.push_back(llvm::utostr(Seen.Partial) + " with errors");
  if (Seen.Failed)
    Aside.push_back(llvm::utostr(Seen.Failed) + " failed");
  std::string Line =
      "analysed " + llvm::utostr(Seen.Analysed) + " of " + counted(Seen.Units, "unit");
  if (!Aside.empty())
    Line += " (" + llvm::join(Aside, ", ") + ")";
  return Line + "; " + counted(Seen.LoopsChecked, "loop") + " checked, " +
         llvm::utostr(Seen.LoopsOpaque) + " opaque";
}

void addCoverage(Coverage &To, const Coverage &Part) {
  To.Units += Part.Units;
  To.Analysed += Part.Analysed;
  To.Irrelevant += Part.Irrelevant;
  To.Partial += Part.Partial;
  To.Failed += Part.Failed;
  To.LoopsChecked += Part.LoopsChecked;
  To.LoopsOpaque += Part.LoopsOpaque;
}

bool isComplete(const Coverage &Seen) { return Seen.Partial == 0 && Seen.Failed == 0; }

} // namespace nplus1
