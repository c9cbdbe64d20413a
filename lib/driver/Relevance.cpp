#include "driver/Relevance.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"

using namespace llvm;

namespace nplus1 {
namespace {

/// Functions that query, and who calls them, by name across units.
class QueryingFunctions {
public:
  void add(const UnitFacts &Facts) {
    for (const FunctionFacts &Function : Facts.Functions) {
      StringRef Usr = Facts.text(Function.Usr);
      // Who calls the overridden method may run this one.
      for (StringId Overridden : Function.Overrides)
        Callers[Usr].push_back(Facts.text(Overridden));
      for (const Event &E : Function.Events)
        if (E.K == Event::Kind::Call)
          Callers[Facts.text(E.Callee)].push_back(Usr);
        else if (isQuery(E.K))
          mark(Usr);
      // Lambdas are functions of their own; what they do counts for who holds them.
      for (const Value &V : Function.Values)
        if (V.K == Value::Kind::Callable)
          Callers[Facts.text(V.Name)].push_back(Usr);
    }
  }

  const StringSet<> &close() {
    while (!Pending.empty()) {
      StringRef Usr = Pending.pop_back_val();
      for (StringRef Caller : Callers.lookup(Usr))
        mark(Caller);
    }
    return Found;
  }

private:
  StringMap<SmallVector<StringRef, 2>> Callers;
  StringSet<> Found;
  SmallVector<StringRef, 16> Pending;

  static bool isQuery(Event::Kind Kind) {
    switch (Kind) {
    case Event::Kind::Load:
    case Event::Kind::Find:
    case Event::Kind::Execute:
    case Event::Kind::Count:
    case Event::Kind::Rows:
    case Event::Kind::Prefetch:
    case Event::Kind::Write:
    case Event::Kind::Statement:
      return true;
    case Event::Kind::Call:
    case Event::Kind::Invoke:
    case Event::Kind::Store:
    case Event::Kind::Lookup:
      return false;
    }
    return false;
  }

  void mark(StringRef Usr) {
    if (auto [At, IsNew] = Found.insert(Usr); IsNew)
      Pending.push_back(At->getKey());
  }
};

} // namespace

StringSet<> queryingHeaders(std::span<const UnitOutcome> Outcomes) {
  QueryingFunctions Functions;
  for (const UnitOutcome &Outcome : Outcomes)
    Functions.add(Outcome.Facts);
  const StringSet<> &Querying = Functions.close();
  StringSet<> Headers;
  for (const UnitOutcome &Outcome : Outcomes)
    for (const HeaderDeclaration &Declaration : Outcome.Declarations)
      if (Querying.contains(Declaration.Usr))
        for (const std::string &Header : Declaration.Headers)
          Headers.insert(Header);
  return Headers;
}

/// The code that is missing from the units analysed so far.
static MissingCode missingFrom(std::span<UnitOutcome> Outcomes, std::span<const Profile> Profiles) {
  // Facts are large: they are lent, and come back in the order of the program.
  std::vector<UnitOutcome *> Lenders;
  for (UnitOutcome &Outcome : Outcomes)
    if (Outcome.Judged == UnitOutcome::Verdict::Analysed ||
        Outcome.Judged == UnitOutcome::Verdict::Partial)
      Lenders.push_back(&Outcome);
  sort(Lenders, [](const UnitOutcome *A, const UnitOutcome *B) {
    return Program::isBefore(A->Facts, B->Facts);
  });
  std::vector<UnitFacts> Facts;
  for (UnitOutcome *Lender : Lenders)
    Facts.push_back(std::move(Lender->Facts));
  Program Known(std::move(Facts), Profiles);
  MissingCode Missing = missingCode(Known);
  for (auto [Lender, Back] : zip(Lenders, Known.takeUnits()))
    Lender->Facts = std::move(Back);
  return Missing;
}

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
  SmallVector<unsigned, 64> Headers;
  for (const auto &Header : queryingHeaders(Outcomes))
    Headers.push_back(idOf(Header.getKey()));
  auto Callers = take([&](const UnitState &Unit) { return includesAny(Unit.Files, Headers); });
  // What is missing is known best when everything else is there.
  return Callers.empty() ? thatSupply(missingFrom(Outcomes, Profiles), Outcomes) : Callers;
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
      if (!Known.Name.empty() && Missing.Bodies.count(Known.Usr))
        add(Known, [&](const DefinedNames &Names) {
          return Known.Virtual ? Names.mayDefineInAnyClass(Known.Name)
                               : Names.mayDefine(Known.Name);
        });
      if (auto At = Missing.Siblings.find(Known.Usr); At != Missing.Siblings.end())
        add(Known, [&](const DefinedNames &Names) { return Names.mayDefineMethodOf(At->second); });
      if (Missing.Callers.count(Known.Usr))
        add(Known, [](const DefinedNames &) { return true; });
    }
  return take([&](const UnitState &Unit) { return Supplies[&Unit - Units.data()]; });
}

} // namespace nplus1
