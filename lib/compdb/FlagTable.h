//===- FlagTable.h - What becomes of a compiler's flags, as data ----------===//
//
// A database was written for some compiler; nplus1 parses with Clang and writes
// nothing. flags/*.json say which flags are dropped or translated, and why:
// gcc.json and msvc.json know flags by their spelling, because Clang does not
// know them; clang.json knows them by the name that Clang's own option table
// gives them, whatever the spelling or alias. launchers.json names programs
// that stand in front of the compiler.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "llvm/ADT/StringRef.h"

#include <string>
#include <vector>

namespace nplus1 {

struct FlagRule {
  /// As spelled, or Clang's name; a spelling ending in '*' is a prefix.
  std::string Flag;
  /// The rule holds only for values that match this glob; empty: for all.
  std::string Value;
  /// Following arguments that belong to the flag (flags known by spelling).
  unsigned Values = 0;
  /// What replaces it; empty: it is dropped.
  std::vector<std::string> To;
  std::string Why;
};

struct LauncherRule {
  std::string Name;
  bool Options = false;     ///< its own options may follow
  bool Assignments = false; ///< NAME=VALUE may follow
  std::string Until;        ///< the compiler follows this argument
};

/// The embedded tables. They are read once and valid by a test. May be used
/// from several threads.
class FlagTable {
public:
  static const FlagTable &get();

  /// The rule for a flag spelled \p Argument, or null.
  const FlagRule *bySpelling(llvm::StringRef Argument, bool MsvcStyle) const;

  /// The rule for the option that Clang calls \p Name and its first value
  /// (empty if it has none), or null.
  const FlagRule *byClangName(llvm::StringRef Name, llvm::StringRef Value) const;

  /// The rule for a program of this file name without extension, or null.
  const LauncherRule *launcher(llvm::StringRef Name) const;

private:
  FlagTable();
  std::vector<FlagRule> Gcc, Msvc, Clang;
  std::vector<LauncherRule> Launchers;
};

} // namespace nplus1
