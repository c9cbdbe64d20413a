#include "Commands.h"
#include "RunOptions.h"

#include "finding/RuleCatalogue.h"
#include "orm/ProfileLoader.h"
#include "report/Reporter.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/raw_ostream.h"

// The scripts are made from the declared options, so that they cannot disagree
// with what the program takes.

namespace nplus1::cli {

namespace {
/// A subcommand, "profiles show" for nested ones, and what can follow it.
struct Completable {
  std::string Words;
  std::string Help;
  std::vector<std::pair<std::string, std::string>> Options; ///< name and help
  std::vector<std::string> Arguments;
};
} // namespace

static std::vector<std::string> argumentsOf(llvm::StringRef Words, const CLI::App &Command) {
  std::vector<std::string> Out;
  for (const CLI::App *Nested : Command.get_subcommands({}))
    Out.push_back(Nested->get_name());
  if (Words == "explain")
    for (const RuleInfo &Rule : ruleCatalogue())
      Out.emplace_back(Rule.Id);
  if (Words == "profiles show")
    for (const Profile &P : builtinProfiles())
      Out.push_back(P.Name);
  if (Words == "completions")
    Out = {"bash", "fish", "zsh"};
  return Out;
}

static void collect(const CLI::App &Command, const std::string &Words,
                    std::vector<Completable> &Into) {
  Completable Here{Words, Command.get_description(), {}, argumentsOf(Words, Command)};
  for (const CLI::Option *Option : Command.get_options())
    for (const std::string &Name : Option->get_lnames())
      Here.Options.emplace_back("--" + Name, Option->get_description());
  Into.push_back(std::move(Here));
  for (const CLI::App *Nested : Command.get_subcommands({}))
    collect(*Nested, Words.empty() ? Nested->get_name() : Words + " " + Nested->get_name(), Into);
}

/// The values of options that take one of a closed set.
static std::vector<std::pair<std::string, std::string>> optionValues() {
  std::string Formats = llvm::join(reporterNames(), " ");
  std::vector<std::string> Profiles;
  for (const Profile &P : builtinProfiles())
    Profiles.push_back(P.Name);
  return {{"--format", Formats},
          {"--min-confidence", "possible likely certain"},
          {"--fail-on", "possible likely certain"},
          {"--progress", "auto always never"},
          {"--profile", llvm::join(Profiles, " ")}};
}

static void writeBash(const std::vector<Completable> &All, llvm::raw_ostream &OS) {
  OS << "# bash completion for nplus1; made by 'nplus1 completions bash'\n"
        "_nplus1() {\n"
        "  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} words= word\n"
        "  COMPREPLY=()\n"
        "  case $prev in\n";
  for (const auto &[Option, Values] : optionValues())
    OS << "    " << Option << ") COMPREPLY=($(compgen -W '" << Values
       << "' -- \"$cur\")); return ;;\n";
  OS << "  esac\n"
        "  for word in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do\n"
        "    case \"${words:+$words }$word\" in\n     ";
  for (const Completable &C : All)
    if (!C.Words.empty())
      OS << (&C == &All[1] ? " '" : " | '") << C.Words << '\'';
  OS << ") words=${words:+$words }$word ;;\n"
        "    esac\n"
        "  done\n"
        "  case $words in\n";
  for (const Completable &C : All) {
    OS << "    '" << C.Words << "') COMPREPLY=($(compgen -W '" << llvm::join(C.Arguments, " ");
    for (const auto &[Name, Help] : C.Options)
      OS << ' ' << Name;
    OS << "' -- \"$cur\")) ;;\n";
  }
  OS << "  esac\n"
        "}\n"
        "complete -o default -F _nplus1 nplus1\n";
}

static void writeZsh(const std::vector<Completable> &All, llvm::raw_ostream &OS) {
  // zsh runs bash's functions; one script less to keep right.
  OS << "#compdef nplus1\n"
        "autoload -U +X bashcompinit && bashcompinit\n";
  writeBash(All, OS);
}

/// Text in single quotes for fish.
static std::string fishQuoted(llvm::StringRef Text) {
  std::string Out = "'";
  for (char C : Text) {
    if (C == '\'' || C == '\\')
      Out += '\\';
    Out += C == '\n' ? ' ' : C;
  }
  return Out + "'";
}

static void writeFish(const std::vector<Completable> &All, llvm::raw_ostream &OS) {
  OS << "# fish completion for nplus1; made by 'nplus1 completions fish'\n";
  for (const Completable &C : All) {
    std::string When = "__fish_use_subcommand";
    if (!C.Words.empty()) {
      llvm::SmallVector<llvm::StringRef> Words;
      llvm::StringRef(C.Words).split(Words, ' ');
      When.clear();
      for (llvm::StringRef Word : Words)
        When += (When.empty() ? "__fish_seen_subcommand_from "
                              : "; and "
                                "__fish_seen_subcommand_from ") +
                Word.str();
    }
    std::string Start = "complete -c nplus1 -n " + fishQuoted(When);
    for (const std::string &Argument : C.Arguments)
      OS << Start << " -a " << Argument << '\n';
    for (const auto &[Name, Help] : C.Options)
      OS << Start << " -l " << llvm::StringRef(Name).drop_front(2) << " -d " << fishQuoted(Help)
         << '\n';
  }
  for (const auto &[Option, Values] : optionValues())
    OS << "complete -c nplus1 -l " << llvm::StringRef(Option).drop_front(2) << " -x -a "
       << fishQuoted(Values) << '\n';
}

void addCompletions(CLI::App &App, int &Status) {
  auto *Command = App.add_subcommand("completions", "Print a completion script for a shell");
  auto Shell = std::make_shared<std::string>();
  Command->add_option("shell", *Shell, "bash, fish or zsh")
      ->required()
      ->check(oneOf("shell", {"bash", "fish", "zsh"}));
  Command->callback([&App, &Status, Shell] {
    std::vector<Completable> All;
    collect(App, "", All);
    if (*Shell == "bash")
      writeBash(All, llvm::outs());
    else if (*Shell == "zsh")
      writeZsh(All, llvm::outs());
    else
      writeFish(All, llvm::outs());
    Status = Clean;
  });
}

} // namespace nplus1::cli
