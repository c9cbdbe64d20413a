//===- CacheOptions.h - Where results of earlier runs are kept ------------===//
#pragma once

#include "driver/Phase1.h"

#include <CLI/CLI.hpp>

namespace nplus1::cli {

struct CacheOptions {
  std::string Folder; ///< empty: the user's cache folder
  bool Off = false;
  bool Verify = false;
  unsigned MaxMegabytes = 2048;
};

/// --cache-dir, --no-cache.
void addCachePlace(CLI::App &Command, CacheOptions &Options);

/// The same with --cache-size and --cache-verify, for a single run.
void addCacheOptions(CLI::App &Command, CacheOptions &Options);

/// A cache for one run, which Phase1 uses as long as this lives.
class RunCache {
public:
  /// Fails only if the folder was named by the user; without a usable default
  /// folder the run goes on without a cache.
  static llvm::Expected<std::unique_ptr<RunCache>>
  open(const CacheOptions &Options, std::span<const Profile> Profiles, Phase1Options &Phase1);
  ~RunCache();

private:
  explicit RunCache(std::optional<Cache> Results, uint64_t MaxBytes)
      : Results(std::move(Results)), MaxBytes(MaxBytes) {}
  std::optional<Cache> Results;
  uint64_t MaxBytes;
};

} // namespace nplus1::cli
