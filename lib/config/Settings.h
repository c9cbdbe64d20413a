//===- Settings.h - What is configured for a file, and who says so --------===//
//
// .nplus1.json files are looked for from a file's folder upwards, to the first
// that says "root", or to the folder that holds .git. Nearer files win over those
// further up, in each file its overrides over its own keys. Globs and paths are
// relative to the file they are written in.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "config/ConfigFile.h"

#include "llvm/ADT/StringMap.h"

namespace nplus1 {

/// A value and its origin.
template <class T> struct Setting {
  T Value{};
  SourcePoint From; ///< invalid for the default
};

/// What holds for one source file.
struct Settings {
  /// Names or absolute paths; empty: all built-in profiles.
  Setting<std::vector<std::string>> Profiles;
  /// Nothing: what each rule's own gate says.
  Setting<std::optional<Gate>> MinConfidence;
  Setting<Gate> FailOn{Gate::Possible, {}};
  Setting<bool> RequireComplete;
  Setting<std::string> Baseline; ///< absolute; empty: none
  /// The rules that a configuration mentions.
  std::map<std::string, Setting<Gate>> Rules;
  /// The glob that leaves the file out; empty: it is judged. An invalid From
  /// means a default exclude.
  Setting<std::string> ExcludedBy;
  Setting<bool> DefaultExcludes{true, {}};
  /// The files that were read, nearest first.
  std::vector<std::string> Files;

  bool isExcluded() const { return !ExcludedBy.Value.empty(); }
};

/// The globs that leave out tests and migrations unless a configuration says
/// otherwise.
llvm::ArrayRef<llvm::StringRef> defaultExcludes();

/// Answers for the files of a run. Reads each configuration once. Not
/// thread-safe.
class ConfigTree {
public:
  /// \p Rules are the ids that may be named; they must outlive this.
  /// \p OnlyFile, if not empty, is used for all files instead of what is found
  /// in the tree. \p Root is the absolute project directory, the base of the
  /// default excludes.
  ConfigTree(std::vector<llvm::StringRef> Rules, std::string OnlyFile, std::string Root);

  /// Files at or below \p Path were asked for by name: the default excludes look
  /// only at what is below it.
  void addNamedPath(llvm::StringRef Path) { NamedPaths.push_back(Path.str()); }

  /// \p Path is an absolute path of a file, or of a folder with a '/' at its end.
  /// The error is that of a malformed configuration.
  llvm::Expected<Settings> settingsFor(llvm::StringRef Path);

private:
  llvm::Expected<std::vector<const ConfigFile *>> filesFor(llvm::StringRef Folder);
  llvm::Expected<const ConfigFile *> read(const std::string &Path);
  void exclude(Settings &Into, llvm::StringRef Path) const;

  std::vector<llvm::StringRef> Rules;
  std::string OnlyFile;
  std::string Root;
  std::vector<std::string> NamedPaths;
  std::map<std::string, std::optional<ConfigFile>> Read; ///< nothing: there is no such file
};

/// What "nplus1 config show" prints: each setting, its value and its origin, one
/// per line. Paths are relative to \p WorkingDirectory where possible.
std::string describeSettings(const Settings &What, llvm::ArrayRef<llvm::StringRef> Rules,
                             llvm::StringRef WorkingDirectory);

} // namespace nplus1
