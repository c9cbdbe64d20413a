#include "driver/Relevance.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSet.h"
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
      Unit.Defines = std::move(Scan->Defines);
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
  auto More = thatImplement(Known.get(), Outcomes);
  if (More.empty())
    More = thatCall(Known.get(), Outcomes);
  // What is missing is known best when everything else is there.
  if (More.empty())
    More = thatSupply(missingCode(Known.get()), Outcomes);
  return More;
}

const DefinedNames &RelevantUnits::definedIn(unsigned File) {
  auto [Known, IsNew] = InFiles.try_emplace(File);
  if (IsNew)
    if (auto Text = MemoryBuffer::getFile(PathById[File]))
      Known->second.addFrom((*Text)->getBuffer());
  return Known->second;
}

DenseSet<unsigned> RelevantUnits::parsed(std::span<const UnitOutcome> Outcomes) {
  DenseSet<unsigned> Files;
  for (const UnitOutcome &Outcome : Outcomes)
    for (const InputFile &File : Outcome.Seen.Files)
      Files.insert(idOf(File.Path));
  return Files;
}

/// The name of the class in a method's USR, which has it in front of "@F@".
static StringRef classIn(StringRef Usr) { return Usr.split("@F@").first.rsplit('@').second; }

std::vector<size_t> RelevantUnits::thatImplement(const Program &Known,
                                                 std::span<const UnitOutcome> Outcomes) {
  struct Overridden {
    StringRef Name;
    DenseSet<unsigned> Headers;
    StringSet<> Classes; ///< that are known to implement it
    size_t Wanted;
  };
  StringMap<Overridden> Methods;
  for (const UnitOutcome &Outcome : Outcomes)
    for (const HeaderDeclaration &Declared : Outcome.Declarations)
      if (auto Method = Known.queries().method(Declared.Usr); Method.mayQuery()) {
        Overridden &It = Methods[Declared.Usr];
        It.Name = Declared.Name;
        It.Classes.insert(classIn(Declared.Usr));
        for (FunctionId Overrider : Known.overriders(Declared.Usr))
          It.Classes.insert(classIn(Known.text(Overrider, Known.facts(Overrider).Usr)));
        for (StringRef Overrider : Known.declaredOverriders(Declared.Usr))
          It.Classes.insert(classIn(Overrider));
        It.Wanted = Method.many() - Method.Implementations;
        for (const std::string &Header : Declared.Headers)
          It.Headers.insert(idOf(Header));
      }
  if (Methods.empty())
    return {};
  const DenseSet<unsigned> Parsed = parsed(Outcomes);
  auto mayImplement = [&](const UnitState &Unit, const Overridden &It) {
    return any_of(It.Headers, [&](unsigned Header) { return Unit.Files.contains(Header); }) &&
           (Unit.Defines.mayDefineInAnyClass(It.Name) || any_of(Unit.Files, [&](unsigned File) {
              return !Parsed.contains(File) && definedIn(File).mayDefineInAnyClass(It.Name);
            }));
  };
  // Who overrides a method often calls the one that it overrides.
  auto callsOverridden = [](const UnitState &Unit, const Overridden &It) {
    StringRef Name = It.Name.rsplit("::").second;
    return any_of(It.Classes, [&](const auto &Class) {
      return Unit.Defines.mayCallQualified(Class.getKey(), Name);
    });
  };
  auto takeThose = [&](function_ref<bool(const UnitState &, const Overridden &)> That) {
    return take([&](const UnitState &Unit) {
      SmallVector<Overridden *, 4> May;
      for (auto &Method : Methods)
        if (That(Unit, Method.getValue()) && mayImplement(Unit, Method.getValue()))
          May.push_back(&Method.getValue());
      if (none_of(May, [](const Overridden *It) { return It->Wanted; }))
        return false;
      for (Overridden *It : May)
        It->Wanted -= It->Wanted > 0;
      return true;
    });
  };
  std::vector<size_t> Taken = takeThose(callsOverridden);
  append_range(Taken, takeThose([](const UnitState &, const Overridden &) { return true; }));
  sort(Taken);
  return Taken;
}

std::vector<size_t> RelevantUnits::thatCall(const Program &Known,
                                            std::span<const UnitOutcome> Outcomes) {
  SmallVector<unsigned, 64> Headers;
  SmallVector<StringRef, 16> Functions;
  for (const UnitOutcome &Outcome : Outcomes)
    for (const HeaderDeclaration &Found : Outcome.Declarations)
      if (Known.queries().method(Found.Usr).mayQuery() ||
          any_of(Known.named(Found.Usr),
                 [&](FunctionId Id) { return Known.queries().mayQuery(Id); })) {
        for (const std::string &Header : Found.Headers)
          Headers.push_back(idOf(Header));
        if (!Found.Member)
          Functions.push_back(Found.Name);
      }
  sort(Headers);
  Headers.erase(std::unique(Headers.begin(), Headers.end()), Headers.end());
  return take([&](const UnitState &Unit) {
    return includesAny(Unit.Files, Headers) ||
           any_of(Functions, [&](StringRef Name) { return Unit.Defines.mayDeclare(Name); });
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
      if (Missing.Callers.count(Known.Usr))
        add(Known, [&](const DefinedNames &Names) {
          return !Known.Headers.empty() || Names.mayDeclare(Known.Name);
        });
    }
  return take([&](const UnitState &Unit) { return Supplies[&Unit - Units.data()]; });
}

} // namespace nplus1
