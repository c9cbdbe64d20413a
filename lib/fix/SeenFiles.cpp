#include "fix/SeenFiles.h"

#include "clang/Basic/FileManager.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/Support/xxhash.h"

namespace nplus1 {

uint64_t contentDigest(llvm::StringRef Content) { return llvm::xxh3_64bits(Content); }

void SeenFiles::add(llvm::StringRef AbsolutePath, uint64_t Digest) {
  auto [Known, New] = Digests.try_emplace(AbsolutePath, Digest);
  if (!New && Known->second != Digest)
    Known->second = std::nullopt;
}

void SeenFiles::add(const clang::SourceManager &Sources) {
  for (unsigned I = 0, End = Sources.local_sloc_entry_size(); I != End; ++I) {
    const clang::SrcMgr::SLocEntry &Entry = Sources.getLocalSLocEntry(I);
    if (!Entry.isFile())
      continue;
    const clang::SrcMgr::FileInfo &Info = Entry.getFile();
    clang::OptionalFileEntryRef File = Info.getContentCache().OrigEntry;
    if (!File || Info.getFileCharacteristic() != clang::SrcMgr::C_User)
      continue;
    std::optional<llvm::StringRef> Content = Info.getContentCache().getBufferDataIfLoaded();
    if (!Content)
      continue;
    uint64_t Digest = contentDigest(*Content);
    llvm::SmallString<256> Name(File->getName());
    Sources.getFileManager().makeAbsolutePath(Name);
    add(Name, Digest);
    if (llvm::StringRef Real = File->getFileEntry().tryGetRealPathName(); !Real.empty())
      add(Real, Digest);
  }
}

void SeenFiles::merge(const SeenFiles &Other) {
  for (const auto &[Path, Digest] : Other.Digests) {
    auto [Known, New] = Digests.try_emplace(Path, Digest);
    if (!New && Known->second != Digest)
      Known->second = std::nullopt;
  }
}

void SeenFiles::addUnknown(const SeenFiles &Older) {
  for (const auto &[Path, Digest] : Older.Digests)
    Digests.try_emplace(Path, Digest);
}

std::optional<bool> SeenFiles::isUnchanged(llvm::StringRef AbsolutePath, uint64_t Digest) const {
  auto Known = Digests.find(AbsolutePath);
  if (Known == Digests.end())
    return std::nullopt;
  return Known->second == Digest;
}

} // namespace nplus1
