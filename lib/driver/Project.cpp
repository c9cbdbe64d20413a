#include "driver/Project.h"

#include "compdb/Language.h"
#include "driver/HeaderOwner.h"
#include "fix/ProjectBoundary.h"
#include "orm/ProfileLoader.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace llvm;

namespace nplus1 {

static std::string absolute(StringRef Path) {
  SmallString<128> Full(Path);
  sys::fs::make_absolute(Full);
  sys::path::remove_dots(Full, /*remove_dot_dot=*/true);
  return Full.str().str();
}

static std::string folderOf(StringRef File) {
  SmallString<128> Folder(File);
  sys::fs::make_absolute(Folder);
  sys::path::remove_filename(Folder);
  return Folder.str().str();
}

static std::string rootOf(StringRef DatabasePath, StringRef WorkingDirectory) {
  auto Boundary = ProjectBoundary::discover(folderOf(DatabasePath), WorkingDirectory,
                                            *vfs::getRealFileSystem());
  if (Boundary)
    return Boundary->root();
  consumeError(Boundary.takeError());
  return WorkingDirectory.str();
}

std::string Project::databaseFolder() const { return folderOf(Commands.path()); }

Expected<Project> openProject(const ProjectOptions &Options) {
  auto Profiles = selectProfiles(Options.Profiles);
  if (!Profiles)
    return Profiles.takeError();
  auto Commands = !Options.DatabasePath.empty() ? Database::load(Options.DatabasePath)
                  : Options.Paths.empty()       ? Database::find(".")
                                                : Database::find(Options.Paths.front());
  if (!Commands)
    return Commands.takeError();
  std::vector<std::string> Paths, Headers, Owners;
  for (const std::string &Path : Options.Paths) {
    std::string Owner;
    if (isHeader(Path) && sys::fs::is_regular_file(Path))
      Owner = ownerOfHeader(Path, *Commands, *Profiles, Options.ExtraArguments);
    if (Owner.empty()) {
      Paths.push_back(Path);
    } else {
      Headers.push_back(absolute(Path));
      Owners.push_back(std::move(Owner));
    }
  }
  // Units that were asked for by name count as such, whatever else they stand for.
  if (!Owners.empty() && !Paths.empty()) {
    auto Named = Commands->select(Paths, Options.ExtraArguments);
    if (!Named)
      return Named.takeError();
    erase_if(Owners, [&](const std::string &Owner) {
      return any_of(*Named, [&](const CompileUnit &Unit) { return Unit.File == Owner; });
    });
  }
  append_range(Paths, Owners);
  auto Units = Commands->select(Paths, Options.ExtraArguments);
  if (!Units)
    return Units.takeError();

  SmallString<128> WorkingDirectory;
  if (std::error_code Error = sys::fs::current_path(WorkingDirectory))
    return createStringError(Error, "the working directory cannot be read; run in another");
  std::string Root = rootOf(Commands->path(), WorkingDirectory);
  Project Opened{std::move(*Commands), std::move(*Units), std::move(*Profiles), {}, {}, {}, {}};
  Opened.Headers = std::move(Headers);
  Opened.StandIns = std::move(Owners);
  Opened.WorkingDirectory = WorkingDirectory.str().str();
  Opened.Root = std::move(Root);
  return Opened;
}

} // namespace nplus1
