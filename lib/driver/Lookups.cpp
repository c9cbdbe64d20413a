#include "driver/Lookups.h"

#include "fix/SeenFiles.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace llvm;

namespace nplus1 {

static uint64_t digestOfNames(vfs::FileSystem &Files, const Twine &Folder) {
  std::vector<std::string> Names;
  std::error_code Error;
  for (vfs::directory_iterator I = Files.dir_begin(Folder, Error), End; I != End && !Error;
       I.increment(Error))
    Names.push_back(sys::path::filename(I->path()).str());
  sort(Names);
  return contentDigest(join(Names, "/"));
}

void RecordingFileSystem::note(const Twine &Path, std::error_code Error) {
  if (Error != std::errc::no_such_file_or_directory && Error != std::errc::not_a_directory)
    return;
  SmallString<256> Absolute;
  Path.toVector(Absolute);
  if (!makeAbsolute(Absolute))
    Absent.insert(Absolute);
}

ErrorOr<vfs::Status> RecordingFileSystem::status(const Twine &Path) {
  auto Result = ProxyFileSystem::status(Path);
  if (!Result)
    note(Path, Result.getError());
  return Result;
}

bool RecordingFileSystem::exists(const Twine &Path) { return bool(status(Path)); }

ErrorOr<std::unique_ptr<vfs::File>> RecordingFileSystem::openFileForRead(const Twine &Path) {
  auto Result = ProxyFileSystem::openFileForRead(Path);
  if (!Result)
    note(Path, Result.getError());
  return Result;
}

vfs::directory_iterator RecordingFileSystem::dir_begin(const Twine &Folder,
                                                       std::error_code &Error) {
  SmallString<256> Absolute;
  Folder.toVector(Absolute);
  if (!makeAbsolute(Absolute))
    if (auto [At, IsNew] = Folders.try_emplace(Absolute, 0); IsNew)
      At->second = digestOfNames(getUnderlyingFS(), Absolute);
  return ProxyFileSystem::dir_begin(Folder, Error);
}

void RecordingFileSystem::addTo(Lookups &Seen) const {
  for (const auto &Path : Absent)
    Seen.Absent.push_back(Path.getKey().str());
  for (const auto &Folder : Folders)
    Seen.Folders.push_back({Folder.getKey().str(), Folder.second});
  sort(Seen.Absent);
  sort(Seen.Folders);
}

std::optional<uint64_t> LookupChecker::digestOf(StringRef File) {
  auto [Known, IsNew] = Digests.try_emplace(File, std::nullopt);
  if (!IsNew || !sys::fs::is_regular_file(File))
    return Known->second;
  auto Opened = sys::fs::openNativeFileForRead(File);
  if (!Opened) {
    consumeError(Opened.takeError());
    return Known->second;
  }
  // Read, not mapped: a file that is cut meanwhile must not take us down, and thousands of
  // mappings cost more than copies do.
  Buffer.clear();
  if (auto Error = sys::fs::readNativeFileToEOF(*Opened, Buffer, /*ChunkSize=*/1 << 18))
    consumeError(std::move(Error));
  else
    Known->second = contentDigest(Buffer);
  sys::fs::closeFile(*Opened);
  return Known->second;
}

bool LookupChecker::exists(StringRef Path) {
  auto [Known, IsNew] = Existence.try_emplace(Path, false);
  if (IsNew)
    Known->second = sys::fs::exists(Path);
  return Known->second;
}

uint64_t LookupChecker::folderDigest(StringRef Folder) {
  auto [Known, IsNew] = FolderDigests.try_emplace(Folder, 0);
  if (IsNew)
    Known->second = digestOfNames(*vfs::getRealFileSystem(), Folder);
  return Known->second;
}

bool LookupChecker::stillHold(const Lookups &Seen) {
  return all_of(Seen.Files, [&](const InputFile &F) { return digestOf(F.Path) == F.Digest; }) &&
         none_of(Seen.Absent, [&](const std::string &Path) { return exists(Path); }) &&
         all_of(Seen.Folders, [&](const InputFile &F) { return folderDigest(F.Path) == F.Digest; });
}

} // namespace nplus1
