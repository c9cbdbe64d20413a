#include "driver/Verification.h"

#include "driver/OutcomeCodec.h"

using namespace llvm;

namespace nplus1 {

std::string Verification::said(UnitFiles Files) {
  Files.Seen = {};
  return encodeFiles(Files);
}

std::string Verification::said(UnitOutcome Outcome) {
  Outcome.Seen = {};
  return encodeOutcome(Outcome);
}

void Verification::compareText(size_t Unit, StringRef Computed) {
  auto Kept = Expected.find(Unit);
  if (Kept == Expected.end())
    return;
  if (Kept->second != Computed)
    differs(Unit);
  Expected.erase(Kept);
}

void Verification::differs(size_t Unit) {
  if (Differs && Told.insert(Unit).second)
    Differs(Units[Unit]);
}

} // namespace nplus1
