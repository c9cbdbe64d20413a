//===- ConfigFile.h - One .nplus1.json as written -------------------------===//
//
// The syntactic form: what one file says, with the places where it says it.
// Settings.h merges the files of a tree. docs/configuration.md is the reference
// for people, docs/config.schema.json the one for editors, made from the same
// table as the parser.
//
// To add a key: a member here, a line of the table in ConfigFile.cpp, its meaning
// in Settings.cpp, a paragraph in docs/configuration.md, and the schema (its test
// prints how).
//
//===----------------------------------------------------------------------===//
#pragma once

#include "support/SourceRange.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <nlohmann/json.hpp>

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace nplus1 {

/// The name of the file that is looked for.
inline constexpr llvm::StringLiteral ConfigFileName = ".nplus1.json";

/// From which confidence on findings count. The order is that of strictness.
enum class Gate { Possible, Likely, Certain, Off };

/// "possible", "likely", "certain" or "off".
llvm::StringRef gateName(Gate G);

/// A value and where it was written.
template <class T> struct Written {
  T Value{};
  SourcePoint At;
};

/// What may be said for a part of the tree.
struct ScopedConfig {
  std::optional<Written<Gate>> MinConfidence;
  std::optional<Written<Gate>> FailOn;
  std::map<std::string, Written<Gate>> Rules; ///< by rule id
};

struct ConfigOverride : ScopedConfig {
  std::vector<std::string> Files; ///< globs
};

struct ConfigFile : ScopedConfig {
  std::string Path;   ///< absolute
  std::string Folder; ///< of Path; globs and paths are relative to it
  bool Root = false;  ///< files further up do not count
  std::optional<Written<std::vector<std::string>>> Profiles;
  std::optional<Written<bool>> DefaultExcludes;
  std::optional<Written<bool>> RequireComplete;
  std::optional<Written<std::string>> Baseline; ///< absolute, inside Folder
  std::vector<Written<std::string>> Exclude;    ///< globs
  std::vector<ConfigOverride> Overrides;        ///< in order; later ones win
};

/// Reads and checks a file. \p Rules are the ids that may be named. An error is
/// one sentence with file, line and column, and the nearest known word. Among the
/// errors: a baseline outside the file's folder, also through symbolic links, for
/// the file may come from strangers and baselines are written.
llvm::Expected<ConfigFile> readConfigFile(const std::string &Path,
                                          llvm::ArrayRef<llvm::StringRef> Rules);

/// The JSON schema of the file format.
nlohmann::json configSchema(llvm::ArrayRef<llvm::StringRef> Rules);

} // namespace nplus1
