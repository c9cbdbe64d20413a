#include "summary/Program.h"

#include "llvm/ADT/STLExtras.h"

#include <algorithm>
#include <tuple>

namespace nplus1 {

bool Program::isBefore(const UnitFacts &A, const UnitFacts &B) {
  return std::tie(A.MainFile, A.Strings) < std::tie(B.MainFile, B.Strings);
}

Program::Program(std::vector<UnitFacts> Given, std::span<const Profile> Profiles)
    : Units(std::move(Given)) {
  for (const Profile &P : Profiles)
    ProfilesByName.try_emplace(P.Name, &P);
  // One file may be compiled several times; its facts then decide.
  std::sort(Units.begin(), Units.end(), isBefore);

  // A function in a header is known from several units. The copy that was
  // walked without errors is kept, else the first by the unit's name. Functions
  // of one name in several places, such as main, belong to several programs.
  std::map<std::tuple<llvm::StringRef, llvm::StringRef, uint32_t>, size_t> Known;
  for (bool WithErrors : {false, true})
    for (const UnitFacts &Unit : Units) {
      if (Unit.HadErrors != WithErrors)
        continue;
      for (const FunctionFacts &Facts : Unit.Functions) {
        auto [It, New] = Known.try_emplace(
            {Unit.text(Facts.Usr), Unit.text(Facts.Where.File), Facts.Where.Offset},
            Functions.size());
        if (New)
          Functions.push_back({&Unit, &Facts, {}, {}});
        Functions[It->second].DefinedIn.push_back(&Unit);
      }
    }

  // Numbered by place, so that no result depends on the order of the units.
  std::sort(Functions.begin(), Functions.end(), [](const Function &A, const Function &B) {
    auto Key = [](const Function &F) {
      return std::tie(F.Unit->text(F.Facts->Where.File), F.Facts->Where.Offset,
                      F.Unit->text(F.Facts->Usr));
    };
    return Key(A) < Key(B);
  });
  for (FunctionId Id = 0; Id < Functions.size(); ++Id)
    ByUsr[text(Id, facts(Id).Usr)].push_back(Id);

  for (FunctionId Id = 0; Id < Functions.size(); ++Id) {
    for (StringId Base : facts(Id).Overrides)
      Overriders[text(Id, Base)].push_back(Id);
    for (const FieldStore &Store : facts(Id).Stores)
      Stores[{text(Id, facts(Id).Class), text(Id, Store.Field)}].push_back({Id, Store.What});
  }
  for (const UnitFacts &Unit : Units)
    for (const auto &[Overridden, Overrider] : Unit.DeclaredOverriders)
      DeclaredOverriders[Unit.text(Overridden)].push_back(Unit.text(Overrider));
  Queries = QueryReach(*this);
  for (FunctionId Id = 0; Id < Functions.size(); ++Id)
    for (EventId E = 0; E < facts(Id).Events.size(); ++E)
      if (facts(Id).Events[E].K == Event::Kind::Call)
        for (FunctionId Target : targets({Id, E}))
          Functions[Target].Callers.push_back({Id, E});
}

llvm::ArrayRef<FunctionId> Program::named(llvm::StringRef Usr) const {
  auto It = ByUsr.find(Usr);
  if (It == ByUsr.end())
    return {};
  return It->second;
}

llvm::ArrayRef<FunctionId> Program::definitions(llvm::StringRef Usr, FunctionId From) const {
  llvm::ArrayRef<FunctionId> All = named(Usr);
  for (const FunctionId &Id : All)
    if (All.size() > 1 && llvm::is_contained(Functions[Id].DefinedIn, Functions[From].Unit))
      return Id;
  return All;
}

FunctionId Program::find(llvm::StringRef Usr, FunctionId From) const {
  llvm::ArrayRef<FunctionId> Known = definitions(Usr, From);
  return Known.size() == 1 ? Known.front() : None;
}

std::vector<FunctionId> Program::targets(EventRef Call) const {
  const Event &E = event(Call);
  const std::string &Usr = text(Call.Function, E.Callee);
  std::vector<FunctionId> Result = definitions(Usr, Call.Function).vec();
  if (!E.Virtual)
    return Result;
  if (Queries.method(Usr).isOpaque())
    return {};
  llvm::append_range(Result, overriders(Usr));
  return Result;
}

llvm::ArrayRef<llvm::StringRef> Program::declaredOverriders(llvm::StringRef Usr) const {
  auto It = DeclaredOverriders.find(Usr);
  if (It == DeclaredOverriders.end())
    return {};
  return It->second;
}

llvm::ArrayRef<FunctionId> Program::overriders(llvm::StringRef Usr) const {
  auto It = Overriders.find(Usr);
  if (It == Overriders.end())
    return {};
  return It->second;
}

const Profile *Program::profileOf(EventRef Ref) const {
  auto It = ProfilesByName.find(text(Ref.Function, event(Ref).Profile));
  return It == ProfilesByName.end() ? nullptr : It->second;
}

const Role *Program::roleOf(EventRef Ref) const {
  const Profile *P = profileOf(Ref);
  uint32_t Index = event(Ref).Role;
  return P && Index < P->Roles.size() ? &P->Roles[Index] : nullptr;
}

std::span<const Program::Stored> Program::storesTo(llvm::StringRef ClassUsr,
                                                   llvm::StringRef Field) const {
  auto It = Stores.find({ClassUsr.str(), Field.str()});
  return It == Stores.end() ? std::span<const Stored>() : std::span<const Stored>(It->second);
}

SourcePoint Program::point(FunctionId In, const Place &At) const {
  if (!At.isValid())
    return {};
  return {text(In, At.File), At.Line, At.Column, At.Offset};
}

SourceRange Program::range(FunctionId In, const Place &At) const {
  if (!At.isValid())
    return {};
  return {point(In, At), At.EndLine, At.EndColumn, At.end()};
}

} // namespace nplus1
