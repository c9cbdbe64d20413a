// A profile of an ORM.
#include "orm/ProfileLoader.h"

#include <cstddef>
#include <cstdint>

using namespace nplus1;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *Data, size_t Size) {
  auto Read = parseProfile({reinterpret_cast<const char *>(Data), Size}, "fuzz.json", {});
  if (!Read)
    llvm::consumeError(Read.takeError());
  return 0;
}
