// A project's configuration.
#include "FuzzFile.h"

#include "config/ConfigFile.h"
#include "finding/RuleCatalogue.h"

using namespace nplus1;

int LLVMFuzzerTestOneInput(const uint8_t *Data, size_t Size) {
  FuzzFile File(Data, Size);
  auto Read = readConfigFile(File.path(), ruleIds());
  if (!Read)
    llvm::consumeError(Read.takeError());
  return 0;
}
