#include "driver/UnitScans.h"

#include "driver/OutcomeCodec.h"

namespace nplus1 {

std::vector<std::optional<UnitFiles>> scanUnits(std::span<const CompileUnit> Units,
                                                std::span<const Profile> Profiles,
                                                const StoredResults &Results,
                                                LookupChecker &Checker, Verification &Verify,
                                                const UnitWorkers &Workers) {
  std::vector<std::optional<UnitFiles>> Scans(Units.size());
  std::vector<size_t> Open;
  for (size_t I = 0; I < Units.size(); ++I) {
    auto Bytes = Results.find("scan", Units[I]);
    if (Bytes)
      Scans[I] = decodeFiles(*Bytes);
    if (Scans[I] && Checker.stillHold(Scans[I]->Seen)) {
      if (!Verify)
        continue;
      Verify.expect(I, *Scans[I]);
    }
    Scans[I].reset();
    Open.push_back(I);
  }
  UnitScanner Scanner(Profiles); // each worker goes on with a copy of its own
  Workers.run(
      "scanned", Open, [&](size_t I) { return encodeFiles(Scanner.scan(Units[I])); },
      [&](size_t I, const JobResult &Result) {
        // A unit that cannot be scanned is parsed, which tells what is wrong.
        if (Result.How != JobResult::End::Done)
          return;
        Scans[I] = decodeFiles(Result.Bytes);
        if (!Scans[I])
          return;
        Verify.compare(I, *Scans[I]);
        Results.store("scan", Units[I], Result.Bytes);
      });
  return Scans;
}

} // namespace nplus1
