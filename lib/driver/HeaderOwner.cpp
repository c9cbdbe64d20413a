#include "driver/HeaderOwner.h"

#include "driver/UnitScan.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

#include <tuple>

using namespace llvm;

namespace nplus1 {

/// Components that two paths begin with together.
static size_t commonComponents(StringRef L, StringRef R) {
  auto Left = sys::path::begin(L), Right = sys::path::begin(R);
  size_t Count = 0;
  for (; Left != sys::path::end(L) && Right != sys::path::end(R) && *Left == *Right;
       ++Left, ++Right)
    ++Count;
  return Count;
}

std::string ownerOfHeader(StringRef Header, const Database &Commands,
                          std::span<const Profile> Profiles,
                          const std::vector<std::string> &ExtraArguments) {
  SmallString<256> Path(Header);
  sys::fs::make_absolute(Path);
  sys::path::remove_dots(Path, /*remove_dot_dot=*/true);
  sys::fs::UniqueID Wanted, Read;
  if (sys::fs::getUniqueID(Path, Wanted))
    return {};
  std::vector<CompileUnit> Units = Commands.units(ExtraArguments);
  auto rank = [&](const CompileUnit &Unit) {
    return std::tuple<bool, size_t, StringRef>(sys::path::stem(Unit.File) != sys::path::stem(Path),
                                               SIZE_MAX - commonComponents(Unit.File, Path),
                                               Unit.File);
  };
  sort(Units, [&](const CompileUnit &L, const CompileUnit &R) { return rank(L) < rank(R); });
  UnitScanner Scanner(Profiles);
  for (const CompileUnit &Unit : Units)
    for (const InputFile &File : Scanner.scan(Unit).Seen.Files)
      if (sys::path::filename(File.Path) == sys::path::filename(Path) &&
          !sys::fs::getUniqueID(File.Path, Read) && Read == Wanted)
        return Unit.File;
  return {};
}

} // namespace nplus1
