#include "driver/Lookups.h"

#include "fix/SeenFiles.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

#include <map>

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

StringRef Places::realFolder(StringRef Folder) {
  auto [Known, IsNew] = RealFolders.try_emplace(Folder);
  SmallString<256> Real;
  if (IsNew && !sys::fs::real_path(Folder, Real))
    Known->second = Real.str().str();
  return Known->second;
}

const Places::Place &Places::at(StringRef Path) {
  auto [Entry, IsNew] = Known.try_emplace(Path);
  Place &Found = Entry->second;
  if (!IsNew)
    return Found;
  sys::fs::file_status Status;
  std::error_code Error = sys::fs::status(Path, Status, /*follow=*/false);
  StringRef Name = sys::path::filename(Path), Folder = sys::path::parent_path(Path);
  SmallString<256> Real;
  if (!Error && Status.type() != sys::fs::file_type::symlink_file && Name != "." && Name != "..") {
    Real = realFolder(Folder);
    Found.IsPlainFile = Status.type() == sys::fs::file_type::regular_file && Real == Folder;
    sys::path::append(Real, Name);
  } else if (Error = sys::fs::status(Path, Status); !Error) {
    Error = sys::fs::real_path(Path, Real);
  }
  Real += Error ? "!" + std::to_string(Error.value()) : "/" + std::to_string(int(Status.type()));
  Found.Digest = contentDigest(Real);
  return Found;
}

void RecordingFileSystem::note(const Twine &Path, const ErrorOr<vfs::Status> &Result) {
  SmallString<256> Absolute;
  Path.toVector(Absolute);
  if (makeAbsolute(Absolute))
    return;
  // As files that are read are named.
  if (Absolute.str().contains("/."))
    sys::path::remove_dots(Absolute, /*remove_dot_dot=*/false);
  if (Result)
    Found.try_emplace(Absolute, Result->getUniqueID());
  else if (Result.getError() == std::errc::no_such_file_or_directory ||
           Result.getError() == std::errc::not_a_directory)
    Absent.insert(Absolute);
  else
    Unknown.insert(Absolute);
}

ErrorOr<vfs::Status> RecordingFileSystem::status(const Twine &Path) {
  auto Result = ProxyFileSystem::status(Path);
  note(Path, Result);
  return Result;
}

bool RecordingFileSystem::exists(const Twine &Path) { return bool(status(Path)); }

ErrorOr<std::unique_ptr<vfs::File>> RecordingFileSystem::openFileForRead(const Twine &Path) {
  auto Result = ProxyFileSystem::openFileForRead(Path);
  note(Path, Result ? (*Result)->status() : ErrorOr<vfs::Status>(Result.getError()));
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

void RecordingFileSystem::addTo(Lookups &Seen, Places &Disk) const {
  std::map<sys::fs::UniqueID, uint64_t> Read;
  StringSet<> Named, Implied;
  for (const InputFile &File : Seen.Files) {
    Named.insert(File.Path);
    if (auto It = Found.find(File.Path); It != Found.end())
      Read.try_emplace(It->second, File.Digest);
    if (!Disk.isPlainFile(File.Path))
      Seen.Places.push_back({File.Path, Disk.digest(File.Path)});
    else // the folders above it are what they were as long as it is there
      for (StringRef Folder = sys::path::parent_path(File.Path);
           !Folder.empty() && Implied.insert(Folder).second;)
        Folder = sys::path::parent_path(Folder);
  }
  for (const auto &[Path, Id] : Found) {
    if (Named.contains(Path) || Implied.contains(Path))
      continue;
    auto It = Read.find(Id);
    if (It != Read.end())
      Seen.Files.push_back({Path.str(), It->second});
    if (It == Read.end() || !Disk.isPlainFile(Path))
      Seen.Places.push_back({Path.str(), Disk.digest(Path)});
  }
  for (const auto &Path : Unknown)
    Seen.Places.push_back({Path.getKey().str(), Disk.digest(Path.getKey())});
  for (const auto &Path : Absent)
    Seen.Absent.push_back(Path.getKey().str());
  for (const auto &Folder : Folders)
    Seen.Folders.push_back({Folder.getKey().str(), Folder.second});
  sort(Seen.Files);
  sort(Seen.Absent);
  sort(Seen.Folders);
  sort(Seen.Places);
}

std::optional<uint64_t> LookupChecker::digestOf(StringRef File) {
  auto [Known, IsNew] = Digests.try_emplace(File, std::nullopt);
  if (!IsNew)
    return Known->second;
  // As compilers do that are told to include nothing.
  if (File == "/dev/null")
    Known->second = contentDigest("");
  if (!Disk.isPlainFile(File) && !sys::fs::is_regular_file(File))
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

bool LookupChecker::isAsBefore(const InputFile &File, const Lookups &Seen) {
  if (digestOf(File.Path) != File.Digest)
    return false;
  if (Disk.isPlainFile(File.Path))
    return true;
  // It was no plain file before either.
  auto Place = lower_bound(Seen.Places, InputFile{File.Path, 0});
  return Place != Seen.Places.end() && Place->Path == File.Path;
}

bool LookupChecker::stillHold(const Lookups &Seen) {
  return all_of(Seen.Files, [&](const InputFile &F) { return isAsBefore(F, Seen); }) &&
         all_of(Seen.Places, [&](const InputFile &P) { return Disk.digest(P.Path) == P.Digest; }) &&
         none_of(Seen.Absent, [&](const std::string &Path) { return exists(Path); }) &&
         all_of(Seen.Folders, [&](const InputFile &F) { return folderDigest(F.Path) == F.Digest; });
}

} // namespace nplus1
