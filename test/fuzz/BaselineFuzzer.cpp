// A baseline, which has to survive being applied and written again.
#include "FuzzFile.h"

#include "finding/Baseline.h"

using namespace nplus1;

int LLVMFuzzerTestOneInput(const uint8_t *Data, size_t Size) {
  FuzzFile File(Data, Size);
  auto Read = readBaseline(File.path());
  if (!Read) {
    llvm::consumeError(Read.takeError());
    return 0;
  }
  std::vector<Finding> Findings(1);
  if (!Read->Entries.empty())
    Findings[0].Fingerprint = Read->Entries.front().Fingerprint;
  auto Stale = applyBaseline(*Read, Findings);
  if (!Read->Entries.empty() && Stale.size() + 1 != Read->Entries.size())
    __builtin_trap();
  return 0;
}
