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

RelevantUnits::RelevantUnits(std::vector<std::optional<UnitFiles>> Scans) : Units(Scans.size()) {
  for (auto [Unit, Scan] : zip(Units, Scans)) {
    Unit.UsesOrm = !Scan || Scan->mayUseOrm();
    // Those are taken at once, whatever they include.
    if (!Unit.UsesOrm)
      for (const InputFile &File : Scan->Seen.Files)
        Unit.Files.insert(idOf(File.Path));
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

std::vector<size_t> RelevantUnits::first() {
  std::vector<size_t> Taken;
  for (auto [Index, Unit] : enumerate(Units))
    if (Unit.UsesOrm) {
      Unit.Taken = true;
      Taken.push_back(Index);
    }
  return Taken;
}

std::vector<size_t> RelevantUnits::next(std::span<const UnitOutcome> Outcomes) {
  SmallVector<unsigned, 64> Headers;
  for (const auto &Header : queryingHeaders(Outcomes))
    Headers.push_back(idOf(Header.getKey()));
  std::vector<size_t> Taken;
  for (auto [Index, Unit] : enumerate(Units))
    if (!Unit.Taken &&
        any_of(Headers, [&, &Files = Unit.Files](unsigned Id) { return Files.contains(Id); })) {
      Unit.Taken = true;
      Taken.push_back(Index);
    }
  return Taken;
}

} // namespace nplus1
