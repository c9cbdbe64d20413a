#include "driver/Relevance.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"

using namespace llvm;

namespace nplus1 {
namespace {

/// What is known so far of the program. Facts are large: they are lent, and come back
/// to the outcomes in the end.
class KnownProgram {
public:
  KnownProgram(std::span<UnitOutcome> Outcomes, std::span<const Profile> Profiles)
      : Lenders(lendersOf(Outcomes)), Joined(factsOf(Lenders), Profiles) {}

  ~KnownProgram() {
    for (auto [Lender, Back] : zip(Lenders, Joined.takeUnits()))
      Lender->Facts = std::move(Back);
  }
  KnownProgram(const KnownProgram &) = delete;

  const Program &get() const { return Joined; }

private:
  std::vector<UnitOutcome *> Lenders; ///< in the order of the program
  Program Joined;

  static std::vector<UnitOutcome *> lendersOf(std::span<UnitOutcome> Outcomes) {
    std::vector<UnitOutcome *> Lenders;
    for (UnitOutcome &Outcome : Outcomes)
      if (Outcome.Judged == UnitOutcome::Verdict::Analysed ||
          Outcome.Judged == UnitOutcome::Verdict::Partial)
        Lenders.push_back(&Outcome);
    sort(Lenders, [](const UnitOutcome *A, const UnitOutcome *B) {
      return Program::isBefore(A->Facts, B->Facts);
    });
    return Lenders;
  }

  static std::vector<UnitFacts> factsOf(ArrayRef<UnitOutcome *> Lenders) {
    std::vector<UnitFacts> Facts;
    for (UnitOutcome *Lender : Lenders)
      Facts.push_back(std::move(Lender->Facts));
    return Facts;
  }
};

} // namespace

RelevantUnits::RelevantUnits(std::vector<std::optional<UnitFiles>> Scans,
                             std::span<const Profile> Profiles)
    : Profiles(Profiles), Units(Scans.size()) {
  for (auto [Unit, Scan] : zip(Units, Scans)) {
    Unit.UsesOrm = !Scan || Scan->mayUseOrm();
    // Those are taken at once, whatever they include.
    if (!Unit.UsesOrm) {
      for (const InputFile &File : Scan->Seen.Files)
        Unit.Files.insert(idOf(File.Path));
      for (uint32_t Header : Scan->Headers)
        Unit.Headers.push_back(idOf(Scan->Seen.Files[Header].Path));
      Unit.Defines = std::move(Scan->Defines);
      Unit.Mentions = std::move(Scan->Mentions);
    }
    Scan.reset();
  }
}

unsigned RelevantUnits::idOf(StringRef Path) {
  auto [Known, IsNew] = IdByPath.try_emplace(Path, 0);
  if (IsNew) {
    SmallString<256> Real;
    if (sys::fs::real_path(Path, Real))
      Real = Path;
    Known->second = IdByRealPath.try_emplace(Real, unsigned(IdByRealPath.size())).first->second;
    if (Known->second == PathById.size())
      PathById.push_back(Path.str());
  }
  return Known->second;
}

std::vector<size_t> RelevantUnits::take(function_ref<bool(const UnitState &)> Wanted) {
  std::vector<size_t> Taken;
  for (auto [Index, Unit] : enumerate(Units))
    if (!Unit.Taken && Wanted(Unit)) {
      Unit.Taken = true;
      Taken.push_back(Index);
    }
  return Taken;
}

static bool includesAny(const DenseSet<unsigned> &Files, ArrayRef<unsigned> Headers) {
  return any_of(Headers, [&](unsigned Id) { return Files.contains(Id); });
}

std::vector<size_t> RelevantUnits::first() {
  return take([](const UnitState &Unit) { return Unit.UsesOrm; });
}

std::vector<size_t> RelevantUnits::next(std::span<UnitOutcome> Outcomes) {
  if (all_of(Units, [](const UnitState &Unit) { return Unit.Taken; }))
    return {};
  const KnownProgram Known(Outcomes, Profiles);
  const QueryReach &Queries = Known.get().queries();
  auto More = thatImplement(Queries, Outcomes);
  if (More.empty())
    More = thatCall(
        [&](StringRef Usr) {
          return Queries.method(Usr).mayQuery() ||
                 any_of(Known.get().named(Usr),
                        [&](FunctionId Id) { return Queries.mayQuery(Id); });
        },
        Outcomes);
  if (!More.empty())
    return More;
  // What is missing is known best when everything else is there.
  const MissingCode Missing = missingCode(Known.get());
  More = thatSupply(Missing, Outcomes);
  append_range(More, thatCall([&](StringRef Usr) { return Missing.Callers.count(Usr.str()) > 0; },
                              Outcomes));
  return More;
}

std::vector<size_t> RelevantUnits::thatImplement(const QueryReach &Queries,
                                                 std::span<const UnitOutcome> Outcomes) {
  struct Overridden {
    StringRef Name;
    DenseSet<unsigned> Headers;
    size_t Wanted;
  };
  StringMap<Overridden> Methods;
  for (const UnitOutcome &Outcome : Outcomes)
    for (const HeaderDeclaration &Declared : Outcome.Declarations)
      if (auto Method = Queries.method(Declared.Usr); Method.mayQuery()) {
        Overridden &It = Methods[Declared.Usr];
        It.Name = Declared.Name;
        It.Wanted = Method.many() - Method.Implementations;
        for (const std::string &Header : Declared.Headers)
          It.Headers.insert(idOf(Header));
      }
  auto mayImplement = [](const UnitState &Unit, const Overridden &It) {
    return Unit.Defines.mayDefineInAnyClass(It.Name) &&
           any_of(It.Headers, [&](unsigned Header) { return Unit.Files.contains(Header); });
  };
  return take([&](const UnitState &Unit) {
    SmallVector<Overridden *, 4> May;
    for (auto &Method : Methods)
      if (mayImplement(Unit, Method.getValue()))
        May.push_back(&Method.getValue());
    if (none_of(May, [](const Overridden *It) { return It->Wanted; }))
      return false;
    for (Overridden *It : May)
      It->Wanted -= It->Wanted > 0;
    return true;
  });
}

const MentionedNames &RelevantUnits::mentionsOf(unsigned Header) {
  auto [Known, IsNew] = Mentions.try_emplace(Header);
  if (IsNew)
    if (auto Text = MemoryBuffer::getFile(PathById[Header]))
      Known->second = mentionedIn((*Text)->getBuffer());
  return Known->second;
}

std::vector<size_t> RelevantUnits::thatCall(function_ref<bool(StringRef)> IsWanted,
                                            std::span<const UnitOutcome> Outcomes) {
  // By the header that declares them: what has to be mentioned to call the functions.
  DenseMap<unsigned, DenseSet<uint32_t>> Announced;
  DenseSet<unsigned> CalledWithoutName;
  DenseSet<uint32_t> Names;
  DenseSet<unsigned> Parsed;
  for (const UnitOutcome &Outcome : Outcomes) {
    for (const HeaderDeclaration &Known : Outcome.Declarations)
      if (IsWanted(Known.Usr)) {
        const std::optional<uint32_t> Name = mentionOf(Known.Name);
        if (Name)
          Names.insert(*Name);
        for (const std::string &Header : Known.Headers)
          if (Name)
            Announced[idOf(Header)].insert(*Name);
          else
            CalledWithoutName.insert(idOf(Header));
      }
    if (Outcome.Judged == UnitOutcome::Verdict::Analysed)
      for (const InputFile &File : Outcome.Seen.Files)
        Parsed.insert(idOf(File.Path));
  }

  // Of a header that was parsed, the facts say what its inline functions call.
  DenseMap<unsigned, SmallVector<uint32_t, 0>> Brought;
  auto broughtBy = [&](unsigned Header) -> ArrayRef<uint32_t> {
    auto [Known, IsNew] = Brought.try_emplace(Header);
    if (IsNew) {
      const MentionedNames &In = mentionsOf(Header);
      copy_if(Parsed.contains(Header) ? In.Open : In.All, std::back_inserter(Known->second),
              [&](uint32_t Name) { return Names.contains(Name); });
    }
    return Known->second;
  };
  return take([&](const UnitState &Unit) {
    DenseSet<uint32_t> Wanted;
    for (unsigned Included : Unit.Files) {
      if (CalledWithoutName.contains(Included))
        return true;
      if (auto At = Announced.find(Included); At != Announced.end())
        Wanted.insert(At->second.begin(), At->second.end());
    }
    auto isWanted = [&](uint32_t Name) { return Wanted.contains(Name); };
    return !Wanted.empty() &&
           (any_of(Unit.Mentions, isWanted) || any_of(Unit.Headers, [&](unsigned Header) {
              return any_of(broughtBy(Header), isWanted);
            }));
  });
}

std::vector<size_t> RelevantUnits::thatSupply(const MissingCode &Missing,
                                              std::span<const UnitOutcome> Outcomes) {
  std::vector<bool> Supplies(Units.size());
  auto add = [&](const HeaderDeclaration &Known,
                 function_ref<bool(const DefinedNames &)> MayDefine) {
    SmallVector<unsigned, 8> Headers;
    for (const std::string &Header : Known.Headers)
      Headers.push_back(idOf(Header));
    for (auto [Index, Unit] : enumerate(Units))
      if (!Unit.Taken && !Supplies[Index] && MayDefine(Unit.Defines) &&
          (Headers.empty() || includesAny(Unit.Files, Headers)))
        Supplies[Index] = true;
  };
  for (const UnitOutcome &Outcome : Outcomes)
    for (const HeaderDeclaration &Known : Outcome.Declarations) {
      if (!Known.Defined && Missing.Bodies.count(Known.Usr))
        add(Known, [&](const DefinedNames &Names) {
          return Known.Virtual ? Names.mayDefineInAnyClass(Known.Name)
                               : Names.mayDefine(Known.Name);
        });
      if (auto At = Missing.Siblings.find(Known.Usr); At != Missing.Siblings.end())
        add(Known, [&](const DefinedNames &Names) { return Names.mayDefineMethodOf(At->second); });
    }
  return take([&](const UnitState &Unit) { return Supplies[&Unit - Units.data()]; });
}

} // namespace nplus1
