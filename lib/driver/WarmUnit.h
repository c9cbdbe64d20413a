//===- WarmUnit.h - One unit, parsed again and again while it is edited ---===//
//
// Most of a unit is what its first lines include. Clang keeps that as a
// precompiled preamble, so that what is typed below it is all that is parsed.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "driver/UnitParse.h"

#include "clang/Frontend/PrecompiledPreamble.h"

namespace nplus1 {

class WarmUnit {
public:
  /// \p Profiles outlive this.
  WarmUnit(CompileUnit Unit, std::span<const Profile> Profiles)
      : Unit(std::move(Unit)), Profiles(Profiles) {}

  /// The outcome that analyzeUnit gives, but that Seen has the Files only. \p Files shows what is being edited; of one path it must not
  /// give two contents of the same size and time. A crash of the parser takes the
  /// process down.
  UnitOutcome analyze(llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Files);

private:
  CompileUnit Unit;
  std::span<const Profile> Profiles;
  std::unique_ptr<clang::CompilerInvocation> Settings; ///< of the unit's command
  PreambleRecord Record;
  std::optional<clang::PrecompiledPreamble> Preamble;

  /// Makes Preamble and Record, or leaves Preamble empty.
  void build(const llvm::MemoryBuffer &Text, clang::PreambleBounds Bounds,
             llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Files);
};

} // namespace nplus1
