//===- IncludeTrail.h - What a unit reads before it says anything ---------===//
//
// Most units begin with headers, and neighbours in a project with the same ones,
// though each gets to them through a header of its own. What counts is the order in
// which files are *left*: as long as the files that are still open hold nothing but
// comments, their guard and #include so far, what the parser has seen is what the
// files hold that were left, and what the command says of macros that they mention.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "compdb/CommandMacros.h"
#include "driver/DirectiveRun.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/DenseMap.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace nplus1 {

struct IncludeTrail {
  /// Digests of the names of the files, in the order in which they are left; the unit's
  /// own file, which is left last, is not among them.
  std::vector<uint64_t> Names;
  /// The same, with what the unit's command says of those of its Macros that the file
  /// mentions: where they are equal, the parser has seen the same.
  std::vector<uint64_t> Left;
  size_t Bytes = 0; ///< in these files

  struct Macro {
    CommandMacro As;
    /// How many files are left before the first that mentions it.
    size_t Mentioned = 0;
  };
  std::vector<Macro> Macros; ///< of its command, those that it was asked for

  /// A point in the unit at which the parser has seen what was left, and nothing else.
  struct Cut {
    size_t Left = 0;                     ///< files that were left by then
    size_t Bytes = 0;                    ///< in these
    std::vector<std::string> Directives; ///< a text that says the same
    /// Macros that are defined at that point, but not after that text.
    std::vector<std::string> Guards;
  };
  std::vector<Cut> Cuts; ///< in the unit's order

  /// How many files are left first in both.
  size_t commonWith(const IncludeTrail &Other) const;
  /// The last cut after at most \p Count files; null if there is none.
  const Cut *lastCut(size_t Count) const;
};

/// Of the first ones of IncludeTrail::Names or Left.
uint64_t digestOf(llvm::ArrayRef<uint64_t> Left);

/// Which names texts mention, once found.
class MentionedNames {
public:
  /// Whether \p Text, which is known by its address and stays there (DirectiveFiles keeps
  /// what it read), has \p Name as a word.
  bool has(llvm::StringRef Text, const std::string &Name);

private:
  llvm::DenseMap<const char *, std::map<std::string, bool>> Known;
};

/// Finds the trails of units on the disk, one after the other. One per process; a
/// file that changes meanwhile is not noticed.
class TrailFinder {
public:
  /// Nothing for a unit that cannot be preprocessed. \p Macros are those of its command,
  /// defined or not, in which it may differ from others.
  std::optional<IncludeTrail> find(const CompileUnit &Unit,
                                   llvm::ArrayRef<CommandMacro> Macros = {});

private:
  DirectiveFiles Kept;
  MentionedNames Mentions;
};

/// To bytes and back. Nothing if the bytes make no sense.
std::string encodeTrail(const IncludeTrail &Trail);
std::optional<IncludeTrail> decodeTrail(llvm::StringRef Bytes);

} // namespace nplus1
