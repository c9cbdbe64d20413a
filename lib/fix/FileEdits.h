//===- FileEdits.h - The accepted edits of one file -----------------------===//
//
// Edits of several plans side by side, all in offsets of the file as it was
// analysed:
//  - equal edits are one;
//  - replacements may touch but not overlap;
//  - insertions at one place stand in the order in which their plans were
//    added, includes before all others;
//  - a half of a wrap, "f(" or ")", shares its place only with the other half
//    of the same wrap.
// Adding plans one after the other gives what applying them one after the
// other would give.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "fix/EditedFile.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace nplus1 {

/// What one plan does to one file.
struct FileChange {
  /// Ascending by offset; no two overlap, no two are equal.
  std::vector<TextEdit> Edits;
  /// Whole #include lines, inserted.
  std::set<TextEdit> Includes;

  bool empty() const { return Edits.empty() && Includes.empty(); }
};

/// Sorts the edits, insertions at one place in the order given, and drops
/// repeated ones. False if two of them overlap.
bool normaliseEdits(std::vector<TextEdit> &Edits);

/// Edits that touch, joined into one.
struct JoinedEdit : TextEdit {
  /// So many bytes at the start of Text are #include lines, which keep their
  /// form.
  uint32_t IncludeBytes = 0;
};

class FileEdits {
public:
  /// The plan that stands in the way of \p Change; nothing if it can be added.
  std::optional<size_t> conflict(const FileChange &Change) const;

  /// \p Change must not be in conflict.
  void add(size_t Plan, const FileChange &Change);

  /// Everything added: ascending, neither overlapping nor touching.
  std::vector<JoinedEdit> joined() const;

private:
  struct Piece {
    std::string Text;
    size_t Plan; ///< that brought it first
    bool Half;
  };
  struct Replacement {
    uint32_t Length;
    std::string Text;
    size_t Plan;
  };
  /// Insertions with an open or closing bracket too many.
  using Halves = std::set<TextEdit>;

  std::optional<size_t> conflictAt(const TextEdit &Edit) const;
  std::optional<size_t> halfInTheWay(const TextEdit &Edit, const Halves &Own) const;
  std::optional<size_t> orderConflict(const std::vector<TextEdit> &Edits) const;

  struct IncludeLines {
    std::set<std::string> Lines;
    size_t Plan; ///< that brought the first of them
  };

  std::map<uint32_t, IncludeLines> Includes;
  std::map<uint32_t, std::vector<Piece>> Insertions;
  std::map<uint32_t, Replacement> Replacements;
  std::map<size_t, Halves> HalvesOf;
};

} // namespace nplus1
