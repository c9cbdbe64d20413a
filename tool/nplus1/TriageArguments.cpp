#include "TriageArguments.h"

#include "RunOptions.h"

namespace nplus1::cli {

void addConfigOption(CLI::App &Command, std::string &File) {
  Command
      .add_option("--config", File,
                  "Use this configuration for all files; default: .nplus1.json up the tree")
      ->type_name("FILE");
}

void addTriageOptions(CLI::App &Command, TriageOptions &Options) {
  addConfigOption(Command, Options.ConfigFile);
  Command
      .add_option("--baseline", Options.BaselineFile,
                  "Report only what this file does not know; it is made with --accept-new")
      ->type_name("FILE");
  Command.add_flag("--accept-new", Options.AcceptNew,
                   "Rewrite the baseline: it then knows all findings of this run");
  Command
      .add_option("--new-since", Options.NewSince,
                  "Report only findings with a step in lines that changed since this git revision")
      ->type_name("REV");
  addConfidence(
      Command, "--min-confidence", Options.Gates.MinConfidence,
      "Report what is at least possible, likely or certain; default: what each rule says");
  addConfidence(Command, "--fail-on", Options.Gates.FailOn,
                "Exit with 1 only for findings that are at least possible, likely or certain");
}

} // namespace nplus1::cli
