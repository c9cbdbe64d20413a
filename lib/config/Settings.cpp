#include "config/Settings.h"

#include "config/PathGlob.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/Path.h"

namespace nplus1 {

namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

llvm::ArrayRef<llvm::StringRef> defaultExcludes() {
  static constexpr llvm::StringRef Globs[] = {
      "test",     "tests",     "testing",    "unittest",  "unittests",
      "*_test.*", "*_tests.*", "test_*.*",   "tst_*.*",   "*Test.*",
      "*Tests.*", "migration", "migrations", "benchmark", "benchmarks",
  };
  return Globs;
}

ConfigTree::ConfigTree(std::vector<llvm::StringRef> Rules, std::string OnlyFile, std::string Root)
    : Rules(std::move(Rules)), OnlyFile(std::move(OnlyFile)), Root(std::move(Root)) {}

llvm::Expected<const ConfigFile *> ConfigTree::read(const std::string &Path) {
  auto It = Read.find(Path);
  if (It == Read.end()) {
    std::optional<ConfigFile> File;
    if (fs::exists(Path)) {
      auto Parsed = readConfigFile(Path, Rules);
      if (!Parsed)
        return Parsed.takeError();
      File = std::move(*Parsed);
    }
    It = Read.emplace(Path, std::move(File)).first;
  }
  return It->second ? &*It->second : nullptr;
}

llvm::Expected<std::vector<const ConfigFile *>> ConfigTree::filesFor(llvm::StringRef Folder) {
  std::vector<const ConfigFile *> Files;
  if (!OnlyFile.empty()) {
    auto File = read(OnlyFile);
    if (!File)
      return File.takeError();
    if (!*File)
      return llvm::createStringError("there is no configuration " + OnlyFile +
                                     "; name one that exists, or leave --config out");
    return std::vector{*File};
  }
  for (; !Folder.empty(); Folder = path::parent_path(Folder)) {
    llvm::SmallString<256> Path(Folder), Git(Folder);
    path::append(Path, ConfigFileName);
    auto File = read(Path.str().str());
    if (!File)
      return File.takeError();
    if (*File)
      Files.push_back(*File);
    path::append(Git, ".git");
    if ((*File && (*File)->Root) || fs::exists(Git))
      break;
  }
  return Files;
}

/// \p Path as seen from \p Folder; empty if it is not below it.
static llvm::StringRef below(llvm::StringRef Path, llvm::StringRef Folder) {
  Folder = Folder.rtrim('/');
  if (!Path.consume_front(Folder) || !Path.consume_front("/"))
    return {};
  return Path;
}

static void applyScope(const ScopedConfig &From, Settings &Into) {
  if (From.MinConfidence)
    Into.MinConfidence = {From.MinConfidence->Value, From.MinConfidence->At};
  if (From.FailOn)
    Into.FailOn = {From.FailOn->Value, From.FailOn->At};
  for (const auto &[Rule, Gate] : From.Rules)
    Into.Rules[Rule] = {Gate.Value, Gate.At};
}

static void applyFile(const ConfigFile &From, llvm::StringRef Path, Settings &Into) {
  applyScope(From, Into);
  if (From.Profiles) {
    Into.Profiles = {From.Profiles->Value, From.Profiles->At};
    // What looks like a path is one; names of built-in profiles have no '/' or '.'.
    for (std::string &Profile : Into.Profiles.Value)
      if (llvm::StringRef(Profile).find_first_of("/.") != llvm::StringRef::npos &&
          !path::is_absolute(Profile))
        Profile = From.Folder + "/" + Profile;
  }
  if (From.RequireComplete)
    Into.RequireComplete = {From.RequireComplete->Value, From.RequireComplete->At};
  if (From.Baseline)
    Into.Baseline = {From.Baseline->Value, From.Baseline->At};
  if (From.DefaultExcludes)
    Into.DefaultExcludes = {From.DefaultExcludes->Value, From.DefaultExcludes->At};
  llvm::StringRef Relative = below(Path, From.Folder);
  if (Relative.empty())
    return;
  for (const ConfigOverride &Override : From.Overrides)
    if (llvm::any_of(Override.Files,
                     [&](llvm::StringRef Glob) { return pathGlobMatches(Glob, Relative); }))
      applyScope(Override, Into);
  for (const Written<std::string> &Glob : From.Exclude)
    if (pathGlobMatches(Glob.Value, Relative))
      Into.ExcludedBy = {Glob.Value, Glob.At};
}

void ConfigTree::exclude(Settings &Into, llvm::StringRef Path) const {
  if (Into.isExcluded() || !Into.DefaultExcludes.Value)
    return;
  llvm::StringRef Base = Root;
  for (llvm::StringRef Named : NamedPaths) {
    if (Named.rtrim('/') == Path)
      return;
    if (!below(Path, Named).empty() && Named.size() > Base.size())
      Base = Named;
  }
  llvm::StringRef Relative = below(Path, Base);
  for (llvm::StringRef Glob : defaultExcludes())
    if (pathGlobMatches(Glob, Relative))
      Into.ExcludedBy = {Glob.str(), {}};
}

llvm::Expected<Settings> ConfigTree::settingsFor(llvm::StringRef Path) {
  auto Files = filesFor(path::parent_path(Path));
  if (!Files)
    return Files.takeError();
  Settings Merged;
  for (const ConfigFile *File : llvm::reverse(*Files))
    applyFile(*File, Path, Merged);
  for (const ConfigFile *File : *Files)
    Merged.Files.push_back(File->Path);
  exclude(Merged, Path);
  return Merged;
}

static std::string shortPath(llvm::StringRef Path, llvm::StringRef Base) {
  llvm::StringRef Relative = below(Path, Base);
  return (Relative.empty() ? Path : Relative).str();
}

std::string describeSettings(const Settings &What, llvm::ArrayRef<llvm::StringRef> Rules,
                             llvm::StringRef WorkingDirectory) {
  std::string Out;
  auto Line = [&](llvm::StringRef Name, const llvm::Twine &Value, const SourcePoint &From) {
    std::string Text = Value.str();
    std::string Origin =
        From.isValid() ? shortPath(From.File, WorkingDirectory) + ":" + llvm::utostr(From.Line)
                       : "default";
    Out += llvm::formatv("{0,-26} {1,-20} ({2})\n", Name, Text, Origin).str();
  };
  auto List = [](const std::vector<std::string> &Items, llvm::StringRef None) {
    return Items.empty() ? None.str() : llvm::join(Items, ", ");
  };
  Line("profiles", List(What.Profiles.Value, "all built in"), What.Profiles.From);
  Line("minConfidence",
       What.MinConfidence.Value ? gateName(*What.MinConfidence.Value) : "each rule's own",
       What.MinConfidence.From);
  Line("failOn", gateName(What.FailOn.Value), What.FailOn.From);
  Line("requireComplete", What.RequireComplete.Value ? "true" : "false", What.RequireComplete.From);
  Line("baseline",
       What.Baseline.Value.empty() ? "none" : shortPath(What.Baseline.Value, WorkingDirectory),
       What.Baseline.From);
  Line("defaultExcludes", What.DefaultExcludes.Value ? "true" : "false", What.DefaultExcludes.From);
  Line("excluded", What.isExcluded() ? "by " + What.ExcludedBy.Value : "no", What.ExcludedBy.From);
  for (llvm::StringRef Rule : Rules) {
    auto Set = What.Rules.find(Rule.str());
    if (Set != What.Rules.end())
      Line(Rule, gateName(Set->second.Value), Set->second.From);
    else
      Line(Rule, "its own", {});
  }
  return Out;
}

} // namespace nplus1
