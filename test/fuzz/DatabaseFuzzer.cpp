// A compilation database, from its JSON to commands for Clang.
#include "FuzzFile.h"

#include "compdb/Database.h"

using namespace nplus1;

int LLVMFuzzerTestOneInput(const uint8_t *Data, size_t Size) {
  auto Read = Database::load(FuzzFile(Data, Size).path());
  if (!Read) {
    llvm::consumeError(Read.takeError());
    return 0;
  }
  for (const CompileUnit &Unit : Read->units())
    if (Unit.File.empty() || Unit.Arguments.empty())
      __builtin_trap();
  return 0;
}
