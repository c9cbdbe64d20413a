#include "CacheOptions.h"

#include "driver/ResultsKey.h"

#include "llvm/Support/raw_ostream.h"

namespace nplus1::cli {

void addCachePlace(CLI::App &Command, CacheOptions &Options) {
  Command
      .add_option("--cache-dir", Options.Folder,
                  "Keep results of units here; default: nplus1 in the user's cache folder")
      ->type_name("DIR");
  Command.add_flag("--no-cache", Options.Off, "Neither use nor keep results of units");
}

void addCacheOptions(CLI::App &Command, CacheOptions &Options) {
  addCachePlace(Command, Options);
  Command.add_flag("--cache-verify", Options.Verify,
                   "Compute what is in the cache all the same, and say where it was wrong");
  Command
      .add_option("--cache-size", Options.MaxMegabytes,
                  "Remove the least recently used results beyond this size")
      ->type_name("MB")
      ->capture_default_str();
}

llvm::Expected<std::unique_ptr<RunCache>> RunCache::open(const CacheOptions &Options,
                                                         std::span<const Profile> Profiles,
                                                         Phase1Options &Phase1) {
  std::optional<Cache> Results;
  std::string Key = Options.Off ? "" : resultsKey(Profiles);
  if (!Key.empty()) {
    auto Opened = Cache::open(Options.Folder);
    if (Opened)
      Results = std::move(*Opened);
    else if (!Options.Folder.empty())
      return Opened.takeError();
    else
      llvm::errs() << "nplus1: running without a cache: " << llvm::toString(Opened.takeError())
                   << '\n';
  }
  std::unique_ptr<RunCache> Run(
      new RunCache(std::move(Results), uint64_t(Options.MaxMegabytes) << 20));
  if (Run->Results) {
    Phase1.Results = &*Run->Results;
    Phase1.ResultsKey = std::move(Key);
    if (Options.Verify)
      Phase1.Differs = [](const CompileUnit &Unit) {
        llvm::errs() << "nplus1: the cache had another result for " << Unit.File
                     << "; the new one is used, please report it\n";
      };
  }
  return Run;
}

RunCache::~RunCache() {
  if (Results)
    Results->prune(MaxBytes);
}

} // namespace nplus1::cli
