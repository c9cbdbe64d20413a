//===- Phase1.h - All units, each turned into facts -----------------------===//
#pragma once

#include "driver/Cache.h"
#include "driver/UnitAnalysis.h"

#include "llvm/ADT/STLFunctionalExtras.h"

#include <chrono>
#include <functional>

namespace nplus1 {

struct Phase1Options {
  unsigned Jobs = 0; ///< units at once; 0: defaultJobs()
  /// What one unit may take; zero: no limit.
  std::chrono::seconds TimeLimit{300};
  uint64_t MemoryLimit = uint64_t(4) << 30; ///< bytes
  /// Parse only units that can hold findings.
  bool Prefilter = true;
  /// Where results of earlier runs are looked up and kept; null: nowhere.
  const Cache *Results = nullptr;
  /// If set, what is found there is computed all the same, and this is told of each
  /// unit for which it was not the same, once.
  std::function<void(const CompileUnit &)> Differs;
  /// Tells apart what results of earlier runs were made with, in addition to the
  /// units' commands: the program and the profiles.
  std::string ResultsKey;
  /// Makes the file system of one job; null: the disk. What is not on the disk is
  /// neither scanned nor cached: Prefilter has to be off.
  std::function<llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem>()> Files;

  /// Told of each unit, an index into those given, as soon as its outcome is known;
  /// empty: nobody. Irrelevant units come last. Called in this process.
  std::function<void(size_t Unit, const UnitOutcome &)> Finished;

  /// A file system of the caller's own that shows what the units are parsed from.
  llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> fileSystem() const {
    return Files ? Files() : llvm::vfs::createPhysicalFileSystem();
  }
};

/// Told what is going on ("scanned", "compared", "analysed") and how many of how many units
/// are done, at least every 200 ms.
using ProgressCallback = llvm::function_ref<void(llvm::StringRef, size_t, size_t)>;

/// The outcome of each of \p Units, in their order, whatever the number of jobs.
/// Each unit is parsed in a worker process: one that crashes the parser, takes too
/// long or too much memory is Failed, and its Problem says how to see it again.
/// This process must not have other threads.
std::vector<UnitOutcome> analyzeUnits(std::span<const CompileUnit> Units,
                                      std::span<const Profile> Profiles,
                                      const Phase1Options &Options, ProgressCallback Progress);

/// What earlier runs left in Options.Results of each of \p Units and still holds;
/// nothing for the others. Parses nothing.
std::vector<std::optional<UnitOutcome>> knownOutcomes(std::span<const CompileUnit> Units,
                                                      const Phase1Options &Options);

} // namespace nplus1
