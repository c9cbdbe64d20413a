#include "driver/Phase1.h"

#include "driver/Jobs.h"
#include "driver/OutcomeCodec.h"
#include "driver/Relevance.h"
#include "driver/SharedPrefixes.h"
#include "driver/UnitScan.h"
#include "driver/WorkerPool.h"
#include "support/ByteStream.h"

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Program.h"
#include "llvm/Support/xxhash.h"

#include <cstring>
#include <numeric>

using namespace llvm;

namespace nplus1 {
namespace {

/// A command for a shell that parses the unit in the same way.
std::string reproducer(const CompileUnit &Unit) {
  std::vector<StringRef> Words = {Unit.Arguments.front(), "-fsyntax-only"};
  Words.insert(Words.end(), Unit.Arguments.begin() + 1, Unit.Arguments.end());
  std::string Text = "cd " + Unit.Directory + " &&";
  raw_string_ostream OS(Text);
  for (StringRef Word : Words) {
    OS << ' ';
    sys::printArg(OS, Word, /*Quote=*/Word.find_first_of(" \t\"'\\$&;|<>()*?") != StringRef::npos);
  }
  return Text;
}

/// Units that are parsed before one knows what they have in common.
constexpr size_t FewUnits = 2;

class UnitRunner {
public:
  UnitRunner(std::span<const CompileUnit> Units, std::span<const Profile> Profiles,
             const Phase1Options &Options, ProgressCallback Progress)
      : Units(Units), Profiles(Profiles), Options(Options), Progress(Progress),
        Outcomes(Units.size()), ScanDigests(Units.size()), OutcomeDigests(Units.size()) {
    Limits.Workers = Options.Jobs ? Options.Jobs : defaultJobs();
    Limits.Time = Options.TimeLimit;
    Limits.Memory = Options.MemoryLimit;
  }

  std::vector<UnitOutcome> run() {
    std::vector<size_t> All(Units.size());
    std::iota(All.begin(), All.end(), 0);
    // Scanning one unit only to parse it would be a waste.
    if (!Options.Prefilter || Units.size() < 2) {
      analyze(All);
      return std::move(Outcomes);
    }
    for (UnitOutcome &Outcome : Outcomes)
      Outcome.Judged = UnitOutcome::Verdict::Irrelevant;
    auto Scans = scan();
    if (!areAsBefore()) {
      RelevantUnits Relevant(std::move(Scans), Profiles);
      std::vector<size_t> Taken;
      for (auto Next = Relevant.first(); !Next.empty(); Next = Relevant.next(Outcomes)) {
        analyze(Next);
        append_range(Taken, Next);
      }
      keepRelevant(Taken);
    }
    for (size_t I = 0; I < Units.size(); ++I)
      if (Outcomes[I].Judged == UnitOutcome::Verdict::Irrelevant)
        tell(I);
    return std::move(Outcomes);
  }

  /// What an earlier run left of unit \p I.
  std::optional<UnitOutcome> known(size_t I) {
    auto Bytes = cached("facts", Units[I]);
    auto Outcome = Bytes ? decodeOutcome(*Bytes) : std::nullopt;
    if (Outcome && !Checker.stillHold(Outcome->Seen))
      Outcome.reset();
    if (Outcome)
      OutcomeDigests[I] = xxh3_64bits(*Bytes);
    return Outcome;
  }

private:
  std::span<const CompileUnit> Units;
  std::span<const Profile> Profiles;
  const Phase1Options &Options;
  ProgressCallback Progress;
  WorkerLimits Limits;
  std::vector<UnitOutcome> Outcomes;
  /// Of the bytes that scans and outcomes are stored as; 0: there is none.
  std::vector<uint64_t> ScanDigests, OutcomeDigests;
  LookupChecker Checker;
  DenseMap<size_t, std::string> Unverified; ///< results of earlier runs

  std::vector<std::optional<UnitFiles>> scan() {
    std::vector<std::optional<UnitFiles>> Scans(Units.size());
    std::vector<size_t> Open;
    for (size_t I = 0; I < Units.size(); ++I) {
      auto Bytes = cached("scan", Units[I]);
      if (Bytes)
        Scans[I] = decodeFiles(*Bytes);
      const bool Holds = Scans[I] && Checker.stillHold(Scans[I]->Seen);
      ScanDigests[I] = Holds ? xxh3_64bits(*Bytes) : 0;
      if (Holds && !mustVerify(I, *Bytes))
        continue;
      Scans[I].reset();
      Open.push_back(I);
    }
    UnitScanner Scanner(Profiles); // each worker goes on with a copy of its own
    inWorkers(
        "scanned", Open, [&](size_t I) { return encodeFiles(Scanner.scan(Units[I])); },
        [&](size_t I, const JobResult &Result) {
          // A unit that cannot be scanned is parsed, which tells what is wrong.
          if (Result.How != JobResult::End::Done)
            return;
          Scans[I] = decodeFiles(Result.Bytes);
          ScanDigests[I] = xxh3_64bits(Result.Bytes);
          verify(I, Result.Bytes);
          if (Scans[I])
            keep("scan", Units[I], Result.Bytes);
        });
    return Scans;
  }

  // Which units are relevant follows from the scans of all and the outcomes of the
  // relevant ones. As long as these are the same, nothing has to be asked again.

  struct RelevantUnit {
    uint64_t Unit = 0;
    uint64_t Outcome = 0; ///< digest
    uint8_t Failed = 0;   ///< outcomes of these are not kept

    template <class Stream> static void fields(Stream &S, auto &U) {
      S.number(U.Unit);
      S.number(U.Outcome);
      S.number(U.Failed);
    }
  };

  std::string relevantKey() const {
    ByteWriter Key;
    Key.text("relevant");
    Key.text(Options.ResultsKey);
    for (size_t I = 0; I < Units.size(); ++I) {
      Key.text(keyOf("facts", Units[I]));
      Key.number(ScanDigests[I]);
    }
    return Key.take();
  }

  void keepRelevant(const std::vector<size_t> &Taken) const {
    if (!usesCache())
      return;
    ByteWriter Bytes;
    Bytes.count(Taken);
    for (size_t I : Taken) {
      // What crashed or took too long may not do so again.
      if (!OutcomeDigests[I])
        return;
      const RelevantUnit Entry{I, OutcomeDigests[I],
                               Outcomes[I].Judged == UnitOutcome::Verdict::Failed};
      RelevantUnit::fields(Bytes, Entry);
    }
    Options.Results->store(relevantKey(), Bytes.take());
  }

  /// Takes the outcomes of earlier runs of all relevant units, or changes nothing.
  bool areAsBefore() {
    if (!usesCache() || Options.Differs)
      return false;
    auto Bytes = Options.Results->find(relevantKey());
    if (!Bytes)
      return false;
    ByteReader Reader(*Bytes);
    std::vector<RelevantUnit> Entries;
    Reader.count(Entries, /*LeastBytes=*/3);
    for (RelevantUnit &Entry : Entries) {
      RelevantUnit::fields(Reader, Entry);
      Reader.require(Entry.Unit < Units.size());
    }
    if (!Reader.isWhole())
      return false;
    std::vector<size_t> Failed;
    std::vector<std::pair<size_t, UnitOutcome>> Before;
    for (const RelevantUnit &Entry : Entries) {
      if (Entry.Failed) {
        Failed.push_back(Entry.Unit);
        continue;
      }
      auto Outcome = known(Entry.Unit);
      if (!Outcome || OutcomeDigests[Entry.Unit] != Entry.Outcome)
        return false;
      Before.emplace_back(Entry.Unit, std::move(*Outcome));
    }
    for (auto &[Unit, Outcome] : Before) {
      Outcomes[Unit] = std::move(Outcome);
      tell(Unit);
    }
    analyze(Failed);
    return true;
  }

  /// Finds out which units begin alike, and returns \p Which in an order that makes
  /// the most of it.
  std::vector<size_t> compare(ArrayRef<size_t> Which, SharedPrefixes &Shared) {
    TrailFinder Trails;
    std::vector<size_t> Others;
    inWorkers(
        "compared", Which,
        [&](size_t I) {
          auto Trail = Trails.find(Units[I]);
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

  void analyze(ArrayRef<size_t> Which) {
    std::vector<size_t> Open;
    for (size_t I : Which) {
      auto Outcome = known(I);
      if (Outcome && Options.Differs && mustVerify(I, encodeOutcome(*Outcome)))
        Outcome.reset();
      if (Outcome) {
        Outcomes[I] = std::move(*Outcome);
        tell(I);
      } else {
        Open.push_back(I);
      }
    }
    SharedPrefixes Shared(Units, Profiles); // each worker goes on with a copy of its own
    if (!Options.Files && Open.size() > FewUnits)
      Open = compare(Open, Shared);
    inWorkers(
        "analysed", Open,
        [&](size_t I) {
          return Options.Files ? encodeOutcome(analyzeUnit(Units[I], Profiles, Options.Files()))
                               : Shared.analyze(I);
        },
        [&](size_t I, const JobResult &Result) {
          Outcomes[I] = outcomeOf(Units[I], Result);
          OutcomeDigests[I] = Result.How == JobResult::End::Done ? xxh3_64bits(Result.Bytes) : 0;
          verify(I, Result.Bytes);
          if (Outcomes[I].Judged != UnitOutcome::Verdict::Failed)
            keep("facts", Units[I], Result.Bytes);
          tell(I);
        },
        [&] { Shared.leave(); });
  }

  /// Keeps what was found for \p Unit, to be compared with what it should be.
  bool mustVerify(size_t Unit, StringRef Bytes) {
    if (Options.Differs)
      Unverified[Unit] = Bytes.str();
    return bool(Options.Differs);
  }

  void verify(size_t Unit, StringRef Bytes) {
    auto Found = Unverified.find(Unit);
    if (Found == Unverified.end())
      return;
    if (Found->second != Bytes)
      Options.Differs(Unit);
    Unverified.erase(Found);
  }

  void tell(size_t Unit) const {
    if (Options.Finished)
      Options.Finished(Unit, Outcomes[Unit]);
  }

  void inWorkers(
      StringRef What, ArrayRef<size_t> Which, function_ref<std::string(size_t)> Work,
      function_ref<void(size_t, const JobResult &)> Finished,
      function_ref<void()> Leaving = [] {}) {
    size_t Done = 0;
    runInWorkers(
        Which.size(), Limits, [&](size_t Job) { return Work(Which[Job]); },
        [&](size_t Job, JobResult Result) {
          Progress(What, ++Done, Which.size());
          Finished(Which[Job], Result);
        },
        [&] { Progress(What, Done, Which.size()); }, Leaving);
  }

  /// Edited files are not on the disk: what is found with them is not kept.
  bool usesCache() const { return Options.Results && !Options.Files; }

  std::string keyOf(StringRef Kind, const CompileUnit &Unit) const {
    ByteWriter Key;
    for (const std::string &Part : {Kind.str(), Options.ResultsKey, Unit.Directory, Unit.File})
      Key.text(Part);
    for (const std::string &Argument : Unit.Arguments)
      Key.text(Argument);
    return Key.take();
  }

  std::optional<std::string> cached(StringRef Kind, const CompileUnit &Unit) const {
    return usesCache() ? Options.Results->find(keyOf(Kind, Unit)) : std::nullopt;
  }

  void keep(StringRef Kind, const CompileUnit &Unit, StringRef Bytes) const {
    if (usesCache())
      Options.Results->store(keyOf(Kind, Unit), Bytes);
  }

  UnitOutcome outcomeOf(const CompileUnit &Unit, const JobResult &Result) const {
    if (Result.How == JobResult::End::Done)
      if (auto Outcome = decodeOutcome(Result.Bytes))
        return std::move(*Outcome);
    UnitOutcome Failed;
    Failed.Problem = problemOf(Result) + "; to see it: " + reproducer(Unit);
    return Failed;
  }

  std::string problemOf(const JobResult &Result) const {
    switch (Result.How) {
    case JobResult::End::TimedOut:
      return "took longer than " + std::to_string(Options.TimeLimit.count()) + " s";
    case JobResult::End::OutOfMemory:
      return "needed more than " + std::to_string(Options.MemoryLimit >> 20) + " MB of memory";
    case JobResult::End::Crashed:
      return Result.Signal ? std::string("crashed the parser (") + strsignal(Result.Signal) + ")"
                           : "ended the parser unexpectedly";
    case JobResult::End::Done:
      break;
    }
    return "gave an answer that cannot be read";
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
