// Phase 1 of one unit as a build action: sandboxed, cached and run elsewhere by
// whatever builds the project.

#include "CacheOptions.h"
#include "Commands.h"
#include "RunOptions.h"
#include "TriageArguments.h"

#include "driver/FactsFile.h"
#include "orm/ProfileLoader.h"
#include "report/Outputs.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"

namespace nplus1::cli {

namespace {
struct FactsOptions {
  std::string Unit;
  std::vector<std::string> Command; ///< of the unit; empty: the database has it
  std::string DatabasePath;
  std::vector<std::string> Profiles, ExtraArguments;
  std::string ConfigFile, Output, Depfile;
  bool RequireComplete = false;
  Phase1Options Phase1;
  CacheOptions Results;
};
} // namespace

static llvm::Error writeWhole(const std::string &File, llvm::StringRef Bytes) {
  auto Failed = llvm::writeToOutput(File, [&](llvm::raw_ostream &OS) {
    OS << Bytes;
    return llvm::Error::success();
  });
  if (Failed)
    return llvm::createStringError("cannot write " + File + ": " +
                                   llvm::toString(std::move(Failed)) +
                                   "; choose another file with -o or --depfile");
  return llvm::Error::success();
}

static llvm::Expected<std::vector<CompileUnit>> unitsOf(const FactsOptions &Options) {
  if (!Options.Command.empty()) {
    const std::string File = absolutePath(Options.Unit);
    if (!llvm::sys::fs::exists(File))
      return llvm::createStringError("'" + Options.Unit + "' does not exist; name a C++ file");
    return std::vector{
        normalizeCommand(Options.Command, absolutePath("."), File, Options.ExtraArguments)};
  }
  auto Commands = Options.DatabasePath.empty() ? Database::find(Options.Unit)
                                               : Database::load(Options.DatabasePath);
  if (!Commands)
    return Commands.takeError();
  return Commands->select(Options.Unit, Options.ExtraArguments);
}

static int facts(FactsOptions &Options) {
  for (const std::string &File : {Options.Output, Options.Depfile})
    if (!File.empty())
      if (llvm::Error Bad = checkOutputFile(File))
        return refuse(std::move(Bad));
  auto Profiles = profilesOf(Options.Profiles, Options.ConfigFile);
  if (!Profiles)
    return refuse(Profiles.takeError());
  auto Units = unitsOf(Options);
  if (!Units)
    return refuse(Units.takeError());
  auto Results = RunCache::open(Options.Results, *Profiles, Options.Phase1);
  if (!Results)
    return refuse(Results.takeError());

  Options.Phase1.Prefilter = false; // any unit may call what another one defines
  auto Outcomes =
      analyzeUnits(*Units, *Profiles, Options.Phase1, [](llvm::StringRef, size_t, size_t) {});
  bool IsComplete = true;
  for (auto [Unit, Outcome] : llvm::zip(*Units, Outcomes)) {
    Outcome.Facts.MainFile = Unit.File; // one that failed has no other facts
    if (!Outcome.Problem.empty()) {
      llvm::errs() << "nplus1: " << Options.Unit << ": " << Outcome.Problem << '\n';
      IsComplete = false;
    }
  }
  if (Options.RequireComplete && !IsComplete)
    return Incomplete;
  if (!Options.Depfile.empty())
    if (llvm::Error Bad = writeWhole(Options.Depfile, depfileText(Options.Output, Outcomes)))
      return refuse(std::move(Bad));
  if (llvm::Error Bad = writeWhole(Options.Output,
                                   encodeFactsFile(std::move(Outcomes), projectRoot(), *Profiles)))
    return refuse(std::move(Bad));
  return Clean;
}

void addFacts(CLI::App &App, int &Status) {
  auto *Command =
      App.add_subcommand("facts", "Analyse one unit for 'nplus1 link', as a build action");
  auto Options = std::make_shared<FactsOptions>();
  Command->add_option("unit", Options->Unit, "A C++ file")->type_name("FILE")->required();
  Command
      ->add_option("command", Options->Command,
                   "After --: the command that compiles the file, in the working directory; "
                   "default: the compilation database's")
      ->type_name("WORD");
  Command->add_option("-o,--out", Options->Output, "Write the facts to this file")
      ->type_name("FILE")
      ->required();
  Command
      ->add_option("--depfile", Options->Depfile,
                   "Write what the facts depend on, for Make and Ninja")
      ->type_name("FILE");
  Command
      ->add_option("-p,--database", Options->DatabasePath,
                   "Build folder, or compilation database under any name")
      ->type_name("DIR|FILE");
  addProfileOption(*Command, Options->Profiles);
  addConfigOption(*Command, Options->ConfigFile);
  addExtraArguments(*Command, Options->ExtraArguments);
  addUnitLimits(*Command, Options->Phase1);
  addCacheOptions(*Command, Options->Results);
  Command->add_flag("--require-complete", Options->RequireComplete,
                    "Write nothing and exit with 3 if the unit could not be analysed in full");
  Command->callback([&Status, Options] { Status = facts(*Options); });
}

} // namespace nplus1::cli
