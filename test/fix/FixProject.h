//===- FixProject.h - A project on the disk, and plans for it -------------===//
#pragma once

#include "fix/FixEngine.h"
#include "support/TempFolder.h"

#include <cstdlib>
#include <string>
#include <vector>

namespace nplus1 {

/// A temporary folder that is its own project root.
class FixProject : public TempFolder {
public:
  FixProject() : Boundary(llvm::cantFail(ProjectBoundary::at(root(), *disk()))) {}

  static llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> disk() {
    return llvm::vfs::getRealFileSystem();
  }

  /// An edit that replaces the first \p Old in a file; an empty \p Old is not
  /// allowed.
  Edit replace(const std::string &Name, const std::string &Old, const std::string &Text) const {
    size_t At = read(Name).find(Old);
    EXPECT_NE(At, std::string::npos) << Old;
    return {path(Name), static_cast<uint32_t>(At), static_cast<uint32_t>(Old.size()), Text};
  }

  /// An insertion before the first \p Anchor.
  Edit before(const std::string &Name, const std::string &Anchor, const std::string &Text) const {
    Edit Made = replace(Name, Anchor, Text);
    Made.Length = 0;
    return Made;
  }

  FixResult apply(const std::vector<FixPlan> &Plans, FixMode Mode = FixMode::Write) const {
    FixOptions Options;
    Options.Mode = Mode;
    return apply(Plans, Options);
  }

  FixResult apply(const std::vector<FixPlan> &Plans, const FixOptions &Options) const {
    llvm::Expected<FixResult> Result = applyFixes(Plans, Boundary, Options);
    if (!Result) {
      ADD_FAILURE() << llvm::toString(Result.takeError());
      return {};
    }
    return std::move(*Result);
  }

  /// Runs a shell command in the root.
  int run(const std::string &Command) const {
    return std::system(("cd '" + root() + "' && " + Command).c_str());
  }

  /// Names of files that begin with a dot: what a write must not leave.
  std::vector<std::string> hiddenFiles() const {
    std::vector<std::string> Found;
    std::error_code Error;
    for (llvm::sys::fs::recursive_directory_iterator File(root(), Error), End;
         File != End && !Error; File.increment(Error))
      if (llvm::sys::path::filename(File->path()).starts_with("."))
        Found.push_back(File->path());
    return Found;
  }

  ProjectBoundary Boundary;
};

inline FixPlan plan(std::vector<Edit> Edits, unsigned Saved = 1,
                    FixSafety Safety = FixSafety::Safe) {
  FixPlan Made;
  Made.Change.Safety = Safety;
  Made.Change.Title = "fix " + std::to_string(Saved);
  Made.Change.Edits = std::move(Edits);
  Made.QueriesSaved = Saved;
  return Made;
}

} // namespace nplus1
