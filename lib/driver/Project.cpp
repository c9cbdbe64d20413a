#include "driver/Project.h"

#include "compdb/Language.h"
#include "driver/HeaderOwner.h"
#include "fix/ProjectBoundary.h"
#include "orm/ProfileLoader.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace llvm;

namespace nplus1 {

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
  std::vector<std::string> Paths = Options.Paths;
  for (std::string &Path : Paths)
    if (isHeader(Path) && sys::fs::is_regular_file(Path))
      if (std::string Owner = ownerOfHeader(Path, *Commands, *Profiles, Options.ExtraArguments);
          !Owner.empty())
        Path = std::move(Owner);
  auto Units = Commands->select(Paths, Options.ExtraArguments);
  if (!Units)
    return Units.takeError();

  SmallString<128> WorkingDirectory;
  if (std::error_code Error = sys::fs::current_path(WorkingDirectory))
    return createStringError(Error, "the working directory cannot be read; run in another");
  std::string Root = rootOf(Commands->path(), WorkingDirectory);
  return Project{std::move(*Commands), std::move(*Units), std::move(*Profiles),
                 WorkingDirectory.str().str(), std::move(Root)};
}

} // namespace nplus1
