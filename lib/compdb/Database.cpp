#include "compdb/Database.h"

#include "compdb/EntryReader.h"
#include "compdb/Language.h"
#include "support/NearestName.h"

#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/Hashing.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

#include <numeric>

using namespace llvm;

namespace nplus1 {

static constexpr StringLiteral FileName = "compile_commands.json";
static constexpr StringLiteral HowToMakeOne =
    "configure with 'cmake -DCMAKE_EXPORT_COMPILE_COMMANDS=ON' (or run 'bear -- make') and pass "
    "the build folder with -p";

static Error sentence(const Twine &Text) {
  return createStringError(inconvertibleErrorCode(), Text.str().c_str());
}

Expected<Database> Database::load(StringRef Path) {
  SmallString<128> File(Path);
  if (sys::fs::is_directory(Path)) {
    sys::path::append(File, FileName);
    if (!sys::fs::exists(File))
      return sentence("'" + Path + "' holds no " + FileName + "; " + HowToMakeOne);
  }
  Database Result;
  Result.Path = File.str().str();
  auto Entries = readEntries(Result.Path);
  if (!Entries)
    return Entries.takeError();
  if (Entries->empty())
    return sentence(Result.Path +
                    ": the compilation database holds no commands; build the "
                    "project's database again: " +
                    HowToMakeOne);
  Result.Entries = std::move(*Entries);
  for (auto [Index, Entry] : enumerate(Result.Entries))
    Result.ByFile[Entry.File].push_back(Index);
  return Result;
}

Expected<Database> Database::find(StringRef From) {
  SmallString<128> Start(From);
  sys::fs::make_absolute(Start);
  sys::path::remove_dots(Start, /*remove_dot_dot=*/true);
  StringRef Folder = sys::fs::is_directory(Start) ? Start.str() : sys::path::parent_path(Start);
  for (StringRef At = Folder; !At.empty(); At = sys::path::parent_path(At))
    for (StringRef Below : {"", "build"}) {
      SmallString<128> Candidate(At);
      sys::path::append(Candidate, Below, FileName);
      if (sys::fs::exists(Candidate))
        return load(Candidate);
    }
  return sentence("no " + FileName + " in '" + Folder + "', in its folder 'build', or above; " +
                  HowToMakeOne);
}

void Database::addUnits(ArrayRef<size_t> Which, const std::vector<std::string> &ExtraArguments,
                        std::vector<CompileUnit> &Units) const {
  for (size_t Index : Which) {
    const DatabaseEntry &Entry = Entries[Index];
    CompileUnit Unit =
        normalizeCommand(Entry.Arguments, Entry.Directory, Entry.File, ExtraArguments);
    Unit.Line = Entry.Line;
    Units.push_back(std::move(Unit));
  }
}

/// Drops units that are compiled as an earlier one, and what is not C++.
static void keepDistinct(std::vector<CompileUnit> &Units) {
  DenseMap<size_t, SmallVector<size_t, 1>> Seen;
  std::vector<CompileUnit> Kept;
  for (CompileUnit &Unit : Units) {
    if (!isCxx(Unit))
      continue;
    size_t Hash = hash_combine(Unit.File, Unit.Directory,
                               hash_combine_range(Unit.Arguments.begin(), Unit.Arguments.end()));
    // The two values that DenseMap keeps for itself.
    Hash = Hash > size_t(-3) ? 0 : Hash;
    auto &Same = Seen[Hash];
    if (any_of(Same, [&](size_t Index) { return Kept[Index].sameAs(Unit); }))
      continue;
    Same.push_back(Kept.size());
    Kept.push_back(std::move(Unit));
  }
  Units = std::move(Kept);
}

std::vector<CompileUnit> Database::units(const std::vector<std::string> &ExtraArguments) const {
  std::vector<size_t> All(Entries.size());
  std::iota(All.begin(), All.end(), 0);
  std::vector<CompileUnit> Units;
  addUnits(All, ExtraArguments, Units);
  keepDistinct(Units);
  return Units;
}

std::string Database::nearestFile(StringRef File) const {
  StringRef Name = sys::path::filename(File);
  std::vector<StringRef> Names;
  for (const DatabaseEntry &Entry : Entries) {
    if (sys::path::filename(Entry.File) == Name)
      return Entry.File;
    Names.push_back(sys::path::filename(Entry.File));
  }
  StringRef Nearest = nearestName(Name, Names);
  if (Nearest.empty())
    return {};
  return Entries[llvm::find(Names, Nearest) - Names.begin()].File;
}

Expected<std::vector<size_t>> Database::entriesOf(const std::string &Path) const {
  SmallString<128> Absolute(Path);
  sys::fs::make_absolute(Absolute);
  sys::path::remove_dots(Absolute, /*remove_dot_dot=*/true);
  if (auto Found = ByFile.find(Absolute); Found != ByFile.end())
    return Found->second;

  std::vector<size_t> Result;
  if (sys::fs::is_directory(Absolute)) {
    SmallString<128> Prefix(Absolute);
    if (!Prefix.ends_with("/"))
      Prefix += "/";
    for (auto [Index, Entry] : enumerate(Entries))
      if (StringRef(Entry.File).starts_with(Prefix))
        Result.push_back(Index);
    if (Result.empty())
      return sentence("no unit of " + this->Path + " lies below the folder '" + Path +
                      "'; name another folder, or another database with -p");
    return Result;
  }
  std::string Nearest = nearestFile(Absolute);
  std::string Suggestion = Nearest.empty() ? "" : "; did you mean '" + Nearest + "'?";
  if (!sys::fs::exists(Absolute))
    return sentence("'" + Path + "' does not exist" +
                    (Suggestion.empty() ? "; name a file or folder of the project" : Suggestion));
  // The database may have come to the file through symbolic links.
  sys::fs::UniqueID Wanted, Candidate;
  if (!sys::fs::getUniqueID(Absolute, Wanted))
    for (auto [Index, Entry] : enumerate(Entries))
      if (sys::path::filename(Entry.File) == sys::path::filename(Absolute) &&
          !sys::fs::getUniqueID(Entry.File, Candidate) && Wanted == Candidate)
        Result.push_back(Index);
  if (!Result.empty())
    return Result;
  if (isHeader(Absolute))
    return sentence("'" + Path + "' is a header that no unit of " + this->Path +
                    " includes; name a unit");
  if (Suggestion.empty())
    Suggestion = "; add it to the build and make the database again";
  return sentence("'" + Path + "' is not in the compilation database " + this->Path + Suggestion);
}

Expected<std::vector<CompileUnit>>
Database::select(ArrayRef<std::string> Paths,
                 const std::vector<std::string> &ExtraArguments) const {
  if (Paths.empty())
    return units(ExtraArguments);
  DenseSet<size_t> Wanted;
  for (const std::string &Path : Paths) {
    auto Found = entriesOf(Path);
    if (!Found)
      return Found.takeError();
    Wanted.insert(Found->begin(), Found->end());
  }
  std::vector<size_t> InOrder(Wanted.begin(), Wanted.end());
  sort(InOrder);
  std::vector<CompileUnit> Units;
  addUnits(InOrder, ExtraArguments, Units);
  keepDistinct(Units);
  if (Units.empty())
    return sentence("'" + Paths.front() +
                    "' is not compiled as C++, which is all that nplus1 reads; name a C++ unit");
  return Units;
}

} // namespace nplus1
