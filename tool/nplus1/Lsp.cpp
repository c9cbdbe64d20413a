#include "CacheOptions.h"
#include "Commands.h"
#include "RunOptions.h"
#include "TriageArguments.h"

#include "lsp/Server.h"

#include <unistd.h>

namespace nplus1::cli {

void addLsp(CLI::App &App, int &Status) {
  auto *Command = App.add_subcommand("lsp", "Serve an editor on stdin and stdout");
  Command->footer("Relative paths are relative to each workspace folder of the editor.");
  auto Options = std::make_shared<lsp::ServerSettings>();
  auto Results = std::make_shared<CacheOptions>();
  Command
      ->add_option("-p,--database", Options->Project.DatabasePath,
                   "Build folder, or compilation database under any name; default: the nearest "
                   "compile_commands.json upwards")
      ->type_name("DIR|FILE");
  Command
      ->add_option("--profile", Options->Project.Profiles,
                   "Use only this built-in profile, or this file; repeatable")
      ->type_name("NAME|FILE")
      ->allow_extra_args(false);
  addExtraArguments(*Command, Options->Project.ExtraArguments);
  addPhase1Options(*Command, Options->Phase1);
  addCachePlace(*Command, *Results);
  addConfigOption(*Command, Options->Triaged.ConfigFile);
  addConfidence(*Command, "--min-confidence", Options->Triaged.Gates.MinConfidence,
                "Show what is at least possible, likely or certain; default: what each rule says");
  // What most clients pass.
  Command->add_flag_callback("--stdio", [] {}, "Accepted: stdin and stdout are always used");
  Command->callback([&Status, Options, Results] {
    Options->CacheFolder = Results->Folder;
    Options->NoCache = Results->Off;
    Status = lsp::serve(*Options, STDIN_FILENO, STDOUT_FILENO);
  });
}

} // namespace nplus1::cli
