//===- Project.h - What is to be analysed, and with which knowledge -------===//
#pragma once

#include "compdb/Database.h"
#include "orm/Profile.h"

namespace nplus1 {

/// What the user said on the command line.
struct ProjectOptions {
  /// Files and folders; none: every unit. A header stands for a unit that includes it.
  std::vector<std::string> Paths;
  /// A build folder or a JSON file; empty: the nearest compile_commands.json, from
  /// the first path or the working directory upwards.
  std::string DatabasePath;
  /// Names of built-in profiles, or files; none: all built-in ones.
  std::vector<std::string> Profiles;
  /// Added to every unit's command.
  std::vector<std::string> ExtraArguments;
};

struct Project {
  Database Commands;
  std::vector<CompileUnit> Units; ///< those that were asked for
  std::vector<Profile> Profiles;
  /// Headers that were asked for, and are looked at in another unit.
  std::vector<std::string> Headers; ///< absolute
  /// Main files of units that were not asked for but stand for a header.
  std::vector<std::string> StandIns;
  std::string WorkingDirectory; ///< absolute
  /// Absolute: the git top level around the database or the working directory,
  /// else the working directory. Names of files in fingerprints start here.
  std::string Root;

  std::string databaseFolder() const; ///< absolute
};

/// Fails with one sentence that names the file and the remedy.
llvm::Expected<Project> openProject(const ProjectOptions &Options);

} // namespace nplus1
