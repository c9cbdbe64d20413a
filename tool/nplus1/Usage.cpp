#include "Commands.h"

#include "support/NearestName.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/raw_ostream.h"

namespace nplus1::cli {

int refuse(llvm::StringRef Sentence) {
  llvm::errs() << "nplus1: " << Sentence << '\n';
  return Refused;
}

int refuse(llvm::Error Why) { return refuse(llvm::toString(std::move(Why))); }

static std::string unknownWord(const CLI::App &App, const std::string &Word) {
  std::vector<std::string> Known;
  const bool IsOption = llvm::StringRef(Word).starts_with("-");
  if (IsOption) {
    for (const CLI::Option *Option : App.get_options())
      for (const std::string &Name : Option->get_lnames())
        Known.push_back("--" + Name);
  } else {
    for (const CLI::App *Command : App.get_subcommands({}))
      Known.push_back(Command->get_name());
  }
  std::string Written = llvm::StringRef(Word).split('=').first.str();
  std::vector<llvm::StringRef> Names(Known.begin(), Known.end());
  return (IsOption ? "unknown option '" : "unknown command '") + Written + "'" +
         suggestion(Written, Names);
}

std::string usageSentence(const CLI::App &Root, const CLI::ParseError &Why) {
  const CLI::App *App = &Root;
  while (!App->get_subcommands().empty())
    App = App->get_subcommands().front();
  auto Unknown = App->remaining();
  // An unknown word also makes CLI11 miss the command that it stands for.
  if (!Unknown.empty() && (Why.get_exit_code() == int(CLI::ExitCodes::ExtrasError) ||
                           Why.get_exit_code() == int(CLI::ExitCodes::RequiredError)))
    return unknownWord(*App, Unknown.front());
  std::string Name = App == &Root ? "nplus1" : "nplus1 " + App->get_name();
  if (Why.get_exit_code() == int(CLI::ExitCodes::RequiredError) &&
      !App->get_subcommands({}).empty())
    return "a command is missing; '" + Name + " --help' lists them";
  return std::string(Why.what()) + "; see '" + Name + " --help'";
}

} // namespace nplus1::cli
