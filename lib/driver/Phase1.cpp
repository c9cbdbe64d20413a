#include "driver/Phase1.h"

#include "driver/EarlierRun.h"
#include "driver/FailedJob.h"
#include "driver/OutcomeCodec.h"
#include "driver/Relevance.h"
#include "driver/SharedPrefixes.h"
#include "driver/StoredResults.h"
#include "driver/UnitParse.h"
#include "driver/UnitScans.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/xxhash.h"

#include <numeric>
#include <set>

using namespace llvm;

namespace nplus1 {
namespace {

/// Units that are parsed before one knows what they have in common.
constexpr size_t FewUnits = 2;

class UnitRunner {
public:
  UnitRunner(std::span<const CompileUnit> Units, std::span<const Profile> Profiles,
             const Phase1Options &Options, ProgressCallback Progress)
      : Units(Units), Profiles(Profiles), Options(Options), Workers(Options, Progress),
        Results(Options.Files ? nullptr : Options.Results, Options.ResultsKey),
        Verify(Units, Options.Differs), Outcomes(Units.size()), Told(Units.size()),
        OutcomeDigests(Units.size()) {}

  std::vector<UnitOutcome> run() {
    std::vector<size_t> All(Units.size());
    std::iota(All.begin(), All.end(), 0);
    // Scanning one unit only to parse it would be a waste.
    if (!Options.Prefilter || Units.size() < 2) {
      analyze(All);
      return std::move(Outcomes);
    }
    for (UnitOutcome &Outcome : Outcomes)
      Outcome = irrelevant();
    if (!takeEarlierRun()) {
      auto Scans = scanUnits(Units, Profiles, Results, Checker, Verify, Workers);
      auto Scanned = lookupsOf(Scans);
      RelevantUnits Relevant(std::move(Scans), Profiles);
      std::vector<size_t> Taken;
      for (auto Next = Relevant.first(); !Next.empty(); Next = Relevant.next(Outcomes)) {
        analyze(Next);
        append_range(Taken, Next);
      }
      verifyRun(Taken);
      if (Scanned)
        keepRun(Taken, std::move(*Scanned));
    }
    for (size_t I = 0; I < Units.size(); ++I)
      tell(I);
    return std::move(Outcomes);
  }

  /// What an earlier run left of unit \p I.
  std::optional<UnitOutcome> known(size_t I) {
    auto Outcome = stored(I);
    if (Outcome && !Checker.stillHold(Outcome->Seen))
      Outcome.reset();
    return Outcome;
  }

private:
  std::span<const CompileUnit> Units;
  std::span<const Profile> Profiles;
  const Phase1Options &Options;
  UnitWorkers Workers;
  /// Edited files are not on the disk: what is found with them is not kept.
  StoredResults Results;
  Verification Verify;
  std::vector<UnitOutcome> Outcomes;
  std::vector<bool> Told;
  /// Of the bytes that outcomes are stored as; 0: they are not.
  std::vector<uint64_t> OutcomeDigests;
  LookupChecker Checker;

  /// What an earlier run left of unit \p I, whether it still holds or not.
  std::optional<UnitOutcome> stored(size_t I) {
    auto Bytes = Results.find("facts", Units[I]);
    OutcomeDigests[I] = Bytes ? xxh3_64bits(*Bytes) : 0;
    return Bytes ? decodeOutcome(*Bytes) : std::nullopt;
  }

  /// Nothing if a unit has no scan: what it depends on is not known.
  std::optional<JoinedLookups> lookupsOf(std::span<const std::optional<UnitFiles>> Scans) const {
    if (!Results || !all_of(Scans, [](const auto &Scan) { return Scan.has_value(); }))
      return std::nullopt;
    JoinedLookups Joined;
    for (const auto &Scan : Scans)
      Joined.add(Scan->Seen);
    return Joined;
  }

  bool hasFailed(size_t I) const { return Outcomes[I].Judged == UnitOutcome::Verdict::Failed; }

  static UnitOutcome irrelevant() {
    UnitOutcome Outcome;
    Outcome.Judged = UnitOutcome::Verdict::Irrelevant;
    return Outcome;
  }

  void keepRun(const std::vector<size_t> &Taken, JoinedLookups Joined) const {
    EarlierRun Run;
    for (size_t I : Taken) {
      Joined.add(Outcomes[I].Seen);
      Run.Relevant.push_back({I, OutcomeDigests[I], hasFailed(I)});
    }
    if (auto Seen = Joined.take()) {
      Run.Seen = std::move(*Seen);
      Results.storeRun(Units, encodeRun(Run));
    }
  }

  /// An earlier run since which nothing has changed.
  std::optional<EarlierRun> earlierRun() {
    auto Bytes = Results.findRun(Units);
    auto Run = Bytes ? decodeRun(*Bytes, Units.size()) : std::nullopt;
    if (Run && !Checker.stillHold(Run->Seen))
      Run.reset();
    return Run;
  }

  /// Tells of the units that only one of an earlier run and this one parsed.
  void verifyRun(const std::vector<size_t> &Taken) {
    auto Run = Verify ? earlierRun() : std::nullopt;
    // What failed then and does not now may have callers of its own.
    if (!Run || any_of(Run->Relevant, [&](const EarlierRun::RelevantUnit &Entry) {
          return Entry.Failed && !hasFailed(Entry.Unit);
        }))
      return;
    std::set<size_t> Other(Taken.begin(), Taken.end());
    for (const EarlierRun::RelevantUnit &Entry : Run->Relevant)
      if (!Other.erase(Entry.Unit))
        Other.insert(Entry.Unit);
    for (size_t I : Other)
      Verify.differs(I);
  }

  /// Takes the outcomes of an earlier run of all relevant units if nothing has changed since.
  bool takeEarlierRun() {
    auto Run = Verify ? std::nullopt : earlierRun();
    if (!Run)
      return false;
    std::vector<size_t> Failed;
    std::vector<std::pair<size_t, UnitOutcome>> Before;
    for (const EarlierRun::RelevantUnit &Entry : Run->Relevant) {
      if (Entry.Failed) {
        Failed.push_back(Entry.Unit);
        continue;
      }
      auto Outcome = stored(Entry.Unit);
      if (!Outcome || OutcomeDigests[Entry.Unit] != Entry.Outcome)
        return false;
      Before.emplace_back(Entry.Unit, std::move(*Outcome));
    }
    analyze(Failed, /*Quietly=*/true);
    // What a unit says that could not be parsed then may make others relevant.
    if (!all_of(Failed, [&](size_t I) { return hasFailed(I); })) {
      for (size_t I : Failed)
        Outcomes[I] = irrelevant();
      return false;
    }
    for (size_t I : Failed)
      tell(I);
    for (auto &[Unit, Outcome] : Before) {
      Outcomes[Unit] = std::move(Outcome);
      tell(Unit);
    }
    for (const CompileUnit &Unit : Units)
      Results.use("scan", Unit);
    return true;
  }

  /// Finds out which units begin alike, and returns \p Which in an order that makes
  /// the most of it.
  std::vector<size_t> compare(ArrayRef<size_t> Which, SharedPrefixes &Shared) {
    TrailFinder Trails;
    std::vector<size_t> Others;
    Workers.run(
        "compared", Which,
        [&](size_t I) {
          auto Trail = Shared.trailOf(I, Trails);
          return Trail ? encodeTrail(*Trail) : std::string();
        },
        [&](size_t I, const JobResult &Result) {
          auto Trail =
              Result.How == JobResult::End::Done ? decodeTrail(Result.Bytes) : std::nullopt;
          if (Trail)
            Shared.add(I, std::move(*Trail));
          else
            Others.push_back(I);
        });
    std::vector<size_t> Order = Shared.order();
    sort(Others);
    append_range(Order, Others);
    return Order;
  }

  /// What another step of the build should have made: no process is needed to see that.
  bool isMissing(const CompileUnit &Unit) const {
    return !Options.Files && sys::fs::is_directory(Unit.Directory) &&
           sys::path::is_absolute(Unit.File) && !sys::fs::exists(Unit.File);
  }

  /// \p Quietly: what is found may not be the last word.
  void analyze(ArrayRef<size_t> Which, bool Quietly = false) {
    auto finished = [&](size_t I) {
      if (!Quietly)
        tell(I);
    };
    std::vector<size_t> Open;
    for (size_t I : Which) {
      auto Outcome = known(I);
      if (Outcome && Verify) {
        Verify.expect(I, *Outcome);
        Outcome.reset();
      }
      if (Outcome) {
        Outcomes[I] = std::move(*Outcome);
        finished(I);
      } else if (isMissing(Units[I])) {
        Outcomes[I] = missingUnit();
        OutcomeDigests[I] = 0;
        finished(I);
      } else {
        Open.push_back(I);
      }
    }
    SharedPrefixes Shared(Units, Open, Profiles); // each worker goes on with a copy of its own
    if (!Options.Files && Open.size() > FewUnits)
      Open = compare(Open, Shared);
    Workers.run(
        "analysed", Open,
        [&](size_t I) {
          return Options.Files ? encodeOutcome(analyzeUnit(Units[I], Profiles, Options.Files()))
                               : Shared.analyze(I);
        },
        [&](size_t I, const JobResult &Result) {
          Outcomes[I] = outcomeOf(Units[I], Result);
          OutcomeDigests[I] = Result.How == JobResult::End::Done ? xxh3_64bits(Result.Bytes) : 0;
          Verify.compare(I, Outcomes[I]);
          if (!hasFailed(I))
            Results.store("facts", Units[I], Result.Bytes);
          finished(I);
        },
        [&] { Shared.leave(); });
  }

  void tell(size_t Unit) {
    if (Options.Finished && !Told[Unit])
      Options.Finished(Unit, Outcomes[Unit]);
    Told[Unit] = true;
  }

  UnitOutcome outcomeOf(const CompileUnit &Unit, const JobResult &Result) const {
    if (Result.How == JobResult::End::Done)
      if (auto Outcome = decodeOutcome(Result.Bytes))
        return std::move(*Outcome);
    return failedUnit(problemOf(Unit, Result, Workers.limits()));
  }
};

} // namespace

std::vector<UnitOutcome> analyzeUnits(std::span<const CompileUnit> Units,
                                      std::span<const Profile> Profiles,
                                      const Phase1Options &Options, ProgressCallback Progress) {
  return UnitRunner(Units, Profiles, Options, Progress).run();
}

std::vector<std::optional<UnitOutcome>> knownOutcomes(std::span<const CompileUnit> Units,
                                                      const Phase1Options &Options) {
  auto Quiet = [](StringRef, size_t, size_t) {};
  UnitRunner Runner(Units, {}, Options, Quiet);
  std::vector<std::optional<UnitOutcome>> Known;
  for (size_t I = 0; I < Units.size(); ++I)
    Known.push_back(Runner.known(I));
  return Known;
}

} // namespace nplus1
