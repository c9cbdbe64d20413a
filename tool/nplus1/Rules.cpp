#include "Commands.h"

#include "finding/RuleCatalogue.h"
#include "support/NearestName.h"

#include "llvm/Support/Format.h"
#include "llvm/Support/raw_ostream.h"

namespace nplus1::cli {

void addRules(CLI::App &App, int &Status) {
  auto *Command = App.add_subcommand("rules", "List the rules");
  Command->callback([&Status] {
    for (const RuleInfo &Rule : ruleCatalogue())
      llvm::outs() << llvm::left_justify(Rule.Id, 28) << Rule.Summary << '\n';
    Status = Clean;
  });
}

void addExplain(CLI::App &App, int &Status) {
  auto *Command = App.add_subcommand("explain", "Print the documentation of a rule");
  auto Id = std::make_shared<std::string>();
  Command->add_option("rule", *Id, "The rule's id, as 'nplus1 rules' lists it")->required();
  Command->callback([&Status, Id] {
    // The prefix that all ids share may be left out.
    std::string Full = llvm::StringRef(*Id).starts_with("nplus1-") ? *Id : "nplus1-" + *Id;
    const RuleInfo *Rule = findRule(Full);
    if (!Rule) {
      Status = refuse("unknown rule '" + *Id + "'" + suggestion(Full, ruleIds()));
      return;
    }
    llvm::outs() << Rule->Page;
    Status = Clean;
  });
}

} // namespace nplus1::cli
