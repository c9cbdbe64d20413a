//===- Database.h - A project's compilation database ----------------------===//
//
// compile_commands.json, under whatever name. Clang's own reader is not used: it
// refuses keys that it does not know, writes its complaints to stderr without
// naming the file, and has no limit to nesting.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "compdb/EntryReader.h"
#include "compdb/Normalize.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/Error.h"

#include <string>
#include <vector>

namespace nplus1 {

class Database {
public:
  /// Reads \p Path: a JSON file, or a folder that holds compile_commands.json.
  static llvm::Expected<Database> load(llvm::StringRef Path);

  /// Reads the nearest compile_commands.json: in the folder of \p From (a file
  /// or a folder), in its folder "build", and so on upwards.
  static llvm::Expected<Database> find(llvm::StringRef From);

  /// The file that was read, as it was named.
  const std::string &path() const { return Path; }

  /// Every C++ unit of the database: each file once per distinct command, in
  /// the order of the database. \p ExtraArguments are added to each command.
  std::vector<CompileUnit> units(const std::vector<std::string> &ExtraArguments = {}) const;

  /// The units of \p Paths: files, or folders for everything below them, given
  /// relative to the working directory. Without paths: all units. A path that
  /// leads to no unit is an error that names the nearest file.
  llvm::Expected<std::vector<CompileUnit>>
  select(llvm::ArrayRef<std::string> Paths,
         const std::vector<std::string> &ExtraArguments = {}) const;

private:
  void addUnits(llvm::ArrayRef<size_t> Which, const std::vector<std::string> &ExtraArguments,
                std::vector<CompileUnit> &Units) const;
  llvm::Expected<std::vector<size_t>> entriesOf(const std::string &Path) const;
  std::string nearestFile(llvm::StringRef File) const;

  std::string Path;
  std::vector<DatabaseEntry> Entries;
  llvm::StringMap<std::vector<size_t>> ByFile;
};

} // namespace nplus1
