#include "driver/Doctor.h"

#include "driver/Jobs.h"
#include "driver/OutcomeCodec.h"
#include "driver/Phase1.h"
#include "driver/UnitScan.h"
#include "driver/WorkerPool.h"
#include "orm/HeaderPattern.h"

#include "llvm/ADT/STLExtras.h"

#include <map>
#include <tuple>

using namespace llvm;

namespace nplus1 {

static std::vector<FlagSummary> summarizeFlags(const Project &Of) {
  std::map<std::tuple<std::string, FlagDecision::What, std::string, std::string>, size_t> Counts;
  for (const CompileUnit &Unit : Of.Units)
    for (const FlagDecision &D : Unit.Decisions) {
      // "-MF a.d" and "-MF b.d" are one decision; outputs differ in every unit.
      std::string Flag = StringRef(D.Flag).split(' ').first.str();
      ++Counts[{Flag, D.Did, D.To, D.Why}];
    }
  std::vector<FlagSummary> Result;
  for (const auto &[Key, Units] : Counts) {
    const auto &[Flag, Did, To, Why] = Key;
    Result.push_back({{Did, Flag, To, Why}, Units});
  }
  sort(Result, [](const FlagSummary &L, const FlagSummary &R) {
    return std::tie(R.Units, L.Decision.Flag) < std::tie(L.Units, R.Decision.Flag);
  });
  return Result;
}

static std::string profileOf(StringRef Header, std::span<const Profile> Profiles) {
  for (const Profile &P : Profiles)
    if (any_of(P.Headers, [&](const std::string &H) { return matchesHeader(Header, H); }))
      return P.Title;
  return {};
}

Diagnosis diagnose(const Project &Of) {
  Diagnosis Result;
  Result.Flags = summarizeFlags(Of);
  Result.Units.resize(Of.Units.size());
  UnitScanner Scanner(Of.Profiles); // each worker goes on with a copy of its own
  WorkerLimits Limits;
  Limits.Workers = defaultJobs();
  Limits.Time = Phase1Options().TimeLimit;
  Limits.Memory = Phase1Options().MemoryLimit;
  runInWorkers(
      Of.Units.size(), Limits, [&](size_t I) { return encodeFiles(Scanner.scan(Of.Units[I])); },
      [&](size_t I, JobResult Done) {
        std::optional<UnitFiles> Files;
        if (Done.How == JobResult::End::Done)
          Files = decodeFiles(Done.Bytes);
        if (!Files) {
          Files.emplace();
          Files->Problem = "it crashes the preprocessor, or takes too much time or memory";
        }
        Result.Units[I] = {I, Files->OrmHeader, profileOf(Files->OrmHeader, Of.Profiles),
                           std::move(Files->Problem)};
      });
  return Result;
}

} // namespace nplus1
