//===- Folder.h - A workspace folder's project, opened --------------------===//
#pragma once

#include "driver/Phase1.h"
#include "driver/TriagedProject.h"

#include <memory>

namespace nplus1::lsp {

/// What the command line says; the same for all folders.
struct ServerSettings {
  /// Relative paths in it are relative to each folder.
  ProjectOptions Project;
  TriageOptions Triaged;
  Phase1Options Phase1;
  std::string CacheFolder; ///< empty: the user's cache folder
  bool NoCache = false;
};

/// Not movable: Phase1 points into it.
struct OpenedFolder {
  OpenedFolder(TriagedProject Of, Phase1Options Phase1)
      : Of(std::move(Of)), Phase1(std::move(Phase1)) {}
  OpenedFolder(const OpenedFolder &) = delete;

  TriagedProject Of;
  Phase1Options Phase1;
  std::optional<Cache> Results;

  /// Files whose change makes it worth opening again: database, profiles,
  /// configurations. Absolute; they need not exist.
  std::vector<std::string> watched() const;
};

/// Makes \p Folder this process's working directory and opens its project there,
/// as `nplus1 check` would. Without a usable cache it does without.
llvm::Expected<std::unique_ptr<OpenedFolder>> openFolder(const ServerSettings &Settings,
                                                         const std::string &Folder);

} // namespace nplus1::lsp
