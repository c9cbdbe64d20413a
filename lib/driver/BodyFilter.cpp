#include "driver/BodyFilter.h"

#include "orm/HeaderPattern.h"

#include "llvm/Support/Path.h"

using namespace llvm;
using clang::FileID;
using clang::SourceLocation;
using clang::SourceManager;

namespace nplus1 {

BodyFilter::BodyFilter(std::span<const Profile> Profiles, std::string MainFile)
    : Profiles(Profiles), MainFile(std::move(MainFile)) {}

bool BodyFilter::skips(SourceLocation Where, const SourceManager &Sources) {
  SourceLocation At = Sources.getExpansionLoc(Where);
  if (Sources.isInSystemHeader(At))
    return true;
  FileID File = Sources.getFileID(At);
  auto [Known, IsNew] = Foreign.try_emplace(File, false);
  if (IsNew)
    Known->second = isForeign(File, Sources);
  return Known->second;
}

bool BodyFilter::goOnFor(std::string OtherMainFile, const SourceManager &Sources) {
  MainFile = std::move(OtherMainFile);
  return all_of(Foreign,
                [&](auto &Known) { return isForeign(Known.first, Sources) == Known.second; });
}

/// A header of an ORM that is found through -I: it, and what lies next to it,
/// if the profile names it with a folder ("Wt/Dbo/Dbo.h") in which the unit itself
/// does not lie.
bool BodyFilter::isForeign(FileID File, const SourceManager &Sources) const {
  auto Entry = Sources.getFileEntryRefForID(File);
  if (!Entry || File == Sources.getMainFileID())
    return false;
  StringRef Folder = sys::path::parent_path(Entry->getName());
  if (sys::path::parent_path(MainFile).starts_with(Folder))
    return false;
  for (const Profile &P : Profiles)
    for (const std::string &Header : P.Headers)
      if (StringRef HeaderFolder = sys::path::parent_path(Header);
          !HeaderFolder.empty() && matchesHeader(Folder, HeaderFolder))
        return true;
  return false;
}

} // namespace nplus1
