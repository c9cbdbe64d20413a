#include "fix/ProjectBoundary.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Path.h"

namespace nplus1 {

namespace path = llvm::sys::path;

std::string gitTopLevel(llvm::StringRef Folder, llvm::vfs::FileSystem &Files) {
  for (; !Folder.empty(); Folder = path::parent_path(Folder)) {
    llvm::SmallString<256> Git(Folder);
    path::append(Git, ".git");
    if (Files.exists(Git))
      return Folder.str();
  }
  return {};
}

llvm::Expected<ProjectBoundary> ProjectBoundary::at(llvm::StringRef Root,
                                                    llvm::vfs::FileSystem &Files) {
  llvm::SmallString<256> Real;
  if (std::error_code Error = Files.getRealPath(Root, Real))
    return llvm::createStringError(Error, "%s: no such project folder", Root.str().c_str());
  if (path::relative_path(Real).empty())
    return llvm::createStringError(
        "the project root would be the whole file system; run in a folder of the project, or put "
        "the project under git");
  return ProjectBoundary(Real.str().str());
}

llvm::Expected<ProjectBoundary> ProjectBoundary::discover(llvm::StringRef DatabaseFolder,
                                                          llvm::StringRef WorkingFolder,
                                                          llvm::vfs::FileSystem &Files) {
  for (llvm::StringRef Start : {DatabaseFolder, WorkingFolder}) {
    llvm::SmallString<256> Real;
    if (Files.getRealPath(Start, Real))
      continue;
    if (std::string Top = gitTopLevel(Real, Files); !Top.empty())
      return at(Top, Files);
  }
  return at(DatabaseFolder, Files);
}

bool ProjectBoundary::contains(llvm::StringRef RealPath) const {
  return RealPath.size() > Root.size() && RealPath.starts_with(Root) &&
         path::is_separator(RealPath[Root.size()]);
}

std::string ProjectBoundary::display(llvm::StringRef Path) const {
  return contains(Path) ? Path.drop_front(Root.size() + 1).str() : Path.str();
}

llvm::Expected<std::string> ProjectBoundary::resolve(llvm::StringRef File,
                                                     llvm::vfs::FileSystem &Files) const {
  llvm::SmallString<256> Real;
  if (std::error_code Error = Files.getRealPath(File, Real))
    return llvm::createStringError(Error, "%s: cannot be read (%s)", display(File).c_str(),
                                   Error.message().c_str());
  if (!contains(Real))
    return llvm::createStringError("%s: lies outside the project (%s)", File.str().c_str(),
                                   Root.c_str());
  if (llvm::is_contained(llvm::make_range(path::begin(Real), path::end(Real)), ".git"))
    return llvm::createStringError("%s: belongs to git", display(Real).c_str());
  return Real.str().str();
}

} // namespace nplus1
