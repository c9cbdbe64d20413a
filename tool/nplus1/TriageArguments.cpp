#include "TriageArguments.h"

#include "RunOptions.h"

#include "fix/ProjectBoundary.h"
#include "orm/ProfileLoader.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"

namespace nplus1::cli {

std::string absolutePath(llvm::StringRef Path) {
  llvm::SmallString<256> Full(Path);
  llvm::sys::fs::make_absolute(Full);
  llvm::sys::path::remove_dots(Full);
  return Full.str().str();
}

void addConfigOption(CLI::App &Command, std::string &File) {
  Command
      .add_option("--config", File,
                  "Use this configuration for all files; default: .nplus1.json up the tree")
      ->type_name("FILE");
}

void addTriageOptions(CLI::App &Command, TriageOptions &Options) {
  addConfigOption(Command, Options.ConfigFile);
  Command
      .add_option("--baseline", Options.BaselineFile,
                  "Report only what this file does not know; it is made with --accept-new")
      ->type_name("FILE");
  Command.add_flag("--accept-new", Options.AcceptNew,
                   "Rewrite the baseline: it then knows all findings of this run");
  Command
      .add_option("--new-since", Options.NewSince,
                  "Report only findings with a step in lines that changed since this git revision")
      ->type_name("REV");
  addConfidence(
      Command, "--min-confidence", Options.Gates.MinConfidence,
      "Report what is at least possible, likely or certain; default: what each rule says");
  addConfidence(Command, "--fail-on", Options.Gates.FailOn,
                "Exit with 1 only for findings that are at least possible, likely or certain");
}

std::string projectRoot() {
  const std::string Here = absolutePath(".");
  auto Boundary = ProjectBoundary::discover(Here, Here, *llvm::vfs::getRealFileSystem());
  if (Boundary)
    return Boundary->root();
  llvm::consumeError(Boundary.takeError());
  return Here;
}

static llvm::Expected<std::vector<std::string>> profileNames(std::vector<std::string> Names,
                                                             const std::string &ConfigFile) {
  auto Configured = runWideSettings(ConfigFile, absolutePath("."));
  if (!Configured)
    return Configured.takeError();
  return Names.empty() ? Configured->Profiles.Value : std::move(Names);
}

llvm::Expected<std::vector<Profile>> profilesOf(std::vector<std::string> Names,
                                                const std::string &ConfigFile) {
  auto Selected =
      profileNames(std::move(Names), ConfigFile.empty() ? "" : absolutePath(ConfigFile));
  if (!Selected)
    return Selected.takeError();
  return selectProfiles(*Selected);
}

llvm::Expected<TriagedProject> openTriaged(ProjectOptions Options, TriageOptions Triaged) {
  if (!Triaged.ConfigFile.empty())
    Triaged.ConfigFile = absolutePath(Triaged.ConfigFile);
  auto Names = profileNames(std::move(Options.Profiles), Triaged.ConfigFile);
  if (!Names)
    return Names.takeError();
  Options.Profiles = std::move(*Names);

  auto Opened = openProject(Options);
  if (!Opened)
    return Opened.takeError();
  TriageScope Scope;
  Scope.WorkingDirectory = Opened->WorkingDirectory;
  Scope.Root = Opened->Root;
  for (const std::string &Path : Options.Paths)
    Scope.NamedPaths.push_back(absolutePath(Path));
  for (const CompileUnit &Unit : Opened->Units)
    Scope.UnitFiles.push_back(Unit.File);
  auto Prepared = Triage::prepare(std::move(Triaged), std::move(Scope));
  if (!Prepared)
    return Prepared.takeError();
  return TriagedProject{std::move(*Opened), std::move(*Prepared)};
}

} // namespace nplus1::cli
