#include "RunOptions.h"

#include "finding/RuleCatalogue.h"
#include "support/NearestName.h"

#include "llvm/ADT/STLExtras.h"

namespace nplus1::cli {

CLI::Validator oneOf(std::string What, std::vector<llvm::StringRef> Known) {
  return CLI::Validator(
      [What, Known](std::string &Written) {
        return llvm::is_contained(Known, Written)
                   ? std::string()
                   : "unknown " + What + " '" + Written + "'" + suggestion(Written, Known);
      },
      "");
}

void addProjectOptions(CLI::App &Command, ProjectOptions &Options) {
  Command
      .add_option("path", Options.Paths,
                  "Files, or folders for the units below them; none: every unit")
      ->type_name("FILE|DIR");
  Command
      .add_option("-p,--database", Options.DatabasePath,
                  "Build folder, or compilation database under any name; default: the nearest "
                  "compile_commands.json upwards")
      ->type_name("DIR|FILE");
  addProfileOption(Command, Options.Profiles);
  addExtraArguments(Command, Options.ExtraArguments);
}

void addProfileOption(CLI::App &Command, std::vector<std::string> &Profiles) {
  Command
      .add_option("--profile", Profiles, "Use only this built-in profile, or this file; repeatable")
      ->type_name("NAME|FILE")
      ->allow_extra_args(false);
}

void addExtraArguments(CLI::App &Command, std::vector<std::string> &Arguments) {
  Command
      .add_option("--extra-arg", Arguments, "Add an argument to every compile command; repeatable")
      ->type_name("ARG")
      ->allow_extra_args(false);
}

void addPhase1Options(CLI::App &Command, Phase1Options &Options) {
  Command
      .add_option("-j,--jobs", Options.Jobs, "Units at once; default: the cores that are allowed")
      ->type_name("N")
      ->check(CLI::Range(1u, 4096u));
  addUnitLimits(Command, Options);
  Command.add_flag("!--no-prefilter", Options.Prefilter,
                   "Parse every unit, also those that see no ORM");
}

void addUnitLimits(CLI::App &Command, Phase1Options &Options) {
  Command
      .add_option_function<unsigned>(
          "--unit-time",
          [&Options](unsigned Seconds) { Options.TimeLimit = std::chrono::seconds(Seconds); },
          "Give up on a unit after so many seconds; 0: never; default: 300")
      ->type_name("SECONDS");
  Command
      .add_option_function<unsigned>(
          "--unit-memory",
          [&Options](unsigned Megabytes) { Options.MemoryLimit = uint64_t(Megabytes) << 20; },
          "Give up on a unit that needs more memory; 0: never; default: 4096")
      ->type_name("MB");
}

void addProgress(CLI::App &Command, ProgressMode &Mode) {
  Command
      .add_option_function<std::string>(
          "--progress",
          [&Mode](const std::string &Written) {
            Mode = Written == "never"    ? ProgressMode::Never
                   : Written == "always" ? ProgressMode::Always
                                         : ProgressMode::Auto;
          },
          "Show progress on stderr: auto (a line on a terminal, else one every 30 s), always, "
          "never")
      ->type_name("WHEN")
      ->check(oneOf("progress", {"auto", "always", "never"}));
}

CLI::Option *addConfidence(CLI::App &Command, const std::string &Name,
                           std::optional<Confidence> &Level, const std::string &Help) {
  static constexpr Confidence Levels[] = {Confidence::Possible, Confidence::Likely,
                                          Confidence::Certain};
  std::vector<llvm::StringRef> Names;
  for (Confidence Known : Levels)
    Names.push_back(confidenceName(Known));
  return Command
      .add_option_function<std::string>(
          Name,
          [&Level](const std::string &Written) {
            for (Confidence Known : Levels)
              if (confidenceName(Known) == Written)
                Level = Known;
          },
          Help)
      ->type_name("LEVEL")
      ->check(oneOf("confidence", std::move(Names)));
}

} // namespace nplus1::cli
