// What comes out of the cache, from a worker, or from another machine: bytes that
// decode are facts that can be linked, and encode to the same bytes.
#include "driver/FactsCodec.h"
#include "driver/OutcomeCodec.h"
#include "orm/ProfileLoader.h"
#include "summary/Link.h"

using namespace nplus1;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *Data, size_t Size) {
  llvm::StringRef Bytes(reinterpret_cast<const char *>(Data), Size);
  decodeFiles(Bytes);
  if (auto Outcome = decodeOutcome(Bytes)) {
    std::vector<UnitFacts> Units;
    Units.push_back(std::move(Outcome->Facts));
    Program Linked(std::move(Units), builtinProfiles());
    link(Linked);
  }
  if (auto Facts = decodeFacts(Bytes))
    if (!decodeFacts(encodeFacts(*Facts)))
      __builtin_trap();
  return 0;
}
