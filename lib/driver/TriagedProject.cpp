#include "driver/TriagedProject.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

namespace nplus1 {

std::string absolutePath(llvm::StringRef Path) {
  llvm::SmallString<256> Full(Path);
  llvm::sys::fs::make_absolute(Full);
  llvm::sys::path::remove_dots(Full);
  return Full.str().str();
}

llvm::Expected<TriagedProject> openTriaged(ProjectOptions Options, TriageOptions Triaged) {
  if (!Triaged.ConfigFile.empty())
    Triaged.ConfigFile = absolutePath(Triaged.ConfigFile);
  auto Configured = runWideSettings(Triaged.ConfigFile, absolutePath("."));
  if (!Configured)
    return Configured.takeError();
  if (Options.Profiles.empty())
    Options.Profiles = Configured->Profiles.Value;

  auto Opened = openProject(Options);
  if (!Opened)
    return Opened.takeError();
  TriageScope Scope;
  Scope.WorkingDirectory = Opened->WorkingDirectory;
  Scope.Root = Opened->Root;
  for (const std::string &Path : Options.Paths)
    Scope.NamedPaths.push_back(absolutePath(Path));
  // Of a unit that stands for a header, the header alone is judged.
  Scope.UnitFiles = Opened->Headers;
  for (const CompileUnit &Unit : Opened->Units)
    if (!llvm::is_contained(Opened->StandIns, Unit.File))
      Scope.UnitFiles.push_back(Unit.File);
  auto Prepared = Triage::prepare(std::move(Triaged), std::move(Scope));
  if (!Prepared)
    return Prepared.takeError();
  return TriagedProject{std::move(*Opened), std::move(*Prepared)};
}

} // namespace nplus1
