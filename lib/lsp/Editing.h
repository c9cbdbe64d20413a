//===- Editing.h - A project while some of its files are being edited -----===//
//
// The index has the facts of all units as they are on the disk; the units of open
// files are parsed again and again with the editor's text. Both go to the linker
// together, so that a loop sees what functions of other units do.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "driver/Analysis.h"
#include "driver/FixRun.h"
#include "driver/WarmUnit.h"
#include "lsp/Folder.h"

#include <map>
#include <set>

namespace nplus1::lsp {

/// A finding in the text of an editor.
struct ShownFinding {
  Finding What;
  size_t Index = 0;           ///< into Analysis::Linked.Findings
  std::optional<size_t> Plan; ///< into Analysis::Plans
};

class Editing {
public:
  explicit Editing(OpenedFolder &Folder);

  /// The outcomes of all units, as the disk has them.
  void setIndex(std::vector<UnitOutcome> Outcomes);

  /// What the editor shows for \p Path, a real path; nothing: it is closed.
  void setText(const std::string &Path, std::optional<std::string> Text);

  /// Parses what has changed and links. \p Parsing is called with the path before
  /// each unit that is parsed. Units of files in \p Skipped stay as they were.
  llvm::Error update(const std::set<std::string> &Skipped,
                     llvm::function_ref<void(const std::string &)> Parsing);

  /// The active findings in \p Path, a real path.
  std::vector<ShownFinding> findingsIn(const std::string &Path) const;

  const Analysis &analysis() const { return *Now; }
  bool isReady() const { return Now != nullptr; }

  /// Whether some unit is compiled from \p Path or reads it.
  bool knows(const std::string &Path) const;

  /// The edits of the plans that answer the findings with these fingerprints.
  llvm::Expected<FixRun> fix(const std::set<std::string> &Fingerprints, bool Unsafe) const;

  /// What is analysed: the disk, with the editor's texts in place of the files.
  llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> files() const;

private:
  OpenedFolder &Folder;
  std::map<std::string, std::vector<size_t>> UnitsByFile; ///< real paths
  std::vector<UnitOutcome> Index;
  std::map<std::string, std::string> Texts;
  std::set<std::string> Changed; ///< since the last update
  std::map<size_t, WarmUnit> Warm;
  std::map<size_t, UnitOutcome> Fresh; ///< of the units that are being edited
  std::set<size_t> Outdated; ///< of these, those that read files which the index read anew
  std::unique_ptr<Analysis> Now;
  Report Said;
  mutable std::map<std::string, std::string> RealPaths;

  const std::string &realPath(const std::string &Path) const;
  std::set<size_t> editedUnits() const;
  bool needsParse(size_t Unit) const;
  bool readsOtherThan(const UnitOutcome &Known, const UnitOutcome &Newer) const;
  std::vector<UnitOutcome> outcomes() const;
};

} // namespace nplus1::lsp
