#include "Commands.h"

#include "llvm/Support/Signals.h"
#include "llvm/Support/raw_ostream.h"

using namespace nplus1::cli;

static const char Footer[] = R"(
Exit status: 0 nothing to report, 1 findings, 2 refused (usage, configuration, profile,
database), 3 some unit could not be analysed (with --require-complete).
nplus1 uses no network and sends no data.)";

int main(int Count, char **Arguments) {
  llvm::sys::PrintStackTraceOnErrorSignal(Arguments[0]);
  CLI::App App("Finds N+1 queries in C++ programs that use an object-relational mapper, and fixes "
               "them.",
               "nplus1");
  App.footer(Footer);
  App.require_subcommand(1);
  int Status = Clean;
  addCheck(App, Status);
  addFix(App, Status);
  addDoctor(App, Status);
  addRules(App, Status);
  addExplain(App, Status);
  addProfiles(App, Status);
  addLsp(App, Status);
  addConfig(App, Status);
  addCompletions(App, Status);
  addVersion(App, Status);
  try {
    App.parse(Count, Arguments);
  } catch (const CLI::Success &Help) {
    return App.exit(Help);
  } catch (const CLI::ParseError &Error) {
    return refuse(usageSentence(App, Error));
  }
  return Status;
}
