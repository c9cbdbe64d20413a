#include "ProgressLine.h"

#include "llvm/Support/Process.h"
#include "llvm/Support/raw_ostream.h"

namespace nplus1::cli {

using namespace std::chrono_literals;

static bool isTerminal() { return llvm::sys::Process::StandardErrIsDisplayed(); }

ProgressLine::ProgressLine(ProgressMode Mode)
    : Rewrites(Mode == ProgressMode::Always || (Mode == ProgressMode::Auto && isTerminal())),
      Beats(Mode == ProgressMode::Auto && !Rewrites) {}

void ProgressLine::operator()(llvm::StringRef What, size_t Done, size_t Total) {
  auto Now = Clock::now();
  if (What != Current || Total != CurrentTotal) {
    Current = What.str();
    CurrentTotal = Total;
    Begin = Now;
  }
  if (!(Rewrites && Now - LastShown >= 100ms) && !(Beats && Now - LastShown >= 30s))
    return;
  LastShown = Now;
  auto Seconds = std::chrono::duration_cast<std::chrono::seconds>(Now - Begin).count();
  llvm::raw_ostream &OS = llvm::errs();
  if (Rewrites)
    OS << "\r\x1b[K";
  OS << "nplus1: " << What << ' ' << Done << " of " << Total << " units, " << Seconds << " s";
  // The first units say little about the others.
  if (Done >= 5 && Done < Total)
    OS << ", about " << Seconds * (Total - Done) / Done << " s left";
  if (!Rewrites)
    OS << '\n';
  OS.flush();
  Shown = Rewrites;
}

void ProgressLine::clear() {
  if (Shown)
    llvm::errs() << "\r\x1b[K";
  Shown = false;
}

} // namespace nplus1::cli
