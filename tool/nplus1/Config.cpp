#include "Commands.h"
#include "TriageArguments.h"

#include "finding/RuleCatalogue.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/raw_ostream.h"

namespace nplus1::cli {

static int show(const std::string &Name, const std::string &ConfigFile) {
  llvm::SmallString<256> Path(Name), Here;
  llvm::sys::fs::make_absolute(Path);
  llvm::sys::path::remove_dots(Path);
  llvm::sys::fs::current_path(Here);
  if (llvm::sys::fs::is_directory(Path))
    Path += '/';
  ConfigTree Tree(ruleIds(), ConfigFile, Here.str().str());
  auto Found = Tree.settingsFor(Path);
  if (!Found)
    return refuse(Found.takeError());
  llvm::outs() << describeSettings(*Found, ruleIds(), Here);
  return Clean;
}

void addConfig(CLI::App &App, int &Status) {
  auto *Command = App.add_subcommand("config", "What is configured");
  Command->require_subcommand(1);
  auto *Show = Command->add_subcommand("show", "Print the settings for a file and who says so");
  auto Name = std::make_shared<std::string>(), ConfigFile = std::make_shared<std::string>();
  Show->add_option("file", *Name, "A source file or a folder; it need not exist")->required();
  addConfigOption(*Show, *ConfigFile);
  Show->callback([&Status, Name, ConfigFile] { Status = show(*Name, *ConfigFile); });
}

} // namespace nplus1::cli
