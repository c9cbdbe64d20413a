//===- CommandMacros.h - Commands that differ in macros only --------------===//
//
// One source is compiled into several targets, and neighbours into different ones, each
// with a macro or two of its own (CMake alone gives each shared library one). What they
// include first is mostly the same all the same.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "compdb/Normalize.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLFunctionalExtras.h"

#include <span>
#include <string>
#include <vector>

namespace nplus1 {

/// A macro that some command defines, as one command has it.
struct CommandMacro {
  std::string Name;
  /// A line that says the same, whatever lines are before and after it; empty: it is not
  /// defined.
  std::string Definition;

  bool operator==(const CommandMacro &) const = default;
};

/// Units in groups whose commands are the same but for the file and macros.
class AlikeCommands {
public:
  /// Of the units at \p Which in \p Units.
  AlikeCommands(std::span<const CompileUnit> Units, llvm::ArrayRef<size_t> Which);

  /// Equal for the units of a group.
  const std::string &group(size_t Unit) const { return Commands.at(Unit).Group; }
  /// The macros on which the units of the group of \p Unit do not agree, by name, as
  /// that unit has them.
  llvm::ArrayRef<CommandMacro> differing(size_t Unit) const { return Commands.at(Unit).Macros; }

private:
  struct Command {
    std::string Group;
    std::vector<CommandMacro> Macros;
  };
  llvm::DenseMap<size_t, Command> Commands;
};

/// \p Unit with a command that does not define the macros of which \p IsLeftOut.
CompileUnit withoutMacros(const CompileUnit &Unit,
                          llvm::function_ref<bool(llvm::StringRef Name)> IsLeftOut);

} // namespace nplus1
